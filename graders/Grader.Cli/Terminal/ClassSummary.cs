using System.Globalization;
using Grader.Core;
using Grader.Core.Results;
using Spectre.Console;

namespace Grader.Cli.Terminal;

/// <summary>The class at a glance, what needs a look, and what to do next. The name is the last column: Persian and table lines do not mix in terminals.</summary>
internal static class ClassSummary
{
    private const int MostItems = 10;

    public static void Write(IAnsiConsole console, GradeOutcome outcome, string language, GradeRequest request)
    {
        string Say(string en, string fa) => language == "fa" ? fa : en;
        var all = outcome.Result.Submissions;
        console.WriteLine();
        console.Write(Rows(all, language));
        var scores = all.Select(it => it.Total).OfType<decimal>().Order().ToList();
        if (scores.Count > 0)
        {
            var median = (scores[(scores.Count - 1) / 2] + scores[scores.Count / 2]) / 2;
            console.MarkupLineInterpolated($"{Say("mean", "میانگین")} {GradesCsv.Number(scores.Average())} · {Say("median", "میانه")} {GradesCsv.Number(median)} · {Say("best", "بهترین")} {GradesCsv.Number(scores[^1])} · {Say("of", "از")} {GradesCsv.Number(outcome.Result.Max)}");
        }
        var verdicts = all.SelectMany(it => it.Checks).GroupBy(it => it.Check.Verdict).OrderBy(it => it.Key).Select(it => FormattableString.Invariant($"{VerdictWords.Of(it.Key, language)} {it.Count()}"));
        console.MarkupLineInterpolated($"{Say("checks", "بررسی‌ها")}: {string.Join(" · ", verdicts)}");

        if (outcome.Known > 0)
        {
            var words = Say($"{outcome.Known} of {all.Length} known from an earlier run; their code did not run again (--fresh runs all).", $"{outcome.Known} مورد از {all.Length} از اجرای پیشین دانسته بود و کد آن‌ها دوباره اجرا نشد (با --fresh همه اجرا می‌شوند).");
            console.MarkupLineInterpolated($"[grey]{words}[/]");
        }
        Changes(console, outcome.Changes, language);

        var look = NeedsALook(outcome, language).ToList();
        if (look.Count > 0)
        {
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{Say("Needs a look", "نیاز به نگاه شما دارد")}[/]");
            // A line of a student's must not stand alone: what reads a CI's log takes one that begins with "::", blanks or not, for a command.
            foreach (var item in look.Take(MostItems)) console.MarkupLineInterpolated($"  • {SafeText.Visible(item, 400).ReplaceLineEndings("\n    │ ")}");
            if (look.Count > MostItems) console.MarkupLineInterpolated($"  {Say($"and {look.Count - MostItems} more, in results.json", $"و {look.Count - MostItems} مورد دیگر در results.json")}");
        }

        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{Say("Next", "گام بعدی")}[/]");
        var folder = Shown(outcome.OutFolder);
        var waiting = all.SelectMany(it => it.Checks).Count(it => it.Check.Pending > 0);
        if (all.Any(it => it.Status == SubmissionStatus.Ungraded)) console.MarkupLineInterpolated($"  {Say("Run the same command again for the ungraded submissions.", "برای موارد بدون نمره همین دستور را دوباره اجرا کنید.")}");
        if (waiting > 0) console.MarkupLineInterpolated($"  {Say($"{waiting} answers wait for a person: fill in points or items in {folder}/marks.csv, then run this again:", $"{waiting} پاسخ در انتظار تصحیح است: در {folder}/marks.csv نمره یا موارد را پر کنید و دوباره اجرا کنید:")}");
        else console.MarkupLineInterpolated($"  {Say("Every answer is marked; the totals are final.", "همهٔ پاسخ‌ها تصحیح شده‌اند و نمره‌ها نهایی است.")}");
        if (waiting > 0) console.MarkupLineInterpolated($"  grader grade {request.Submissions}");
        if (request.Students.IsEmpty && request.Questions.IsEmpty) console.MarkupLineInterpolated($"  {Say("Reports", "گزارش‌ها")}: {folder}/report.html · {folder}/students/<id>/report.html · {Say("one student here", "یک دانشجو در همین‌جا")}: grader show <id>");
        console.MarkupLineInterpolated($"  {Say("Grades", "نمره‌ها")}: {folder}/grades.csv · {Say("everything", "همه‌چیز")}: {folder}/results.json");
    }

    private static void Changes(IAnsiConsole console, IReadOnlyCollection<ScoreChange> changes, string language)
    {
        if (changes.Count == 0) return;
        string Points(decimal? points) => points is { } it ? GradesCsv.Number(it) : "–";
        console.WriteLine();
        console.MarkupLineInterpolated($"[bold]{(language == "fa" ? "تغییر نسبت به اجرای پیشین" : "Changed since the last run")}[/]");
        // Everyone for the same reason is one line of reason.
        foreach (var group in changes.GroupBy(it => string.Join(language == "fa" ? "؛ " : "; ", it.Why.Select(why => why.In(language)))))
        {
            console.MarkupLineInterpolated($"  {group.Key}:");
            foreach (var it in group.Take(MostItems)) console.MarkupLineInterpolated($"    {SafeText.Visible(it.StudentId, 24)}  {Points(it.Before)} → {Points(it.After)}  [grey]{SafeText.Visible(string.Join(", ", it.Checks.Take(4)), 200)}{(it.Checks.Length > 4 ? ", …" : "")}[/]");
            if (group.Count() > MostItems) console.MarkupLineInterpolated($"    {(language == "fa" ? $"و {group.Count() - MostItems} مورد دیگر در run.json" : $"and {group.Count() - MostItems} more, in run.json")}");
        }
    }

    private static Table Rows(IReadOnlyCollection<SubmissionResult> all, string language)
    {
        string Say(string en, string fa) => language == "fa" ? fa : en;
        var questions = all.SelectMany(it => it.Questions).Select(it => it.Id).Distinct().ToList();
        var table = new Table().Border(TableBorder.None);
        table.AddColumn(new TableColumn("").NoWrap());
        table.AddColumn(new TableColumn(Say("student", "دانشجو")).NoWrap());
        foreach (var id in questions) table.AddColumn(new TableColumn(Markup.Escape(id)).RightAligned().NoWrap());
        // Between the questions and the total, so that the row adds up; dropped parts are in their questions.
        var lines = all.SelectMany(it => it.Adjustments).Where(it => it.Points != 0 && it.Kind != Adjustment.DroppedPart).Select(it => it.Kind).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var kind in lines) table.AddColumn(new TableColumn(Telling.LineWord(kind, language)).RightAligned().NoWrap());
        table.AddColumn(new TableColumn(Say("total", "مجموع")).RightAligned().NoWrap());
        table.AddColumn(new TableColumn(Say("pending", "در انتظار")).RightAligned().NoWrap());
        table.AddColumn(new TableColumn(Say("what", "چه")));
        table.AddColumn(new TableColumn(Say("name", "نام")));
        foreach (var it in all)
        {
            var (mark, colour) = Telling.Mark(it);
            table.AddRow([
                $"[{colour}]{mark}[/]", Markup.Escape(SafeText.Visible(it.Id, 24)),
                .. questions.Select(id => it.Questions.FirstOrDefault(question => question.Id == id) is { } question ? GradesCsv.Number(question.Score + question.Bonus) : "–"),
                .. lines.Select(kind => it.Adjustments.Where(line => line.Kind == kind).Sum(line => line.Points) is var points && points != 0 ? GradesCsv.Number(points) : ""),
                Telling.Total(it), it.Pending == 0 ? "" : GradesCsv.Number(it.Pending), Markup.Escape(Short(Telling.Reason(it, language), 30)), Markup.Escape(Short(SafeText.Visible(it.Name).ReplaceLineEndings(" "), 28))]);
        }
        return table;
    }

    private static IEnumerable<string> NeedsALook(GradeOutcome outcome, string language)
    {
        string Say(string en, string fa) => language == "fa" ? fa : en;
        foreach (var fault in outcome.Faults) yield return $"{fault.StudentId}: {Say("UNGRADED, our fault", "بدون نمره، خطای تصحیح‌گر")}: {fault.Message}";
        foreach (var warning in outcome.MarkWarnings) yield return warning.In(language);
        foreach (var entry in outcome.Intake.Unmatched) yield return $"{entry.Path}: {entry.Why.In(language)}";
        foreach (var it in outcome.Result.Submissions)
        {
            var review = it.Checks.Where(pair => pair.Check.Verdict == Verdict.NeedsReview && pair.Check.Kind != "manual");
            foreach (var group in review.GroupBy(pair => pair.Check.Feedback.In(language))) yield return $"{it.Id} {string.Join(", ", group.Select(pair => $"{pair.Part.Id}.{pair.Check.Id}"))}: {group.Key}";
            if (it.Late is { } late && it.Adjustments.All(line => line.Kind != Adjustment.Late)) yield return $"{it.Id}: {Say("late by", "دیرکرد")} {Duration(late.Minutes)}";
            foreach (var line in it.Adjustments.Where(line => line.Kind is Adjustment.Late or Adjustment.Extension)) yield return $"{it.Id}: {(line.Points == 0 ? "" : $"{GradesCsv.Number(line.Points)}, ")}{line.Text.In(language)}";
            if (it.Status == SubmissionStatus.Missing) yield return $"{it.Id}: {Say("nothing was handed in", "چیزی تحویل داده نشده است")}";
            foreach (var (part, check) in it.Checks.Where(pair => pair.Check.Verdict is Verdict.Forbidden or Verdict.Protocol)) yield return $"{it.Id} {part.Id}: {check.Feedback.In(language)}";
            foreach (var note in it.Notes) yield return $"{it.Id}: {note.In(language)}";
        }
    }

    private static string Duration(long minutes) => minutes < 60 ? FormattableString.Invariant($"{minutes} min")
        : minutes < 48 * 60 ? FormattableString.Invariant($"{minutes / 60} h {minutes % 60} min") : FormattableString.Invariant($"{minutes / 1440} d {minutes % 1440 / 60} h");

    private static string Short(string text, int most) => new StringInfo(text).LengthInTextElements <= most ? text : new StringInfo(text).SubstringByTextElements(0, most - 1) + "…";

    private static string Shown(string folder)
    {
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, folder);
        return relative.StartsWith("..", StringComparison.Ordinal) ? folder : relative;
    }
}
