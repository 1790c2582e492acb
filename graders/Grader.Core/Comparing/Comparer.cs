using System.Collections.Immutable;
using Grader.Core.Compiling;
using Grader.Core.References;
using Grader.Core.Results;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.Comparing;

/// <summary>One verdict for each check of the rubric, in its order.</summary>
internal static class Comparer
{
    public static ImmutableArray<CheckVerdict> Compare(PreparedHomework homework, CompiledSubmission submission, SubmissionOutcomes outcomes)
    {
        var verdicts = ImmutableArray.CreateBuilder<CheckVerdict>();
        foreach (var part in homework.Rubric.Parts)
        {
            var ofPart = part.Checks.Select(check => submission.Submission.Unreadable is { } unreadable
                ? CheckVerdict.None(check, Verdict.Missing, unreadable)
                : check is FormulaCheck ? CheckVerdict.None(check, Verdict.Missing, LocalizedText.Empty)
                : check is CallCheck call ? CallComparer.Compare(call, part, submission, outcomes, homework) : AnswerComparer.Compare(check, part.Id, submission.Submission)).ToImmutableArray();
            var named = MistakeRecognition.Name(part, ofPart, outcomes, homework)
                .Select(it => it.Check is CallCheck call and not FormulaCheck && submission.Submission.Unreadable is null ? SymbolVerdicts.Apply(call, it, submission) : it).ToImmutableArray();
            verdicts.AddRange(submission.Submission.Unreadable is null ? FormulaComparer.Combine(part, named, submission.Submission, homework) : named);
        }
        return ApplyNeeds(homework.Rubric, verdicts);
    }

    /// <summary>A check whose needed part is not fully right is skipped, with the reason.</summary>
    private static ImmutableArray<CheckVerdict> ApplyNeeds(Rubric rubric, IReadOnlyList<CheckVerdict> verdicts)
    {
        var byCheck = verdicts.ToDictionary(it => it.Check);
        return [.. verdicts.Select(verdict =>
        {
            var failed = verdict.Check.Needs.FirstOrDefault(need => rubric.Parts.First(it => it.Id == need).Checks.Any(check => byCheck[check].Verdict is not (Verdict.Correct or Verdict.NeedsReview)));
            return failed is null ? verdict : CheckVerdict.None(verdict.Check, Verdict.Skipped, new($"Skipped, because it needs {failed}, which is not right yet.", $"انجام نشد، چون به {failed} نیاز دارد که هنوز درست نیست."));
        })];
    }
}
