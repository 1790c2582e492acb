using System.Collections.Immutable;
using System.Globalization;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>Classroom 50's <c>./result.json</c>. Its scores are integers, so they are hundredths of points, and every name says so.</summary>
internal static class Classroom50Export
{
    private static readonly (string Key, string Variable)[] Texts =
        [("classroom", "CLASSROOM"), ("assignment", "ASSIGNMENT"), ("submission", "SUBMISSION_TAG"), ("commit", "COMMIT_URL"), ("release", "RELEASE_URL"), ("review", "REVIEW_URL")];

    public static readonly ExportFormat Format = new()
    {
        Name = "classroom50", PerStudent = true, FileName = "result.json", ToStudents = true,
        Carries = new("every check in hundredths of points, with its message as an extra field", "هر بررسی به صدم نمره، با پیام در فیلدی جدا"),
        Cannot = new("integers only, hence hundredths. Pending: passed false, score 0 and an extra field pending, and a warning says so; ungraded: nothing is written", "فقط عدد صحیح، پس صدم نمره. در انتظار: passed برابر false، نمره صفر و فیلد pending، و هشدار داده می‌شود؛ بدون نمره: چیزی نوشته نمی‌شود"),
        Write = Write,
    };

    private static ExportedFile Write(ExportInput input)
    {
        var it = Ours.Refused(input.Student);
        var environment = input.Options.Environment;
        return new ExportedFile(JsonText.Write(json =>
        {
            json.WriteString("schema", "classroom50/result/v1");
            foreach (var (key, variable) in Texts) json.WriteString(key, SafeText.Visible(environment.GetValueOrDefault(variable, ""), 500));
            json.WriteString("datetime", Time(environment.GetValueOrDefault("SUBMISSION_TAG", "")));
            json.WriteNumber("score", Hundredths(it.Total!.Value));
            json.WriteNumber("max-score", Hundredths(it.Max));
            json.WriteNumber("pending", Hundredths(it.Pending));
            json.Objects("tests", ExportLines.Of(it, input.Language), line =>
            {
                json.WriteString("test-name", $"{line.Id} (points × 100)");
                json.WriteBoolean("passed", line.Outcome == LineOutcome.Passed);
                json.WriteNumber("score", Hundredths(line.Score));
                json.WriteNumber("max-score", line.Bonus ? 0 : Hundredths(line.Max));
                if (line.Pending > 0) json.WriteNumber("pending", Hundredths(line.Pending));
                json.WriteString("message", line.Message);
            });
        }), Pending.Warning(it));
    }

    private static long Hundredths(decimal points) => (long)Math.Round(points * 100, MidpointRounding.AwayFromZero);

    /// <summary>The time stands in the tag, <c>submit/2026-06-01T14-32-05Z-a1b2c3d</c>; a clock of ours would make the file another at each run.</summary>
    private static string Time(string tag)
    {
        var at = tag.IndexOf('/', StringComparison.Ordinal) + 1;
        return tag.Length >= at + 20 && DateTime.TryParseExact(tag.AsSpan(at, 20), "yyyy-MM-dd'T'HH-mm-ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "";
    }
}

internal static class Pending
{
    /// <summary>For formats that have one number only.</summary>
    public static ImmutableArray<LocalizedText> Warning(SubmissionResult it) =>
        ExportWords.Waits(it) ? [ExportWords.Plain($"{it.Id}: {GradesCsv.Number(it.Pending)} points wait for a person; the score there is what is sure so far.", $"{it.Id}: {GradesCsv.Number(it.Pending)} نمره در انتظار تصحیح است؛ نمرهٔ آنجا مقدار قطعی تا اینجاست.")] : [];
}
