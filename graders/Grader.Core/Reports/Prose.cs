using System.Text.RegularExpressions;

namespace Grader.Core.Reports;

/// <summary>Sentences of the rubric and of ours in a page: what runs in the other direction is set apart, formulas between dollar signs become MathML, code between back ticks code.</summary>
internal static partial class Prose
{
    /// <summary>A sentence. <paramref name="math"/>: its author writes W_hh and h_{i−1} as mathematics, so that they are shown so.</summary>
    public static Html Of(string text, View view, bool math = false)
    {
        var lines = text.Split('\n');
        if (lines.Length == 1) return Line(text, view, math);
        // A caret must stand under its place: it and the line above it are shown as they are.
        var blocks = new List<Html>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (i + 1 < lines.Length && Caret().IsMatch(lines[i + 1]))
            {
                blocks.Add(Html.Of($"""<pre class="code" dir="ltr">{lines[i]}{"\n"}{lines[i + 1]}</pre>"""));
                i++;
            }
            else if (lines[i].Trim().Length > 0)
            {
                blocks.Add(Html.Of($"<span class=\"line\">{Line(lines[i], view, math)}</span>"));
            }
        }
        return Html.Join(blocks);
    }

    /// <summary>What the sheet says, in paragraphs; a line that begins with a letter or number and a point is an option.</summary>
    public static Html Sheet(string text, View view) => Html.Join(text.Split('\n').Where(it => it.Trim().Length > 0).Select(line => line.Trim()).Select(line =>
        Option().Match(line) is { Success: true } option
            ? Html.Of($"""<p class="option"><b>{view.Digits(option.Groups[1].Value)}{view.Say(".", ")")}</b><span>{Line(option.Groups[2].Value, view, math: false)}</span></p>""")
            : Html.Of($"<p>{Line(line, view, math: false)}</p>")));

    private static Html Line(string text, View view, bool math) => Html.Join(Pieces().Split(text).Where(it => it.Length > 0).Select(piece => piece switch
    {
        ['$', '$', .., '$', '$'] when piece.Length > 4 => Formula(piece[2..^2], display: true),
        ['$', .., '$'] when piece.Length > 2 => Formula(piece[1..^1], display: false),
        ['`', .., '`'] when piece.Length > 2 => Html.Of($"""<code dir="ltr">{piece[1..^1]}</code>"""),
        _ => Plain(piece, view, math),
    }));

    private static Html Formula(string tex, bool display) =>
        TexMath.Render(tex, display) is not { } math ? Html.Of($"""<code dir="ltr">{tex}</code>""")
        : display ? Html.Of($"""<span class="formula" dir="ltr" tabindex="0">{math}</span>""") : math;

    private static Html Plain(string text, View view, bool math) => Html.Join(Directions.Split(text, view.Persian).Select(run =>
    {
        // A count in a Persian sentence is read in Persian digits; a value with a point is code and stays as it is.
        if (view.Persian && run.IsIsland && Count().IsMatch(run.Text)) return Html.Text(view.Digits(run.Text));
        var inner = math ? Scripts(run.Text) : Html.Text(run.Text);
        return !run.IsIsland ? inner : view.Persian ? Html.Of($"""<bdi dir="ltr">{inner}</bdi>""") : Html.Of($"<bdi>{inner}</bdi>");
    }));

    /// <summary>W_hh and h_{i−1} with the index below, x^{t−i} with the exponent above.</summary>
    private static Html Scripts(string text) => Html.Join(Script().Split(text) is var pieces && pieces.Length == 1 ? [Html.Text(text)] : Marked(text));

    private static IEnumerable<Html> Marked(string text)
    {
        var at = 0;
        foreach (Match match in Script().Matches(text))
        {
            yield return Html.Text(text[at..match.Index]);
            var inner = match.Groups["script"].Value.Trim('{', '}');
            yield return match.Groups["kind"].Value == "_" ? Html.Of($"{match.Groups["base"].Value}<sub>{inner}</sub>") : Html.Of($"{match.Groups["base"].Value}<sup>{inner}</sup>");
            at = match.Index + match.Length;
        }
        yield return Html.Text(text[at..]);
    }

    [GeneratedRegex("^[0-9]{1,6}$")]
    private static partial Regex Count();

    [GeneratedRegex(@"^\s*\^+~*\s*$")]
    private static partial Regex Caret();

    [GeneratedRegex(@"^([0-9]{1,2}|[a-dآابجدهوز])[.)]\s+(.+)$")]
    private static partial Regex Option();

    [GeneratedRegex(@"(\$\$[^$]+\$\$|\$[^$]+\$|`[^`]+`)")]
    private static partial Regex Pieces();

    [GeneratedRegex(@"(?<=^|[^\p{L}\p{N}_])(?<base>\p{L}\p{M}?)(?<kind>_)(?<script>\{[^{}]{1,12}\}|[a-zA-Z]{1,2}|[0-9])(?![a-zA-Z0-9_(])|(?<base>[\p{L}\p{N})\]}])(?<kind>\^)(?<script>\{[^{}]{1,12}\}|[a-zA-Z0-9])")]
    private static partial Regex Script();
}
