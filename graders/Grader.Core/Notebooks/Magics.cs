using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Grader.Core.Notebooks;

/// <summary>A line for the notebook program and not for C#. <paramref name="Note"/> is set where something is not available here.</summary>
public sealed record MagicLine(int Line, string Text, bool IsHandled, LocalizedText? Note);

/// <summary>C# with an empty line for each magic, so that every line keeps its number.</summary>
public sealed record MagicText(string Code, ImmutableArray<MagicLine> Lines);

/// <summary>
/// Takes the lines out of a C# cell that a notebook program reads itself: <c>#!time</c>, <c>#r "nuget:…"</c>, <c>%%html</c>, <c>!pip</c>. Nothing is
/// loaded or run for them. Lines of other languages between <c>#!fsharp</c> and <c>#!csharp</c> go too. Inside a string or comment nothing is a magic.
/// </summary>
public static partial class Magics
{
    private const int MostMagics = 500;
    private static readonly string[] Provided = ["TorchSharp", "libtorch-", "Microsoft.DotNet.Interactive"];
    private static readonly string[] Harmless = ["time", "timeit", "lsmagic", "about", "who", "whos", "capture", "matplotlib", "name"];

    public static MagicText Blank(string text)
    {
        var lines = text.Split('\n');
        var magics = ImmutableArray.CreateBuilder<MagicLine>();
        var place = new TextScan();
        var other = false;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i];
            var magic = place.IsInText ? null : Read(line, i + 1);
            if (magic is null && !other)
            {
                place.Advance(line);
                continue;
            }
            lines[i] = "";
            if (magic is null) continue;
            if (Selected(line) is { } language)
            {
                other = language != Languages.CSharp;
                if (other && Rest(lines, i + 1)) magic = magic with { IsHandled = false, Note = NotebookSentences.LinesOfOtherLanguage(language) };
            }
            if (magics.Count < MostMagics) magics.Add(magic);
        }
        return new MagicText(string.Join('\n', lines), magics.ToImmutable());
    }

    /// <summary>The language that the line switches to: <c>#!fsharp</c>, <c>%%html</c>.</summary>
    internal static string? Selected(string line) =>
        Command().Match(line) is { Success: true } it && it.Groups[1].Value != "%" && LanguageOf(it.Groups[2].Value) is { } language ? language : null;

    private static string? LanguageOf(string name) =>
        Languages.Of(name) ?? (name.StartsWith("sql-", StringComparison.OrdinalIgnoreCase) ? "sql" : name.StartsWith("kql-", StringComparison.OrdinalIgnoreCase) ? "kql" : null);

    private static MagicLine? Read(string line, int number)
    {
        MagicLine Handled() => new(number, Shown(line), true, null);
        MagicLine Missing(LocalizedText note) => new(number, Shown(line), false, note);

        if (number == 1 && Shebang().IsMatch(line)) return Handled();
        if (Command().Match(line) is { Success: true } command)
            return Selected(line) is not null || Harmless.Contains(command.Groups[2].Value, StringComparer.OrdinalIgnoreCase) ? Handled() : Missing(NotebookSentences.NoMagic(Shown(line)));
        if (PackageSource().IsMatch(line)) return Handled(); // packages are the grader's: where they come from plays no part
        if (Package().Match(line) is { Success: true } package)
            return Provided.Any(it => package.Groups[1].Value.StartsWith(it, StringComparison.OrdinalIgnoreCase)) ? Handled() : Missing(NotebookSentences.NoPackage(Shown(package.Groups[1].Value)));
        if (Loads().IsMatch(line)) return Missing(NotebookSentences.NoFile(Shown(line)));
        if (AppDirective().IsMatch(line)) return Handled();
        return Shell().IsMatch(line) ? Missing(NotebookSentences.NoShell(Shown(line))) : null;
    }

    private static bool Rest(string[] lines, int from) =>
        lines.Skip(from).TakeWhile(it => Selected(it) is null).Any(it => !string.IsNullOrWhiteSpace(it));

    private static string Shown(string line)
    {
        var text = Intake.ShownText.Plain(line).Trim();
        return text.Length <= 100 ? text : text[..99] + "…";
    }

    [GeneratedRegex(@"^#!\s*/")]
    private static partial Regex Shebang();

    // #!name, %%name, and the line magics that Jupyter users know; a lone % elsewhere may be C#'s remainder.
    [GeneratedRegex(@"^(?:\s{0,80}(?=#!)|(?=%))(#!|%%|%(?=(?:lsmagic|time|timeit|matplotlib|pip|conda|cd|env|run|load_ext)(?:\s|$)))([A-Za-z.][\w.#+-]{0,60})(?:\s.*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Command();

    [GeneratedRegex(@"^\s{0,80}#i\s*""?\s*nuget:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PackageSource();

    [GeneratedRegex(@"^\s{0,80}(?:#r\s*""?\s*nuget:\s*|#:package\s+)([\w.-]{1,120})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Package();

    [GeneratedRegex(@"^\s{0,80}#(?:r|load)\s*""|^\s{0,80}#:(?:project|ref)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Loads();

    [GeneratedRegex(@"^#:(?:sdk|property)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AppDirective();

    // A C# line may begin with !, too (!ready && …), so only what reads as a command of a shell is one.
    [GeneratedRegex(@"^!{1,2}\s*(?:pip3?|dotnet|conda|apt|apt-get|sudo|ls|pwd|cd|cat|head|mkdir|rm|cp|mv|wget|curl|git|unzip|python3?|nvidia-smi|echo|bash|sh|npm)(?:\s+[^=&|?].*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Shell();
}
