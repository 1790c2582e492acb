using System.Collections.Immutable;
using Grader.Core.Intake;
using Grader.Core.Results;
using Grader.Core.Rubrics;

namespace Grader.Core.Scoring;

/// <summary>
/// What stands between the points of the checks and the total, in this order, each a line of its own:
/// <list type="number">
/// <item>drops (<see cref="Drops"/>): the lowest parts of a question, then the lowest questions, do not count;</item>
/// <item>the cap of the bonus: with <c>bonus-cap: total</c>, score and bonus together are at most the maximum;</item>
/// <item>lateness: the share is taken of what was earned until then, score and bonus each. What waits for a person is not touched; it is
/// earned, and its share taken, when the mark comes.</item>
/// </list>
/// A penalty is in whole hundredths, rounded in the student's favour, so that the lines add up as they are shown.
/// </summary>
internal static class Policy
{
    private const decimal Hundredth = 100;

    public static SubmissionResult Apply(Rubric rubric, SubmissionResult earned, Submission submission, Extension? extension)
    {
        var lines = earned.Adjustments.ToBuilder();
        var result = Cap(rubric, earned, lines);
        result = Late(rubric, result, submission, extension, lines);
        return result with { Adjustments = lines.ToImmutable() };
    }

    private static SubmissionResult Cap(Rubric rubric, SubmissionResult it, ImmutableArray<Adjustment>.Builder lines)
    {
        var over = it.Total!.Value - it.Max;
        if (rubric.BonusCap != BonusCap.Total || over <= 0 || it.Bonus == 0) return it;
        lines.Add(new Adjustment(Adjustment.BonusCap, null, -over, PolicySentences.Capped(it.Max)));
        return it with { Bonus = it.Bonus - over };
    }

    private static SubmissionResult Late(Rubric rubric, SubmissionResult it, Submission submission, Extension? extension, ImmutableArray<Adjustment>.Builder lines)
    {
        var late = Lateness(rubric, submission, extension);
        if (extension is { Until: { } until } && rubric.Due is { } due) lines.Add(new Adjustment(Adjustment.Extension, null, 0, PolicySentences.Extended(DateReading.Shown(until, due))));
        if (extension is { Waived: true }) lines.Add(new Adjustment(Adjustment.Extension, null, 0, PolicySentences.Waived));
        if (late is null || rubric.Late is not { } policy || extension is { Waived: true } || it.Status == SubmissionStatus.Missing) return it with { Late = late };

        var days = DaysBegun(late.Submitted - late.Due - policy.Grace);
        var tooLate = days > policy.Days && !policy.AcceptLater;
        var share = tooLate ? 1 : Math.Min(1, policy.PerDay * Math.Min(days, policy.Days ?? days));
        var (score, bonus) = (Taken(it.Score!.Value, share), Taken(it.Bonus, share));
        lines.Add(new Adjustment(Adjustment.Late, null, -(score + bonus), days == 0 ? PolicySentences.InGrace(late.Minutes, policy.Grace)
            : tooLate ? PolicySentences.TooLate(late.Minutes, policy.Days!.Value)
            : PolicySentences.Late(late.Minutes, days, policy, share, it.Total!.Value, it.Pending > 0)));
        return it with { Late = late, Score = it.Score - score, Bonus = it.Bonus - bonus };
    }

    /// <summary>Against this student's own deadline.</summary>
    public static LateResult? Lateness(Rubric rubric, Submission submission, Extension? extension) =>
        rubric.Due is { } due && (extension?.Submitted ?? submission.SubmittedAt) is { } at && (extension?.Until ?? due.At) is var end && at > end
            ? new LateResult(end.ToUniversalTime(), at.ToUniversalTime(), (long)Math.Ceiling((at - end).TotalMinutes)) : null;

    private static int DaysBegun(TimeSpan over) => over <= TimeSpan.Zero ? 0 : (int)Math.Min(int.MaxValue, (over.Ticks + TimeSpan.TicksPerDay - 1) / TimeSpan.TicksPerDay);

    private static decimal Taken(decimal points, decimal share) => share >= 1 ? points : Math.Floor(points * share * Hundredth) / Hundredth;
}
