using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Rubrics;

namespace Grader.Core.Formulas;

/// <summary>The arguments of one case, as the matrices that the symbols stand for.</summary>
internal sealed class FormulaArguments(Signature signature, ImmutableArray<Value> values)
{
    private readonly Dictionary<string, FormulaMatrix?> _wholes = [];
    private readonly Dictionary<string, ImmutableArray<FormulaMatrix>> _elements = [];

    /// <summary>The numbers of the case, for sentences: <c>t = 2, i = 5</c>.</summary>
    public string Numbers => string.Join(", ", signature.Parameters.Zip(values).Where(it => it.Second is IntegerValue).Select(it => $"{it.First.Name} = {((IntegerValue)it.Second).Content}"));

    /// <summary>The symbol's value; null where the case has none that fits.</summary>
    public FormulaMatrix? Whole(FormulaSymbol symbol)
    {
        if (symbol.Length is not null) return Length(symbol.Length) is { } length ? FormulaMatrix.Number(length) : null;
        if (symbol.Argument is null || symbol.Index is not null) return null;
        if (!_wholes.TryGetValue(symbol.Argument, out var matrix)) _wholes[symbol.Argument] = matrix = Argument(symbol.Argument) is { } value ? FormulaMatrix.Of(value) : null;
        return matrix;
    }

    /// <summary>All elements of an array, from index <see cref="FormulaSymbol.First"/> on: a list, or the first axis of a tensor.</summary>
    public ImmutableArray<FormulaMatrix> Elements(FormulaSymbol symbol)
    {
        if (symbol.Argument is null) return [];
        if (!_elements.TryGetValue(symbol.Argument, out var elements)) _elements[symbol.Argument] = elements = Split(Argument(symbol.Argument));
        return elements;
    }

    private Value? Argument(string name)
    {
        for (var i = 0; i < signature.Parameters.Length && i < values.Length; i++) if (signature.Parameters[i].Name == name) return values[i];
        return null;
    }

    private int? Length(string argument) => Argument(argument) switch
    {
        ListValue list => list.Items.Length,
        TensorValue { Shape: [var first, ..] } => (int)Math.Min(first, int.MaxValue),
        _ => null,
    };

    private static ImmutableArray<FormulaMatrix> Split(Value? value)
    {
        IEnumerable<FormulaMatrix?> parts = value switch
        {
            ListValue list => list.Items.Select(FormulaMatrix.Of),
            TensorValue { Shape.Length: >= 1 and <= 3 } tensor when tensor.Shape[0] > 0 => Enumerable.Range(0, (int)tensor.Shape[0]).Select(i => FormulaMatrix.Of(Slice(tensor, i))),
            _ => [],
        };
        var matrices = parts.ToImmutableArray();
        return matrices.All(it => it is not null) ? [.. matrices.Select(it => it!)] : [];
    }

    private static TensorValue Slice(TensorValue tensor, int index)
    {
        var bytes = tensor.Data.Length / (int)tensor.Shape[0];
        return tensor with { Shape = tensor.Shape[1..], Data = tensor.Data[(index * bytes)..((index + 1) * bytes)] };
    }
}
