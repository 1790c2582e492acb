using System.Collections.Immutable;
using Grader.Core.Results;

namespace Grader.Core.Reports;

/// <summary>All students with their points; each leads to their own report.</summary>
internal static class StudentTable
{
    public static Html Draw(ClassResult result, View view)
    {
        var questions = result.Submissions.SelectMany(it => it.Questions).Select(it => it.Id).Distinct(StringComparer.Ordinal).ToImmutableArray();
        return Html.Of($"""
            <section class="block students"><h2>{view.Say("Students", "دانشجویان")}</h2>
            <p hidden><input class="find" type="search" aria-label="{view.Say("Find a student", "جست‌وجوی دانشجو")}" placeholder="{view.Say("Find a student", "جست‌وجوی دانشجو")}"></p>
            <div class="scroll" tabindex="0"><table class="wide sortable"><thead><tr><th scope="col">{view.Say("student", "شماره")}</th>{questions.Select(id => Html.Of($"<th scope=\"col\" class=\"num\">{Sheet.Short(id, view)}</th>"))}<th scope="col" class="num">{view.Say("total", "مجموع")}</th><th scope="col" class="num">{view.Say("pending", "در انتظار")}</th><th scope="col">{view.Say("status", "وضعیت")}</th><th scope="col">{view.Say("name", "نام")}</th></tr></thead>
            <tbody>{result.Submissions.Select(it => Row(it, questions, view))}</tbody></table></div></section>
            """);
    }

    public static Html Link(string id, View view, string? part = null) => Html.Of($"""<a href="students/{Uri.EscapeDataString(id)}/{view.File("report")}{(part is null ? "" : "#" + part)}"><bdi dir="ltr">{id}</bdi></a>""");

    private static Html Row(SubmissionResult it, ImmutableArray<string> questions, View view)
    {
        var (total, mark, colour) = (it.Total, Mark(it.Status), "s-" + Class(it.Status));
        return Html.Of($"""
            <tr><td>{Link(it.Id, view)}</td>{questions.Select(id => Cell(it.Questions.FirstOrDefault(question => question.Id == id) is { } question ? question.Score + question.Bonus : null, view))}{Cell(total, view)}{Cell(it.Pending, view, zero: "")}<td class="{colour}">{mark} {VerdictWords.OfStatus(it.Status, view.Language)}{Html.If(it.Late is not null, () => Html.Of($" · {view.Say("late", "دیرکرد")}"))}</td><td class="name"><bdi>{it.Name}</bdi></td></tr>

            """);
    }

    /// <summary>The bare number is what the script sorts by; no score sorts below zero.</summary>
    private static Html Cell(decimal? points, View view, string? zero = null) =>
        Html.Of($"""<td class="num" data-v="{(points is { } it ? GradesCsv.Number(it) : "-1")}">{(points is not { } shown ? "–" : shown == 0 && zero is not null ? zero : view.Number(shown))}</td>""");

    private static string Mark(SubmissionStatus status) => status switch { SubmissionStatus.Graded => "✓", SubmissionStatus.Pending => "…", SubmissionStatus.Missing => "–", _ => "!" };

    private static string Class(SubmissionStatus status) => status switch { SubmissionStatus.Graded => "ok", SubmissionStatus.Pending => "pending", SubmissionStatus.Missing => "missing", _ => "bad" };
}
