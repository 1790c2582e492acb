using System.Text;
using Grader.Core.Results;

namespace Grader.Core.Reports;

/// <summary>What a verdict rests on: the student's own lines, the worst case, what was printed. All of it is a stranger's text.</summary>
internal static class EvidenceView
{
    private const int ShortAnswer = 40;

    public static Html Draw(CheckResult check, View view)
    {
        var it = check.Evidence;
        var wrong = check.Verdict != Verdict.Correct;
        return Html.Of($"""
            {Html.If(it.CasesRun > 0, () => Cases(it, view))}
            {Html.If(it.Given is not null, () => Given(it.Given!, check, view))}
            {Html.If(wrong, () => Place(it, view))}
            {Html.If(wrong && it.Case is not null, () => Html.Of($"""<p class="case"><span class="label">{view.Say("Case", "مورد")}</span> <bdi class="code" dir="ltr">{it.Case}</bdi></p>"""))}
            {Html.If(wrong, () => Values(it, view))}
            {Html.If(wrong && it.Map is not null, () => Html.Of($"""<figure class="map"><figcaption>{view.Say("Which calls were right", "کدام فراخوانی‌ها درست بود")}</figcaption><pre class="code" dir="ltr">{it.Map}</pre></figure>"""))}
            {it.Pictures.Select(picture => Picture(picture, view))}
            {Html.If(it.Output is not null, () => Html.Of($"""<details><summary>{view.Say("What it printed", "آنچه چاپ کرد")}</summary><pre class="code" dir="ltr">{it.Output}</pre></details>"""))}
            {Html.If(it.Script is not null, () => Html.Of($"""<p class="script"><a href="{it.Script}">{view.Say("A script that shows this case", "اسکریپتی که این مورد را نشان می‌دهد")}</a> <bdi class="code quiet" dir="ltr">{it.Script}</bdi></p>"""))}
            """);
    }

    /// <summary>A picture is shown as an image and nothing else: no script of an SVG runs there, and nothing that it names is fetched.</summary>
    private static Html Picture(Picture picture, View view) => picture.Mime switch
    {
        "image/png" => Image(picture.Mime, picture.Content, view),
        "image/svg+xml" => Image(picture.Mime, Convert.ToBase64String(Encoding.UTF8.GetBytes(picture.Content)), view),
        _ => Html.None,
    };

    private static Html Image(string mime, string base64, View view) =>
        Html.Of($"""<figure class="picture"><img alt="{view.Say("What a cell of the notebook drew", "آنچه یکی از سلول‌های نوت‌بوک رسم کرده است")}" src="data:{mime};base64,{base64}"></figure>""");

    private static Html Cases(Evidence it, View view) => Html.Of($"""
        <p class="cases quiet">{view.Say($"right on {it.CasesPassed ?? 0} of {it.CasesRun} cases", $"درست در {view.Number(it.CasesPassed ?? 0)} مورد از {view.Number(it.CasesRun!.Value)} مورد")}</p>
        """);

    private static Html Given(string given, CheckResult check, View view) => given.Length <= ShortAnswer && !given.Contains('\n', StringComparison.Ordinal) && Formula(given, check) is null
        ? Html.Of($"""<p class="given"><span class="label">{view.Say("Your answer", "پاسخ شما")}</span> <bdi>{given}</bdi></p>""") : Html.Of($"""
        <div class="given"><span class="label">{view.Say("Your answer", "پاسخ شما")}</span><blockquote dir="auto">{Formula(given, check) ?? Html.Text(given)}</blockquote></div>
        """);

    private static Html? Formula(string given, CheckResult check) =>
        check.Kind is not ("choice" or "manual" or "numbers" or "cell") && given.AsSpan().IndexOfAny('\\', '_', '^') >= 0 && TexMath.Render(given.Trim().Trim('$'), display: true) is { } math
            ? Html.Of($"""<span class="formula" dir="ltr" tabindex="0">{math}</span><code class="quiet" dir="ltr">{given}</code>""") : null;

    private static Html Place(Evidence it, View view)
    {
        if (it.Excerpt is { } excerpt)
            return Html.Of($"""<figure class="source"><figcaption><bdi class="code" dir="ltr">{excerpt.File}:{excerpt.Line}:{excerpt.Column}</bdi></figcaption><pre class="code" dir="ltr" tabindex="0">{excerpt.Lines.Select((line, i) => Line(excerpt, line, excerpt.From + i))}</pre>{Detail(it, view)}</figure>""");
        return Html.Of($"""
            {Html.If(it.At is not null, () => Html.Of($"""<p class="case"><span class="label">{view.Say("Place", "محل")}</span> <bdi class="code" dir="ltr">{it.At}</bdi></p>"""))}
            {Html.If(it.SourceLine is not null, () => Html.Of($"""<pre class="code" dir="ltr" tabindex="0">{it.SourceLine}</pre>"""))}
            {Detail(it, view)}
            """);
    }

    /// <summary>The marked stretch is underlined and named for those who do not see it.</summary>
    private static Html Line(SourceExcerpt it, string line, int number)
    {
        if (number != it.Line) return Html.Of($"<span class=\"row\"><span class=\"no\">{number}</span>{line}\n</span>");
        var (from, to) = (Math.Min(it.Column - 1, line.Length), Math.Min(it.EndColumn - 1, line.Length));
        return Html.Of($"<span class=\"row here\"><span class=\"no\">{number}</span>{line[..from]}<mark>{(to > from ? line[from..to] : " ")}</mark>{line[Math.Max(from, to)..]}\n</span>");
    }

    private static Html Detail(Evidence it, View view) =>
        Html.If(it.Detail is not null, () => Html.Of($"""<p class="detail"><span class="label">{view.Say("In the tool’s own words", "به زبان خود ابزار")}</span> <bdi class="code" dir="ltr">{it.Detail}</bdi></p>"""));

    private static Html Values(Evidence it, View view)
    {
        if (!it.Entries.IsDefaultOrEmpty) return Entries(it, view);
        if (it.Expected is null && it.Actual is null) return Html.None;
        return Html.Of($"""
            <div class="scroll" tabindex="0"><table class="values">
            {Html.If(it.Value is not null, () => Html.Of($"""<caption>{view.Say("Value", "مقدار")} <bdi class="code" dir="ltr">{it.Value}</bdi></caption>"""))}
            <tbody><tr><th scope="row">{view.Say("Right", "درست")}</th><td><bdi class="code" dir="ltr">{it.Expected ?? "–"}</bdi></td></tr>
            <tr><th scope="row">{view.Say("Yours", "پاسخ شما")}</th><td><bdi class="code" dir="ltr">{it.Actual ?? "–"}</bdi></td></tr></tbody></table></div>
            """);
    }

    private static Html Entries(Evidence it, View view) => Html.Of($"""
        <div class="scroll" tabindex="0"><table class="values">
        <caption>{Html.If(it.Value is not null, () => Html.Of($"""<bdi class="code" dir="ltr">{it.Value}</bdi> · """))}{Html.If(it.EntriesInAll is not null, () => Html.Of($"{view.Say($"{it.Entries.Length} of {it.EntriesInAll} entries, those that differ", $"{view.Number(it.Entries.Length)} درایه از {view.Number(it.EntriesInAll!.Value)}، آن‌ها که تفاوت دارند")} · "))}{Differences(it, view)}</caption>
        <thead><tr><th scope="col">{view.Say("Index", "درایه")}</th><th scope="col">{view.Say("Right", "درست")}</th><th scope="col">{view.Say("Yours", "پاسخ شما")}</th><th scope="col"></th></tr></thead>
        <tbody>{it.Entries.Select(entry => Html.Of($"""<tr class="{(entry.Differs ? "differs" : "same")}"><th scope="row"><bdi class="code" dir="ltr">{entry.Index}</bdi></th><td><bdi class="code" dir="ltr">{entry.Expected}</bdi></td><td><bdi class="code" dir="ltr">{entry.Actual}</bdi></td><td>{(entry.Differs ? view.Say("✗ differs", "✗ متفاوت") : view.Say("✓ equal", "✓ برابر"))}</td></tr>"""))}</tbody></table></div>
        """);

    private static Html Differences(Evidence it, View view) => it.LargestAbsolute is null ? Html.Of($"{view.Say("entry by entry", "درایه به درایه")}")
        : Html.Of($"""{view.Say("largest difference", "بیشترین اختلاف")} <bdi class="code" dir="ltr">{it.LargestAbsolute}</bdi>{Html.If(it.LargestRelative is not null, () => Html.Of($"""{view.Say(", relative", "، نسبی")} <bdi class="code" dir="ltr">{it.LargestRelative}</bdi>"""))}""");
}
