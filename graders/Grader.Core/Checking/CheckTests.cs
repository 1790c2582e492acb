using System.Collections.Immutable;
using System.Globalization;
using Grader.Core.Exporting;
using Grader.Core.Results;

namespace Grader.Core.Checking;

/// <summary>A self-check as tests. What only a person or the key can judge is passed when it is there: nothing here says more.</summary>
public static class CheckTests
{
    public static ImmutableArray<TestLine> Of(SelfCheckOutcome outcome, string language, Func<CheckedItem, string> details) => [.. outcome.Items.Select(it => Of(it, language, details(it)))];

    private static TestLine Of(CheckedItem it, string language, string details)
    {
        var (file, line, column) = Place(it);
        return new TestLine(it.Question, it.Name, it.Title.In(language), State(it), Words.Of(it.Check.Verdict), it.Check.Feedback.In(language), details, file, line, column, it.Time.TotalSeconds, it.Check.Score, it.Check.Max);
    }

    private static TestState State(CheckedItem it) => it.State switch
    {
        CheckState.Passed => TestState.Passed,
        CheckState.Ungraded => TestState.Error,
        _ => it.Check.Verdict switch
        {
            Verdict.Wrong or Verdict.Partial or Verdict.Missing or Verdict.Unstable or Verdict.Forbidden => TestState.Failed,
            Verdict.Skipped => TestState.Skipped,
            Verdict.NeedsReview => TestState.Failed, // by its form: whoever sees it in time can mend it
            _ => TestState.Error,
        },
    };

    /// <summary>Of <c>q2.csx:14:9</c>, where what stands there is ours.</summary>
    private static (string File, int Line, int Column) Place(CheckedItem it)
    {
        var words = it.Check.Evidence.At?.Split(':') ?? [];
        return words.Length >= 2 && words[0] == it.File && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? (it.File, line, words.Length > 2 && int.TryParse(words[2], NumberStyles.None, CultureInfo.InvariantCulture, out var column) ? column : 0) : (it.File, 0, 0);
    }
}
