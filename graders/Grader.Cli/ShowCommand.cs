using Grader.Cli.Terminal;
using Grader.Core;
using Grader.Core.Results;
using Spectre.Console;

namespace Grader.Cli;

/// <summary>One student's result in the terminal, with its evidence; the name stands last, where Persian disturbs no column.</summary>
internal static class ShowCommand
{
    public static int Run(ClassResult result, string student, string? part, string language, IAnsiConsole console)
    {
        string Say(string en, string fa) => language == "fa" ? fa : en;
        var id = Core.Intake.StudentIds.WithAsciiDigits(student);
        if (result.Submissions.FirstOrDefault(it => it.Id == id) is not { } found)
            throw new UsageException($"There is no submission of '{student}' in these results; there are {result.Submissions.Length}, such as {string.Join(", ", result.Submissions.Take(3).Select(it => it.Id))}.");
        var parts = found.Questions.SelectMany(question => question.Parts).ToList();
        if (part is not null && parts.All(it => it.Id != part) && found.Questions.All(it => it.Id != part))
            throw new UsageException($"There is no part '{part}'; there are {string.Join(", ", parts.Select(it => it.Id))}.");

        var pending = found.Pending > 0 ? $" · {Say($"{GradesCsv.Number(found.Pending)} pending", $"{GradesCsv.Number(found.Pending)} در انتظار")}" : "";
        console.MarkupLineInterpolated($"[bold]{found.Id}[/]  {Telling.Total(found)}{pending}  {SafeText.Visible(found.Name)}");
        foreach (var note in found.Notes) console.MarkupLineInterpolated($"  [grey]{SafeText.Visible(note.In(language))}[/]");
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var question in found.Questions.Where(it => part is null || it.Id == part || it.Parts.Any(one => one.Id == part)))
        {
            var sheet = result.Sheet.FirstOrDefault(it => it.Id == question.Id);
            console.WriteLine();
            console.MarkupLineInterpolated($"[bold]{question.Id}[/]  {GradesCsv.Number(question.Score + question.Bonus)} / {GradesCsv.Number(question.Max)}  {sheet?.Title.In(language) ?? ""}");
            foreach (var one in question.Parts.Where(it => part is null || question.Id == part || it.Id == part)) Part(console, sheet?.Parts.FirstOrDefault(it => it.Id == one.Id), one, told, language);
        }
        return ExitCodes.Done;
    }

    private static void Part(IAnsiConsole console, PartSheet? sheet, PartResult part, Dictionary<string, string> told, string language)
    {
        console.MarkupLineInterpolated($"  [bold]{part.Id}[/]  {GradesCsv.Number(part.Score + part.Bonus)} / {GradesCsv.Number(part.Max)}  {sheet?.Title.In(language) ?? ""}");
        foreach (var check in part.Checks)
        {
            var colour = check.Pending > 0 ? "yellow" : check.Score >= check.Max ? "green" : check.Score > 0 ? "yellow" : "red";
            var title = sheet?.Checks.FirstOrDefault(it => it.Id == check.Id) is { Title.IsEmpty: false } named ? named.Title.In(language) : check.Id;
            console.MarkupLine($"    [{colour}]{VerdictWords.Mark(check.Verdict)} {Markup.Escape(VerdictWords.Of(check.Verdict, language))}[/]  {GradesCsv.Number(check.Score)} / {GradesCsv.Number(check.Max)}  {Markup.Escape(title)}{(check.Mistake is null ? "" : $" [grey]({Markup.Escape(check.Mistake.Replace('_', ' '))})[/]")}");
            // One fault of a file costs all its checks, and is told once.
            if (check.Evidence.At is { } at && !told.TryAdd($"{at}\n{check.Feedback.En}", $"{part.Id}.{check.Id}"))
            {
                console.MarkupLineInterpolated($"      [grey]{(language == "fa" ? "همان که برای" : "the same as for")} {told[$"{at}\n{check.Feedback.En}"]}[/]");
                continue;
            }
            if (check.Verdict != Verdict.Correct || check.Feedback.En != "Right.")
                foreach (var line in SafeText.Visible(check.Feedback.In(language)).Split('\n')) console.MarkupLineInterpolated($"      {line}");
            EvidenceLines.Write(console, check, language);
        }
    }
}
