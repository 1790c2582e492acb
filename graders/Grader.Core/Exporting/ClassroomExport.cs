using System.Text;

namespace Grader.Core.Exporting;

/// <summary>
/// The step output of GitHub Classroom's autograding reporter: base64 of its JSON, as a line for <c>$GITHUB_OUTPUT</c>. Its table counts passed tests
/// while its grade sums points, so print our own summary above it.
/// </summary>
internal static class ClassroomExport
{
    public static readonly ExportFormat Format = new()
    {
        Name = "classroom", PerStudent = true, FileName = "classroom-output.txt", ToStudents = true, Appends = true,
        Carries = new("every check with points as the reporter's step output, result=<base64>", "هر بررسی با نمره به‌صورت خروجی گام: result=<base64>"),
        Cannot = new("its table counts tests, not points; a bonus and the policy are tests of their own. Pending: no test, while max_score stays whole, and a warning says so; ungraded: nothing is written", "جدولش آزمون می‌شمارد نه نمره. در انتظار: آزمونی ندارد، max_score کامل می‌ماند و هشدار داده می‌شود؛ بدون نمره: چیزی نوشته نمی‌شود"),
        Write = Write,
    };

    private static ExportedFile Write(ExportInput input)
    {
        var it = Ours.Refused(input.Student);
        var lines = ExportLines.Of(it, input.Language);
        var json = JsonText.Write(json =>
        {
            json.WriteNumber("version", 1);
            json.WriteString("status", lines.All(line => line.Outcome == LineOutcome.Passed) ? "pass" : "fail");
            json.Points("max_score", it.Max);
            json.Objects("tests", lines.Where(line => line.Outcome != LineOutcome.Pending || line.Score != 0), line =>
            {
                json.WriteString("name", line.Id);
                json.WriteString("status", line.Outcome switch { LineOutcome.Passed => "pass", LineOutcome.Error or LineOutcome.Ungraded => "error", _ => "fail" });
                json.Points("score", line.Score);
                if (line.Outcome == LineOutcome.Passed) json.WriteNull("message");
                else json.WriteString("message", line.Message);
                json.WriteString("test_code", "");
                json.WriteString("filename", line.File ?? "");
                json.WriteNumber("line_no", line.Line ?? 0);
                json.WriteNumber("execution_time", 0);
            });
        });
        return new ExportedFile(Encoding.ASCII.GetBytes($"result={Convert.ToBase64String(json)}\n"), Pending.Warning(it));
    }
}
