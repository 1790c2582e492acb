using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Rubrics;

namespace Grader.Core.Comparing;

/// <summary>An answer as a list of named values: tuple elements by the rubric's names, arrays by index; each is compared with its own norm.</summary>
internal static class NamedValues
{
    public static ImmutableArray<(string Name, Value Value)> Of(Value answer, Signature function) => answer switch
    {
        TupleValue tuple => [.. tuple.Items.SelectMany((item, index) => Flatten(Name(function, index), item))],
        _ => [.. Flatten("", answer)],
    };

    /// <summary>Those that count for a check.</summary>
    public static ImmutableArray<(string Name, Value Value)> Picked(Value answer, CallCheck check) =>
        check.Compare.IsEmpty ? Of(answer, check.Function) : [.. Of(answer, check.Function).Where(it => check.Compare.Contains(it.Name.Split('[', '.')[0]))];

    /// <summary>Every named value within the strict tolerance, or the same bits: the measure of "answers alike".</summary>
    public static bool Agree(Value one, Value other, Signature function, Tolerance? tolerance = null)
    {
        var (a, b) = (Of(one, function), Of(other, function));
        return a.Length == b.Length && a.Zip(b).All(it => Value.SameBits(it.First.Value, it.Second.Value) || (MayRound(it.First.Value, it.Second.Value) && NumericComparison.Compare(it.First.Value, it.Second.Value, tolerance).Passes));
    }

    /// <summary>Whole numbers of one type are equal or not; a tensor of another type is another answer unless both hold real numbers.</summary>
    private static bool MayRound(Value one, Value other) => (one, other) switch
    {
        (TensorValue a, TensorValue b) => a.Dtype == b.Dtype || (a.Dtype.IsReal() && b.Dtype.IsReal()),
        _ => true,
    };

    private static string Name(Signature function, int index) =>
        index < function.ReturnNames.Length ? function.ReturnNames[index] : FormattableString.Invariant($"Item{index + 1}");

    private static IEnumerable<(string Name, Value Value)> Flatten(string name, Value value) => value switch
    {
        ListValue list when list.Items.Any(it => it is TensorValue or ListValue or OpaqueValue or NothingValue) =>
            list.Items.SelectMany((item, index) => Flatten(FormattableString.Invariant($"{name}[{index}]"), item)),
        TupleValue tuple => tuple.Items.SelectMany((item, index) => Flatten(FormattableString.Invariant($"{name}.Item{index + 1}"), item)),
        _ => [(name, value)],
    };
}
