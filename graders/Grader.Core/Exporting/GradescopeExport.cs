using System.Text.Json;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>
/// <c>/autograder/results/results.json</c>. The score at the top wins over the tests'. A check that waits for a person has no score there at all, since
/// Gradescope's own rubric will give it: it is a line of text.
/// </summary>
internal static class GradescopeExport
{
    public static readonly ExportFormat Format = new()
    {
        Name = "gradescope", PerStudent = true, FileName = "results.json", ToStudents = true,
        Carries = new("score, every check with points, feedback and visibility, the policy's lines", "نمره، همهٔ بررسی‌ها با نمره و بازخورد و پیدایی، و کسرها"),
        Cannot = new("no ungraded submission: nothing is written, so that Gradescope reports a failed autograder. Pending: a test without a score, and the total says so far", "تحویل بدون نمره نوشته نمی‌شود تا Gradescope خطای تصحیح‌گر نشان دهد. در انتظار: آزمونی بدون نمره، و مجموع «تا اینجا» است"),
        Write = Write,
    };

    private static ExportedFile Write(ExportInput input)
    {
        var it = Ours.Refused(input.Student);
        var lines = ExportLines.Of(it, input.Language);
        // One hidden test hides the total from the student, who still wants to know what is open.
        var open = lines.Where(line => line.Visibility == Visibility.Public).Sum(line => line.Score);
        var hides = lines.Any(line => line.Visibility != Visibility.Public);
        var waits = it.Pending > 0 ? ExportWords.Say(input.Language, $"; {ExportWords.Number(it.Pending)} wait for a person", $"؛ {ExportWords.Number(it.Pending)} نمره در انتظار تصحیح") : "";
        var output = hides ? ExportWords.Say(input.Language, $"Public checks: {ExportWords.Number(open)} points{waits}.", $"بررسی‌های پیدا: {ExportWords.Number(open)} نمره{waits}.") : ExportWords.Total(it, input.Language);
        return new ExportedFile(JsonText.Write(json =>
        {
            json.Points("score", it.Total!.Value);
            json.WriteString("output", string.Join("\n\n", [output, .. it.Notes.Select(note => SafeText.Visible(note.In(input.Language)))]));
            json.WriteString("output_format", "text");
            json.WriteString("test_output_format", "text");
            json.WriteString("stdout_visibility", "hidden");
            json.WriteString("visibility", "visible");
            json.Objects("tests", lines, line => Test(json, line));
            json.Object("extra_data", () =>
            {
                json.WriteString("grader", input.Class.Grader);
                json.WriteString("homework", input.Class.Homework);
                json.Points("pending", it.Pending);
                json.Points("max", it.Max);
            });
        }), []);
    }

    private static void Test(Utf8JsonWriter json, ExportLine line)
    {
        json.WriteString("name", line.Id);
        json.WriteString("name_format", "text");
        if (line.Outcome != LineOutcome.Pending)
        {
            json.Points("score", line.Score);
            // A bonus is beyond the maximum, and so is what is taken off.
            json.Points("max_score", line.Bonus ? 0 : line.Max);
            json.WriteString("status", line.Outcome == LineOutcome.Passed ? "passed" : "failed");
        }
        json.WriteString("visibility", line.Visibility switch { Visibility.Hidden => "hidden", Visibility.AfterDue => "after_due_date", _ => "visible" });
        json.WriteString("output", line.Outcome == LineOutcome.Pending ? $"{line.Message}\n{StudentSummary.Points(line)}" : line.Message);
        json.WriteStartArray("tags");
        json.WriteStringValue(line.Question);
        json.WriteEndArray();
        json.Object("extra_data", () => json.WriteString("verdict", line.Status));
    }
}

internal static class Ours
{
    /// <summary>What these systems would show as zero is not written at all.</summary>
    public static SubmissionResult Refused(SubmissionResult it) =>
        it.Total is not null ? it : throw new UngradedException(it.Id);
}

/// <summary>There is no score to hand on, by our fault (exit code 3).</summary>
public sealed class UngradedException(string id) : Exception($"{id} is ungraded by a fault of grader, so nothing was written: it would read as a zero. Run grade again.");
