using System.Collections.Immutable;

namespace Grader.Core.Results;

/// <summary>
/// What of a result may reach its student's file. An allow-list: what a check may show is copied, all else stays behind. Before the deadline it
/// is what the student's own self-check could say, so that pushing often is no way to ask for the hidden cases or the key.
/// </summary>
public static class StudentView
{
    private static readonly LocalizedText Later = new("Judged after the deadline.", "پس از پایان مهلت داوری می‌شود.");
    private static readonly LocalizedText HiddenCase = new(
        "Not right on a case that is not shown: try other sizes and numbers than the public cases have.", "در موردی که نشان داده نمی‌شود درست نیست؛ اندازه‌ها و اعدادی جز موردهای عمومی را هم بیازمایید.");

    public static SubmissionResult Of(SubmissionResult result, bool afterDue)
    {
        if (result.Score is null) return result;
        var questions = result.Questions.Select(question =>
        {
            var parts = question.Parts.Select(part =>
            {
                var checks = part.Checks.Select(it => Of(it, afterDue)).ToImmutableArray();
                // Afterwards the points are the class's own, and what was dropped from them too.
                return afterDue ? part with { Checks = checks } : part with { Checks = checks, Score = Sum(checks, it => it.Score), Pending = Sum(checks, it => it.Pending), Bonus = checks.Where(it => it.Bonus).Sum(it => it.Score) };
            }).ToImmutableArray();
            return afterDue ? question with { Parts = parts } : question with { Parts = parts, Score = parts.Sum(it => it.Score), Pending = parts.Sum(it => it.Pending), Bonus = parts.Sum(it => it.Bonus) };
        }).ToImmutableArray();
        if (afterDue) return result with { Questions = questions }; // the totals are the class's own: nothing of them was taken out
        return result with
        {
            Questions = questions, Adjustments = [], Score = questions.Sum(it => it.Score), Pending = questions.Sum(it => it.Pending), Bonus = questions.Sum(it => it.Bonus),
            Status = result.Status == SubmissionStatus.Graded ? SubmissionStatus.Pending : result.Status,
        };
    }

    private static CheckResult Of(CheckResult it, bool afterDue)
    {
        if (!afterDue && !ToldBefore(it)) return it with { Verdict = Verdict.NeedsReview, Score = 0, Pending = it.Max, Mistake = null, Feedback = Later, Evidence = new Evidence { Given = it.Evidence.Given } };
        if (afterDue && it.Visibility != Visibility.Hidden) return it;
        return it.Evidence.HiddenCase || it.Visibility == Visibility.Hidden ? WithoutNumbers(it) : it;
    }

    /// <summary>Faults of the student's own text, and what fails on a public case. Right answers too are told only afterwards: "right" says that the hidden cases pass.</summary>
    private static bool ToldBefore(CheckResult it) =>
        it.Visibility == Visibility.Public && it.Kind is not ("choice" or "numbers") && !it.Evidence.HiddenCase
        && it.Verdict is not (Verdict.Correct or Verdict.Skipped or Verdict.Unstable) && (it.Evidence.Case is not null || it.Verdict is Verdict.Missing or Verdict.CompileError or Verdict.Forbidden or Verdict.NeedsReview || it.Evidence.At is not null);

    /// <summary>The verdict, the name of a mistake with its sentence, and the student's own line: nothing that a case put there.</summary>
    private static CheckResult WithoutNumbers(CheckResult it) => it with
    {
        Feedback = it.Verdict is Verdict.Correct or Verdict.Missing or Verdict.CompileError or Verdict.Forbidden or Verdict.NeedsReview or Verdict.Skipped || it.Mistake is not null ? it.Feedback : HiddenCase,
        Evidence = new Evidence { At = it.Evidence.At, SourceLine = it.Evidence.SourceLine, Excerpt = it.Evidence.Excerpt, Given = it.Evidence.Given, Detail = it.Verdict is Verdict.CompileError or Verdict.Forbidden ? it.Evidence.Detail : null },
    };

    private static decimal Sum(ImmutableArray<CheckResult> checks, Func<CheckResult, decimal> points) => checks.Where(it => !it.Bonus).Sum(points);
}
