using System.Collections.Immutable;

namespace Grader.Core.Rubrics;

/// <summary><c>drop: 1</c>: the lowest one does not count. Only among equals, because the maximum must not depend on who is graded.</summary>
internal static class DropReader
{
    public static int Read(RubricNode node, string what, ImmutableArray<decimal> points)
    {
        if (!node.Has("drop") || node.Whole("drop", 1, 20) is not { } drop) return 0;
        var at = node.PositionOf("drop");
        if (drop >= points.Length)
            node.Complain(at, "GR004", FormattableString.Invariant($"Of {points.Length} {what}s, {drop} cannot be dropped."), "Drop fewer than there are; bonus parts are never dropped.");
        else if (points.Distinct().Count() > 1)
            node.Complain(at, "GR004", $"Only {what}s with the same points can be dropped, and these have {string.Join(", ", points.Distinct().Select(it => FormattableString.Invariant($"{it}")))}.", $"Give each {what} the same points, or remove 'drop'.");
        else return drop;
        return 0;
    }
}
