using Grader.Core.Results;
using Grader.Core.Rubrics;

namespace Grader.Core.Comparing;

/// <summary>What one check found: its verdict, the points for it, what waits for a person, and the sentence with its evidence.</summary>
internal sealed record CheckVerdict(Check Check, Verdict Verdict, decimal Score, LocalizedText Feedback)
{
    public decimal Pending { get; init; }
    public string? Mistake { get; init; }
    public Evidence Evidence { get; init; } = Evidence.None;
    /// <summary>The student's own text for a person to judge.</summary>
    public string TextToMark { get; init; } = "";

    /// <summary>For a snapshot that does not match: what came back, in the snapshot's own form.</summary>
    public string? Received { get; init; }

    /// <summary>A script that shows the worst case, where the case is public.</summary>
    public string? Reproduction { get; init; }

    /// <summary>Only the form of the answer could be looked at here, and it is right.</summary>
    public bool RightInForm { get; init; }

    public bool NeedsPerson => Pending > 0;

    public static CheckVerdict Full(Check check, LocalizedText feedback) => new(check, Verdict.Correct, check.Points, feedback);

    public static CheckVerdict None(Check check, Verdict verdict, LocalizedText feedback) => new(check, verdict, 0, feedback);
}
