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
    public static ImmutableArray<CheckVerdict> Compare(PreparedHomework homework, CompiledSubmission submission, SubmissionOutcomes outcomes, ImmutableArray<RepairedPart> repaired)
    {
        var verdicts = ImmutableArray.CreateBuilder<CheckVerdict>();
        foreach (var part in homework.Rubric.Parts)
        {
            var named = OfPart(part, homework, submission, outcomes);
            if (repaired.FirstOrDefault(it => it.Part == part.Id) is { } repair) named = Better(named, OfPart(part, homework, submission.With(submission.Of(part.Checks.OfType<CodeCheck>().First()).Script, repair.Compilation), repair.Outcomes), repair);
            verdicts.AddRange(WithScript(part, submission.Submission.Unreadable is null ? FormulaComparer.Combine(part, named, submission.Submission, homework) : named));
        }
        return ApplyNeeds(homework.Rubric, verdicts);
    }

    /// <summary>A part has one script at most, that of its first check that has one; its evidence names it.</summary>
    private static ImmutableArray<CheckVerdict> WithScript(Part part, ImmutableArray<CheckVerdict> verdicts)
    {
        var first = verdicts.FirstOrDefault(it => it.Reproduction is not null);
        return first is null ? verdicts : verdicts.Replace(first, first with { Evidence = first.Evidence with { Script = $"repro-{part.Id}.csx" } });
    }

    private static ImmutableArray<CheckVerdict> OfPart(Part part, PreparedHomework homework, CompiledSubmission submission, SubmissionOutcomes outcomes)
    {
        var ofPart = part.Checks.Select(check => submission.Submission.Unreadable is { } unreadable ? CheckVerdict.None(check, Verdict.Missing, unreadable) : check switch
        {
            FormulaCheck => CheckVerdict.None(check, Verdict.Missing, LocalizedText.Empty),
            CallCheck it => CallComparer.Compare(it, part, submission, outcomes, homework),
            TrainingCheck it => TrainingComparer.Compare(it, submission, outcomes, homework),
            CellCheck it => CellComparer.Compare(it, part.Id, submission, outcomes),
            _ => AnswerComparer.Compare(check, part.Id, submission.Submission),
        }).ToImmutableArray();
        var named = MistakeRecognition.Name(part, ofPart, outcomes, homework);
        return submission.Submission.Unreadable is not null ? named : [.. named.Select(it => it.Check is CallCheck call and not FormulaCheck ? SymbolVerdicts.Apply(call, it, submission) : it)];
    }

    /// <summary>What calls and trainings earn with right versions of the other parts, when that is more.</summary>
    private static ImmutableArray<CheckVerdict> Better(ImmutableArray<CheckVerdict> own, ImmutableArray<CheckVerdict> with, RepairedPart repair)
    {
        static bool Counts(CheckVerdict it) => it.Check is CallCheck or TrainingCheck;
        if (with.Where(Counts).Sum(it => it.Score) <= own.Where(Counts).Sum(it => it.Score)) return own;
        var parts = string.Join(", ", repair.Replaced);
        var note = new LocalizedText($"(With a right version of {parts}, so that their mistakes are not paid for again.)", $"(با نسخهٔ درست {parts} سنجیده شد تا اشتباه آن‌ها دوباره حساب نشود.)");
        return [.. own.Zip(with, (mine, other) => Counts(mine) ? other with { Feedback = other.Feedback.Then(note) } : mine)];
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
