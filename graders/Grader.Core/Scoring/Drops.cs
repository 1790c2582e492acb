using System.Collections.Immutable;
using Grader.Core.Results;

namespace Grader.Core.Scoring;

/// <summary>
/// The lowest of several that are worth the same do not count. While some wait for a person, the sure score is what the best of the points so far
/// make, and the score when every pending point is given is what the best of those make: between the two lies what is pending.
/// </summary>
internal static class Drops
{
    public static (decimal Score, decimal Pending, ImmutableArray<Adjustment> Lines) Apply(string kind, string of, int drop, IReadOnlyList<(string Id, decimal Score, decimal Pending)> all)
    {
        var (score, upper) = (all.Sum(it => it.Score), all.Sum(it => it.Score + it.Pending));
        if (drop == 0) return (score, upper - score, []);
        var kept = all.Count - drop;
        var best = all.Select(it => it.Score).OrderDescending().Take(kept).Sum();
        var bestUpper = all.Select(it => it.Score + it.Pending).OrderDescending().Take(kept).Sum();
        // Of equals, the last one goes: some order must be fixed.
        var order = all.Select((it, at) => (it, at)).OrderBy(pair => pair.it.Score).ThenBy(pair => pair.it.Pending).ThenByDescending(pair => pair.at).Select(pair => pair.it).ToArray();
        var (lowest, others) = (order[..drop], order[drop..]);
        var decided = lowest.Max(it => it.Score + it.Pending) <= others.Min(it => it.Score);
        return (best, bestUpper - best, decided
            ? [.. lowest.Select(it => new Adjustment(kind, it.Id, -it.Score, PolicySentences.Dropped(it.Id)))]
            : [new Adjustment(kind, null, best - score, PolicySentences.Undecided(drop, of))]);
    }
}
