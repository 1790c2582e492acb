using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>
/// PrairieLearn's <c>/grade/results/results.json</c>. Its score is a share of the points that its grader gives; what a person marks stands apart
/// there (manual points), so what is pending is in neither number.
/// </summary>
internal static class PrairieLearnExport
{
    private const int MostMessage = 300;

    public static readonly ExportFormat Format = new()
    {
        Name = "prairielearn", PerStudent = true, FileName = "results.json", ToStudents = true,
        Carries = new("the share of the points that are graded, every check with points and message", "سهم نمره‌های تصحیح‌شده، هر بررسی با نمره و پیام"),
        Cannot = new("a share between 0 and 1: a bonus beyond the maximum is cut, and said. Pending: outside the share (PrairieLearn's manual points); ungraded: gradable false, no attempt is lost", "سهمی میان ۰ و ۱: امتیاز بیش از سقف بریده و گفته می‌شود. در انتظار: بیرون از سهم (نمرهٔ دستی PrairieLearn)؛ بدون نمره: gradable برابر false"),
        Write = Write,
    };

    private static ExportedFile Write(ExportInput input)
    {
        var it = input.Student;
        var share = Share(it);
        return new ExportedFile(JsonText.Write(json =>
        {
            json.WriteBoolean("gradable", share is not null);
            if (share is { } number) json.WriteNumber("score", Math.Round(Math.Clamp(number, 0, 1), 6));
            json.WriteString("message", ExportWords.Total(it, input.Language));
            if (share is null)
            {
                json.WriteStartArray("format_errors");
                json.WriteStringValue(ExportWords.Total(it, input.Language));
                json.WriteEndArray();
                return;
            }
            json.Objects("tests", ExportLines.Of(it, input.Language).Where(line => line.Outcome != LineOutcome.Pending), line =>
            {
                json.WriteString("name", line.Id);
                json.Points("points", line.Score);
                json.Points("max_points", line.Max);
                json.WriteString("message", line.Message.Length <= MostMessage ? line.Message : line.Message[..MostMessage] + "…");
            });
        }), share > 1 ? [ExportWords.Plain($"{it.Id}: {GradesCsv.Number(it.Total!.Value)} of {GradesCsv.Number(it.Max)} is more than PrairieLearn takes; it was cut to the maximum.", $"{it.Id}: {GradesCsv.Number(it.Total!.Value)} از {GradesCsv.Number(it.Max)} بیش از سقف PrairieLearn است و بریده شد.")] : Pending.Warning(it));
    }

    /// <summary>Null when there is nothing that could be a share: ungraded, or everything waits.</summary>
    private static decimal? Share(SubmissionResult it) => it.Total is { } total && it.Max - it.Pending is var graded and > 0 ? total / graded : null;
}
