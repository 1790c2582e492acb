using Grader.Contract;
using Grader.Core.Results;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.Comparing;

/// <summary>A backward function that is wrong, but right for the student's own forward function: one mistake is paid for once.</summary>
internal static class FollowThroughComparer
{
    /// <summary>What central differences are good for.</summary>
    private static readonly Tolerance Tolerance = new(1e-5, 0);

    public static CheckVerdict? Compare(CallCheck check, Part part, SubmissionOutcomes outcomes, CaseResult worst, Evidence evidence)
    {
        if (check.FollowThrough is not { } rule || worst.Verdict != Verdict.Wrong) return null;
        var own = outcomes.Calls.Where(it => it.Key.Function == OwnForward.Key(check) && it.Key.Part == part.Id).ToList();
        if (own.Count == 0 || !own.All(it => outcomes.Of(check, part.Id, it.Key.Case) is Returned mine && Agrees(check, mine.Value, ((Returned)it.Value).Value))) return null;
        var credit = Math.Round(check.Points * rule.Credit, 2);
        return new CheckVerdict(check, credit > 0 ? Verdict.Partial : Verdict.Wrong, credit, new LocalizedText(
            $"Right for your own forward pass of {rule.Forward}, which is not right yet: mend that one, and this will follow.", $"برای مسیر رفت خودتان در {rule.Forward} درست است، ولی خود آن هنوز درست نیست؛ آن را درست کنید تا این هم درست شود.").Then(worst.Feedback)) { Evidence = evidence };
    }

    /// <summary>An answer, and a gradient that was found by central differences.</summary>
    public static bool Agrees(CallCheck check, Value answer, Value gradient)
    {
        var (a, b) = (NamedValues.Picked(answer, check), NamedValues.Picked(gradient, check));
        return a.Length == b.Length && a.Zip(b).All(it => NumericComparison.Compare(it.First.Value, it.Second.Value, Tolerance).Passes);
    }
}
