using System.Collections.Immutable;
using Grader.Contract;

namespace Grader.Core.Formulas;

/// <summary>Numbers with a size, row by row; of 0, I, 𝟏 and a written number only the factor is kept.</summary>
internal sealed record FormulaMatrix(FormulaSize Size, double[] Data)
{
    public static readonly FormulaMatrix Zero = new(FormulaSize.Zero, [0]);

    public int Rows => Size.Rows;

    public int Columns => Size.Columns;

    /// <summary>The factor of a flexible value, or the number of a 1×1.</summary>
    public double Factor => Data[0];

    public double this[int row, int column] => Size.Kind switch
    {
        SizeKind.Exact => Data[(row * Columns) + column],
        SizeKind.Identity => row == column ? Data[0] : 0,
        _ => Data[0],
    };

    public static FormulaMatrix Number(double value) => new(FormulaSize.Number, [value]);

    public static FormulaMatrix Literal(double value) => value == 0 ? Zero : new(FormulaSize.Literal, [value]);

    public static FormulaMatrix Flexible(FormulaSize size, double factor) => factor == 0 ? Zero : new(size, [factor]);

    /// <summary>The same numbers in a size that they fit: what 0, I and 𝟏 stand for there.</summary>
    public FormulaMatrix As(FormulaSize size) => size.Kind == SizeKind.Exact && size != Size ? Fill(size, (row, column) => this[row, column]) : this;

    public static FormulaMatrix Fill(FormulaSize size, Func<int, int, double> entry)
    {
        var data = new double[size.Rows * size.Columns];
        for (var row = 0; row < size.Rows; row++) for (var column = 0; column < size.Columns; column++) data[(row * size.Columns) + column] = entry(row, column);
        return new FormulaMatrix(size, data);
    }

    public FormulaMatrix Map(Func<double, double> entry) => Size.Kind switch
    {
        SizeKind.Exact => this with { Data = [.. Data.Select(entry)] },
        _ => Size.Kind is SizeKind.Zero or SizeKind.Literal ? Literal(entry(Factor)) : Flexible(Size, entry(Factor)),
    };

    public FormulaMatrix Transposed => Size.Kind == SizeKind.Exact ? Fill(Size.Transposed, (row, column) => this[column, row]) : new(Size.Transposed, Data);

    /// <summary>A tensor as a matrix: a number 1×1, a vector n×1.</summary>
    public static FormulaMatrix? Of(Value value) => value switch
    {
        IntegerValue it => Number(it.Content),
        RealValue it => Number(it.Content),
        TensorValue { Shape.Length: <= 2 } it when it.Dtype is not (Dtype.Complex64 or Dtype.Complex128) && it.Count <= FormulaEvaluator.MostEntries && it.Shape.All(size => size > 0) =>
            new(FormulaSize.Of(it.Shape.Length == 0 ? 1 : (int)it.Shape[0], it.Shape.Length < 2 ? 1 : (int)it.Shape[1]), it.ToDoubles()),
        _ => null,
    };

    /// <summary>
    /// As a function would have returned it: a number [], a column [n], a matrix [n, m]. The shape that is asked for decides only what the formula
    /// leaves open: how large a bare 0 is, and whether 1×1 or n×1 is a number, a vector or a matrix.
    /// </summary>
    public TensorValue ToValue(ImmutableArray<long>? asked)
    {
        if (Size.Kind != SizeKind.Exact) return Open(asked);
        if (asked is { } shape && SameButForOnes(shape)) return TensorValue.Of(Data, shape);
        return Size.IsNumber ? TensorValue.Of(Data) : Columns == 1 ? TensorValue.Of(Data, Rows) : TensorValue.Of(Data, Rows, Columns);
    }

    private bool SameButForOnes(ImmutableArray<long> shape) => shape.Length switch
    {
        0 => Rows == 1 && Columns == 1,
        1 => Rows == shape[0] && Columns == 1,
        2 => Rows == shape[0] && Columns == shape[1],
        _ => false,
    };

    private TensorValue Open(ImmutableArray<long>? asked)
    {
        var fits = asked is { Length: <= 2 } && Size.Kind switch { SizeKind.Zero => true, SizeKind.Identity => asked is [var rows, var columns] && rows == columns, SizeKind.Ones => asked is [_], _ => asked is [] or [1] or [1, 1] };
        if (!fits) return TensorValue.Of([Factor]);
        var size = FormulaSize.Of(asked is [var first, ..] ? (int)first : 1, asked is [_, var second] ? (int)second : 1);
        return TensorValue.Of(Fill(size, (row, column) => this[row, column]).Data, asked!.Value);
    }
}
