using System.Text;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary><c>grades.csv</c>, as <c>grade</c> itself writes it.</summary>
internal static class OwnCsvExport
{
    public static readonly ExportFormat Format = new()
    {
        Name = "csv", PerStudent = false, FileName = "grades.csv",
        Carries = new("a row per student: each question, what the policy took off, total, status, points that wait", "یک سطر برای هر دانشجو: هر سؤال، کسرها، مجموع، وضعیت و نمرهٔ در انتظار"),
        Cannot = new("no feedback. Pending: the column needs_manual, beside the total so far", "بازخورد ندارد. در انتظار: ستون needs_manual در کنار مجموع تا اینجا"),
        Write = input => new ExportedFile([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(GradesCsv.Write(input.Class with { Submissions = input.Submissions }))], []),
    };
}
