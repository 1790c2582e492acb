using System.Collections.Immutable;
using Grader.Contract;

namespace Grader.Core.Comparing;

/// <summary>For <c>credit: per-entry</c> of exact checks: which entries of a collection are right. A single value is one entry.</summary>
internal static class EntryShare
{
    /// <summary>Right entries and all entries; entries too many count as wrong ones.</summary>
    public static (int Right, int All) Of(Value? actual, Value expected)
    {
        var truth = Entries(expected);
        if (actual is null || actual.GetType() != expected.GetType()) return (0, Math.Max(1, truth.Length));
        var mine = Entries(actual);
        var right = expected is MapValue
            ? truth.Count(entry => mine.Any(it => Value.SameBits(it, entry)))
            : Enumerable.Range(0, Math.Min(mine.Length, truth.Length)).Count(i => Value.SameBits(mine[i], truth[i]));
        return (right, Math.Max(1, Math.Max(mine.Length, truth.Length)));
    }

    private static ImmutableArray<Value> Entries(Value value) => value switch
    {
        ListValue it => it.Items,
        TupleValue it => it.Items,
        MapValue it => [.. it.Entries.Select(entry => (Value)new TupleValue([entry.Key, entry.Content]))],
        _ => [value],
    };
}
