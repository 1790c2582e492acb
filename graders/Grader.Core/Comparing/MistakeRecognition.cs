using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.References;
using Grader.Core.Results;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.Comparing;

/// <summary>A mistake is named when the student's values equal the mutant's on all cases of the part; the first in the rubric's order wins.</summary>
internal static class MistakeRecognition
{
    public static ImmutableArray<CheckVerdict> Name(Part part, ImmutableArray<CheckVerdict> verdicts, SubmissionOutcomes outcomes, PreparedHomework homework)
    {
        var failed = verdicts.Where(it => it.Check is CallCheck && it.Verdict is Verdict.Wrong or Verdict.Partial or Verdict.Exception or Verdict.Crash).ToList();
        if (failed.Count == 0 || homework.Mistakes.GetValueOrDefault(part.Id) is not { IsDefaultOrEmpty: false } known) return verdicts;
        var cases = homework.CasesOf(part.Id);
        var answers = cases.Select((_, i) => outcomes.Calls.GetValueOrDefault((cases[i].Function, part.Id, i))).ToList();
        if (known.FirstOrDefault(it => Matches(it, answers, ((CallCheck)failed[0].Check).Function)) is not { } found) return verdicts;

        // The part is worth its credit; what passing checks earned already counts towards it, the rest is shared among the failing ones.
        var extra = Math.Max(0, part.Points * found.Mistake.Credit - verdicts.Where(it => it.Check is CallCheck).Sum(it => it.Score));
        var room = failed.Sum(it => it.Check.Points - it.Score);
        extra = Math.Min(extra, room);
        var left = extra;
        return [.. verdicts.Select(verdict =>
        {
            if (!failed.Contains(verdict)) return verdict;
            var share = verdict == failed[^1] ? left : Math.Round(extra * (verdict.Check.Points - verdict.Score) / room, 2);
            left -= share;
            var score = verdict.Score + share;
            return verdict with { Mistake = found.Mistake.Id, Feedback = found.Mistake.Text, Score = score, Verdict = score > 0 ? Verdict.Partial : verdict.Verdict };
        })];
    }

    private static bool Matches(KnownMistake known, List<Outcome?> answers, Signature function)
    {
        var agreed = 0;
        for (var i = 0; i < answers.Count; i++)
        {
            switch (answers[i], known.Answers[i])
            {
                case (Returned mine, { } theirs):
                    if (!NamedValues.Agree(mine.Value, theirs, function)) return false;
                    agreed++;
                    break;
                // Where the mutant fails, the answer may throw, die of torch's own refusal, or not have been called again after it died of the same sizes.
                case (Threw or NotEvaluated or Died { What.Length: > 0 } or null, null): break;
                default: return false;
            }
        }
        return agreed > 0;
    }
}
