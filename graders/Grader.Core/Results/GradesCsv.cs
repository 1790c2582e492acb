using System.Globalization;
using CsvHelper;

namespace Grader.Core.Results;

/// <summary>The grade book: a row per student (formats §2.4), free of the culture it is written under.</summary>
public static class GradesCsv
{
    /// <summary>What stands between the questions and the total, a column each where the class has any; dropped parts are in their questions.</summary>
    static readonly (string Kind, string Column)[] Lines = [(Adjustment.DroppedQuestion, "dropped"), (Adjustment.BonusCap, "bonus_cap"), (Adjustment.Late, "late_penalty")];

    /// <summary>The file's text, without a BOM. An ungraded submission has empty cells: there is no score then, not a zero.</summary>
    public static string Write(ClassResult result)
    {
        var questions = result.Submissions.SelectMany(submission => submission.Questions).Select(question => question.Id).Distinct(StringComparer.Ordinal).ToArray();
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var csv = CsvWriter.Create(text, CsvWriterOptions.Default, true);
        var lines = Lines.Where(kind => result.Submissions.Any(it => it.Adjustments.Any(line => line.Kind == kind.Kind && line.Points != 0))).ToArray();
        csv.WriteRecord((string[])["student_id", "name", "late", .. questions, .. lines.Select(it => it.Column), "total", "max", "status", "needs_manual"]);
        foreach (var submission in result.Submissions) csv.WriteRecord(Row(submission, questions, [.. lines.Select(it => it.Kind)]).ToArray());
        csv.Flush();
        return text.ToString();
    }

    static IEnumerable<string> Row(SubmissionResult submission, string[] questions, string[] lines)
    {
        var isGraded = submission.Status != SubmissionStatus.Ungraded && submission.Score is not null;
        yield return submission.Id;
        yield return CsvCells.Guard(SafeText.Visible(submission.Name));
        yield return submission.Late is { Minutes: > 0 } ? "yes" : "";
        foreach (var id in questions)
        {
            var question = isGraded ? submission.Questions.FirstOrDefault(question => question.Id == id) : null;
            yield return question is null ? "" : Number(question.Score + question.Bonus);
        }
        foreach (var kind in lines) yield return isGraded ? Number(submission.Adjustments.Where(line => line.Kind == kind).Sum(line => line.Points)) : "";
        yield return isGraded ? Number(submission.Total!.Value) : "";
        yield return Number(submission.Max);
        yield return submission.Status switch
        {
            SubmissionStatus.Graded => "graded",
            SubmissionStatus.Pending => "pending",
            SubmissionStatus.Ungraded => "ungraded",
            _ => "missing",
        };
        yield return isGraded ? Number(submission.Pending) : "";
    }

    /// <summary>Points as people read them: at most two places.</summary>
    public static string Number(decimal value) => Math.Round(value, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture);
}
