using Grader.Core.Results;

namespace Grader.Core.Reports;

/// <summary>One part: what was asked, what was found, points kept and lost.</summary>
internal static class PartCard
{
    public static Html Draw(ClassResult result, QuestionResult question, PartResult part, View view)
    {
        var sheet = Sheet.Of(result, part);
        var text = view.In(sheet?.Text ?? LocalizedText.Empty);
        var state = State(part);
        return Html.Of($"""
            <article class="part {state}" id="{(part.Id == question.Id ? "part-" + part.Id : part.Id)}">
            <h3><span class="tag">{Sheet.Short(part.Id, view)}</span> <span class="title">{Prose.Of(Sheet.Title(result, part, view), view, math: true)}</span> <span class="points">{view.OutOf(part.Score + part.Bonus, part.Max)}</span></h3>
            {Html.If(text.Length > 0, () => Html.Of($"<details class=\"sheet\"{Html.If(state is "lost" or "some", () => Html.Of($" open"))}><summary>{view.Say("What was asked", "صورت سؤال")}</summary>{Prose.Sheet(text, view)}</details>"))}
            {Html.If(sheet?.Function is not null, () => Html.Of($"""<p class="signature"><code dir="ltr">{sheet!.Function}</code></p>"""))}
            <ul class="checks">{Alike(part).Select(checks => Check(result, part, checks, view))}</ul>
            </article>
            """);
    }

    private static string State(PartResult part) => part.Pending > 0 && part.Score + part.Pending >= part.Max ? "waiting" : part.Score + part.Pending >= part.Max ? "full" : part.Score + part.Pending == 0 ? "lost" : "some";

    /// <summary>Checks that failed together for one reason are told once: a missing semicolon is one fault, not three.</summary>
    private static List<List<CheckResult>> Alike(PartResult part)
    {
        var groups = new List<List<CheckResult>>();
        foreach (var check in part.Checks)
        {
            if (groups.LastOrDefault() is { } last && SameFault(last[0], check)) last.Add(check);
            else groups.Add([check]);
        }
        return groups;
    }

    private static bool SameFault(CheckResult one, CheckResult other) =>
        one.Verdict == other.Verdict && one.Verdict != Verdict.Correct && one.Mistake == other.Mistake && one.Feedback == other.Feedback && Core(one.Evidence) == Core(other.Evidence) && one.Evidence.Excerpt?.Line == other.Evidence.Excerpt?.Line;

    private static Evidence Core(Evidence it) => it with { Case = null, CasesPassed = null, CasesRun = null, Map = null, Script = null, Excerpt = null };

    private static Html Check(ClassResult result, PartResult part, List<CheckResult> checks, View view)
    {
        var check = checks[0];
        return Html.Of($"""
            <li class="check {Colour(check)}">
            {checks.Select(it => Line(result, part, it, view))}
            {Html.If(!Sheet.SaysNoMore(check), () => Feedback(check, view))}
            {EvidenceView.Draw(check, view)}
            </li>
            """);
    }

    private static Html Line(ClassResult result, PartResult part, CheckResult check, View view) => Html.Of($"""
        <p class="line"><span class="verdict"><span class="mark" aria-hidden="true">{VerdictWords.Mark(check.Verdict)}</span> {VerdictWords.Of(check.Verdict, view.Language)}</span>
        <span class="what">{Prose.Of(Sheet.Title(result, part, check, view), view, math: true)}{Html.If(check.Bonus, () => Html.Of($" <span class=\"chip\">{view.Say("bonus", "امتیازی")}</span>"))}{Html.If(check.Visibility == Visibility.Hidden, () => Html.Of($" <span class=\"chip\">{view.Say("hidden", "پنهان")}</span>"))}</span>
        <span class="points">{Points(check, view)}</span></p>
        """);

    private static Html Feedback(CheckResult check, View view) => Html.Of($"""
        <div class="feedback">{Html.If(check.Mistake is not null, () => Html.Of($"<p class=\"chip named\">{view.Say("a known mistake", "اشتباه شناخته‌شده")}</p>"))}<p>{Prose.Of(view.In(check.Feedback), view, math: check.Mistake is not null)}</p></div>
        """);

    private static Html Points(CheckResult check, View view) => check.Pending > 0
        ? Html.Of($"{view.Say($"{view.Number(check.Pending)} pending", $"{view.Number(check.Pending)} در انتظار")}")
        : Html.Of($"{view.OutOf(check.Score, check.Max)}");

    public static string Colour(CheckResult check) => check.Pending > 0 ? "pending" : check.Verdict == Verdict.Correct || check.Score >= check.Max ? "ok" : check.Score > 0 ? "warn" : "bad";
}
