using System.Globalization;

namespace Grader.Core.Results;

/// <summary><c>grades.csv</c>: one row a student; who is ungraded has empty cells, never a zero.</summary>
public static class GradesCsv
{
    public static string Write(ClassResult result)
    {
        var questions = result.Submissions.SelectMany(it => it.Questions).Select(it => it.Id).Distinct().ToList();
        var rows = result.Submissions.Select(it => (string[])
        [
            it.Id, CsvText.Guard(SafeText.Visible(it.Name)), it.Late is null ? "" : "yes",
            .. questions.Select(id => it.Questions.FirstOrDefault(question => question.Id == id) is { } question ? Number(question.Score + question.Bonus) : ""),
            it.Score is { } score ? Number(score + it.Bonus) : "", Number(it.Max), Words.Of(it.Status), Number(it.Pending),
        ]);
        return CsvText.Write(rows.Prepend(["student_id", "name", "late", .. questions, "total", "max", "status", "needs_manual"]));
    }

    public static string Number(decimal points) => Math.Round(points, 2, MidpointRounding.AwayFromZero).ToString("0.##", CultureInfo.InvariantCulture);
}
