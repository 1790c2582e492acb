using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>The table that <c>nbgrader export</c> makes, for scripts that read it.</summary>
internal static class NbgraderExport
{
    public static readonly ExportFormat Format = new()
    {
        Name = "nbgrader", PerStudent = false, FileName = "nbgrader.csv",
        Carries = new("raw score, late penalty, score and maximum in the columns of nbgrader export", "نمرهٔ خام، جریمهٔ تأخیر، نمره و سقف در ستون‌های nbgrader export"),
        Cannot = new("no feedback, no points per question; a capped bonus and drops are in the raw score. Pending: the three scores stay empty", "بازخورد و نمرهٔ هر سؤال ندارد؛ سقف امتیاز اضافه و حذف‌ها در نمرهٔ خام است. در انتظار: سه ستون نمره خالی می‌ماند"),
        Write = Write,
    };

    private static ExportedFile Write(ExportInput input)
    {
        var book = new Gradebook(input);
        List<string[]> rows = [["assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score", "late_submission_penalty", "score", "max_score"]];
        foreach (var it in input.Submissions)
        {
            var penalty = -it.Adjustments.Where(line => line.Kind == Adjustment.Late).Sum(line => line.Points);
            var final = book.Grade(it);
            rows.Add([
                input.Class.Homework, Time(it.Late?.Due), Time(it.Late?.Submitted), it.Id, CsvText.Free(it.Name), "", CsvText.Free(it.Email),
                final is null ? "" : ExportWords.Number(it.Total!.Value + penalty), final is null ? "" : ExportWords.Number(penalty), final is { } score ? ExportWords.Number(score) : "", ExportWords.Number(it.Max)]);
        }
        return new ExportedFile(CsvText.Write(rows, byteOrderMark: false), Gradebook.Listed(book.Warnings()));
    }

    /// <summary>As Python prints it; known only of those who are late.</summary>
    private static string Time(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) ?? "";
}
