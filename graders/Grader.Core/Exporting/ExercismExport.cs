namespace Grader.Core.Exporting;

/// <summary>Exercism's <c>results.json</c>, version 2, which other runners of tests take too.</summary>
internal static class ExercismExport
{
    private const int MostMessage = 65_000;

    public static readonly ExportFormat Format = new()
    {
        Name = "exercism", PerStudent = true, FileName = "results.json", ToStudents = true,
        Carries = new("every check as pass, fail or error, with its message", "هر بررسی به‌صورت pass، fail یا error با پیام"),
        Cannot = new("no points at all. Pending: no test; the message at the top says what waits", "هیچ نمره‌ای ندارد. در انتظار: آزمونی ندارد و پیام بالا می‌گوید چه مانده است"),
        Write = Write,
    };

    private static ExportedFile Write(ExportInput input)
    {
        var lines = ExportLines.Of(input.Student, input.Language).Where(line => line is { IsPolicy: false } && line.Outcome is not (LineOutcome.Pending or LineOutcome.Skipped)).ToList();
        var status = input.Student.Total is null || lines.Count == 0 ? "error" : lines.All(line => line.Outcome == LineOutcome.Passed) ? "pass" : "fail";
        return new ExportedFile(JsonText.Write(json =>
        {
            json.WriteNumber("version", 2);
            json.WriteString("status", status);
            if (status == "error") json.WriteString("message", ExportWords.Total(input.Student, input.Language));
            json.Objects("tests", lines, line =>
            {
                json.WriteString("name", line.Id);
                json.WriteString("status", line.Outcome switch { LineOutcome.Passed => "pass", LineOutcome.Failed => "fail", _ => "error" });
                if (line.Outcome != LineOutcome.Passed) json.WriteString("message", line.Message.Length <= MostMessage ? line.Message : line.Message[..MostMessage]);
            });
        }), Pending.Warning(input.Student));
    }
}
