using System.Text.Json;

namespace Grader.Core.Exporting;

/// <summary>Common Test Report Format; our points stand under <c>extra</c>, where alone its schema allows them.</summary>
internal static class CtrfExport
{
    private static readonly string[] Counted = ["passed", "failed", "skipped", "pending"];

    public static readonly ExportFormat Format = new()
    {
        Name = "ctrf", PerStudent = false, FileName = "ctrf-report.json", ToStudents = true,
        Carries = new("every check with feedback, place and points, the totals under extra", "هر بررسی با بازخورد، جا و نمره؛ مجموع‌ها زیر extra"),
        Cannot = new("no times (results.json has none). Pending: status pending; ungraded: status other", "زمان ندارد. در انتظار: وضعیت pending؛ بدون نمره: وضعیت other"),
        Write = Write,
    };

    private static ExportedFile Write(ExportInput input)
    {
        var all = input.Submissions.Select(it => (Submission: it, Lines: ExportLines.Of(it, input.Language))).ToList();
        var ungraded = all.Count(it => it.Submission.Total is null);
        int Count(string status) => all.Sum(it => it.Lines.Count(line => Status(line) == status));
        return new ExportedFile(JsonText.Write(json =>
        {
            json.WriteString("reportFormat", "CTRF");
            json.WriteString("specVersion", "1.0.0");
            json.WriteString("generatedBy", "grader");
            json.Object("results", () =>
            {
                json.Object("tool", () =>
                {
                    json.WriteString("name", "grader");
                    json.WriteString("version", input.Class.Grader);
                });
                json.Object("summary", () =>
                {
                    json.WriteNumber("tests", all.Sum(it => it.Lines.Length) + ungraded);
                    foreach (var status in Counted) json.WriteNumber(status, Count(status));
                    json.WriteNumber("other", Count("other") + ungraded);
                    json.WriteNumber("start", 0);
                    json.WriteNumber("stop", 0);
                    json.Object("extra", () => json.Objects("submissions", all.Select(it => it.Submission), it =>
                    {
                        json.WriteString("id", it.Id);
                        if (it.Total is { } total) json.Points("score", total);
                        else json.WriteNull("score");
                        json.Points("pending", it.Pending);
                        json.Points("maxScore", it.Max);
                        json.WriteString("status", Results.Words.Of(it.Status));
                    }));
                });
                json.Objects("tests", all.SelectMany(it => it.Submission.Total is null ? [(it.Submission.Id, Line: Ungraded(it.Submission, input.Language))] : it.Lines.Select(line => (it.Submission.Id, Line: line))), it => Test(json, it.Id, it.Line));
            });
        }), []);
    }

    private static void Test(Utf8JsonWriter json, string student, ExportLine line)
    {
        json.WriteString("name", line.Id);
        json.WriteString("status", Status(line));
        json.WriteNumber("duration", 0);
        if (line.Message.Length > 0) json.WriteString("message", line.Message);
        json.WriteString("rawStatus", line.Status);
        json.WriteStartArray("suite");
        json.WriteStringValue(student);
        json.WriteStringValue(line.Question);
        json.WriteEndArray();
        if (line.File is { } file) json.WriteString("filePath", file);
        if (line.Line is { } at) json.WriteNumber("line", at);
        if (line.SourceLine is { } source) json.WriteString("snippet", source);
        json.Object("extra", () =>
        {
            json.Points("score", line.Score);
            json.Points("pending", line.Pending);
            json.Points("maxScore", line.Max);
        });
    }

    private static ExportLine Ungraded(Results.SubmissionResult it, string language) =>
        new("graded", "policy", LineOutcome.Ungraded, "ungraded", 0, 0, 0, false, ExportWords.Total(it, language));

    private static string Status(ExportLine line) => line.Outcome switch
    {
        LineOutcome.Passed => "passed", LineOutcome.Skipped => "skipped", LineOutcome.Pending => "pending", LineOutcome.Ungraded => "other", _ => "failed",
    };
}
