using System.Collections.Immutable;
using System.Globalization;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>A graded submission as tests (formats §3.5): wrong is a failure, what could not run an error, what waits for a person or for another part is skipped.</summary>
public static class ResultTests
{
    public static ImmutableArray<TestLine> Of(SubmissionResult result, string language) =>
        [.. result.Questions.SelectMany(question => question.Parts.SelectMany(part => part.Checks.Select(check => Of(result.Id, question.Id, part.Id, check, language))))];

    public static TestState State(Verdict verdict) => verdict switch
    {
        Verdict.Correct => TestState.Passed,
        Verdict.Partial or Verdict.Wrong or Verdict.Missing or Verdict.Unstable or Verdict.Forbidden => TestState.Failed,
        Verdict.Skipped or Verdict.NeedsReview => TestState.Skipped,
        _ => TestState.Error,
    };

    private static TestLine Of(string student, string question, string part, CheckResult it, string language)
    {
        var at = it.Evidence.At?.Split(':') ?? [];
        int Number(int index) => at.Length > index && int.TryParse(at[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        return new TestLine($"{student}.{question}", $"{part}.{it.Id}", "", State(it.Verdict), Words.Of(it.Verdict), it.Feedback.In(language), Details(it.Evidence), at.Length > 0 ? at[0] : "", Number(1), Number(2), 0, it.Score, it.Max);
    }

    private static string Details(Evidence it) => string.Join('\n', new[]
    {
        it.At is not null && it.SourceLine is not null ? $"{it.At}: {it.SourceLine}" : null, it.Case, it.Expected is not null ? $"expected {it.Expected}" : null, it.Actual is not null ? $"actual {it.Actual}" : null,
    }.OfType<string>());
}
