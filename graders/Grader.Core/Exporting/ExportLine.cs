using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

internal enum LineOutcome { Passed, Failed, Error, Skipped, Pending, Ungraded }

/// <summary>
/// One line of a student's result, as test reports want it: a check, or what the policy took off. The scores of all lines add up to the total.
/// <paramref name="Message"/> is for the student, in one language; empty where there is nothing to say.
/// </summary>
internal sealed record ExportLine(string Id, string Question, LineOutcome Outcome, string Status, decimal Score, decimal Max, decimal Pending, bool Bonus, string Message)
{
    public string? File { get; init; }
    public int? Line { get; init; }
    public int? Column { get; init; }
    public string? SourceLine { get; init; }
    public string? Detail { get; init; }
    public bool IsPolicy { get; init; }
    /// <summary>Hidden from the student until the grades are out, or for good.</summary>
    public Visibility Visibility { get; init; }
}

/// <summary>The lines of a submission. An ungraded one has none: there is no score then, not a zero.</summary>
internal static partial class ExportLines
{
    public static ImmutableArray<ExportLine> Of(SubmissionResult submission, string language)
    {
        var checks = from question in submission.Questions
                     from part in question.Parts
                     from check in part.Checks
                     select OfCheck(question, part, check, language);
        var policy = submission.Adjustments.Select(line => new ExportLine(
            line.Of is { } of ? $"{line.Kind}: {of}" : line.Kind, "policy", line.Points < 0 ? LineOutcome.Failed : LineOutcome.Passed, line.Kind, line.Points, 0, 0, false, SafeText.Visible(line.Text.In(language))) { IsPolicy = true });
        return [.. checks, .. policy];
    }

    private static ExportLine OfCheck(QuestionResult question, PartResult part, CheckResult check, string language)
    {
        var line = new ExportLine($"{part.Id}.{check.Id}", question.Id, Outcome(check), Words.Of(check.Verdict), check.Score, check.Max, check.Pending, check.Bonus, SafeText.Visible(ExportWords.Message(check, language)))
        {
            Visibility = check.Visibility, SourceLine = check.Evidence.SourceLine is { } source ? SafeText.Visible(source) : null, Detail = check.Evidence.Detail is { } detail ? SafeText.Visible(detail) : null,
        };
        if (check.Evidence.At is not { } at || Place().Match(SafeText.Visible(at)) is not { Success: true } place) return line;
        return line with { File = place.Groups["file"].Value, Line = Number(place.Groups["line"]), Column = Number(place.Groups["column"]) };
    }

    private static int? Number(Group group) => group.Success && int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static LineOutcome Outcome(CheckResult check) => check.Verdict switch
    {
        Verdict.Ungraded => LineOutcome.Ungraded,
        _ when check.Pending > 0 || check.Verdict == Verdict.NeedsReview => LineOutcome.Pending,
        Verdict.Skipped => LineOutcome.Skipped,
        _ when check.Score >= check.Max => LineOutcome.Passed,
        Verdict.CompileError or Verdict.Exception or Verdict.Crash or Verdict.TimeLimit or Verdict.MemoryLimit or Verdict.OutputLimit or Verdict.Protocol => LineOutcome.Error,
        _ => LineOutcome.Failed,
    };

    [GeneratedRegex(@"^(?<file>[^:\n]+?)(?::(?<line>[0-9]{1,7})(?::(?<column>[0-9]{1,7}))?)?$")]
    private static partial Regex Place();
}
