using System.Collections.Immutable;
using Grader.Contract;

namespace Grader.Core.Running;

/// <summary>
/// Which sizes of a call's arguments are equal to which. A product that does not fit kills the process on every call of the same pattern, so each
/// pattern is tried once: on a square case the same slip may give a value, by which the mistake is known.
/// </summary>
internal static class SizePattern
{
    /// <summary>Each size as the place of the first one equal to it: W 4×4, v 2 gives "0 0 2".</summary>
    public static string Of(ImmutableArray<Value> arguments)
    {
        var sizes = arguments.SelectMany(Sizes).ToList();
        return string.Join(' ', sizes.Select(it => it == 1 ? -1 : sizes.IndexOf(it)));
    }

    private static IEnumerable<long> Sizes(Value value) => value switch
    {
        TensorValue it => it.Shape,
        ListValue it => it.Items.Length > 0 ? Sizes(it.Items[0]) : [],
        TupleValue it => it.Items.SelectMany(Sizes),
        _ => [],
    };
}
