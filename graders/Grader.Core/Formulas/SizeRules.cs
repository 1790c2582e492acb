namespace Grader.Core.Formulas;

/// <summary>Which sizes fit together; the same rules before and while a formula is evaluated. Nothing broadcasts, except that a number multiplies anything.</summary>
internal static class SizeRules
{
    public static Sized Multiply(Operand left, Operand right)
    {
        var (l, r) = (left.Size, right.Size);
        if (l.Kind == SizeKind.Zero || r.Kind == SizeKind.Zero) return FormulaSize.Zero;
        if (l.Kind == SizeKind.Unknown || r.Kind == SizeKind.Unknown) return FormulaSize.Unknown;
        if (l.IsNumber) return l.Kind == SizeKind.Exact && r.Kind == SizeKind.Literal ? l : r;
        if (r.IsNumber || r.Kind == SizeKind.Identity) return l;
        if (l.Kind == SizeKind.Identity) return r;
        if (l.Kind == SizeKind.OnesRow && r.IsExact) return FormulaSize.Of(1, r.Columns);
        if (l.IsExact && r.Kind == SizeKind.Ones) return FormulaSize.Of(l.Rows, 1);
        if (!l.IsExact || !r.IsExact) return SizeWords.OnesUnclear;
        return l.Columns == r.Rows ? FormulaSize.Of(l.Rows, r.Columns) : SizeWords.Product(left, right);
    }

    public static Sized Add(Operand left, Operand right, bool minus = false)
    {
        var (l, r) = (left.Size, right.Size);
        if (l.Kind == SizeKind.Zero) return r;
        if (r.Kind == SizeKind.Zero) return l;
        if (l.Kind == SizeKind.Unknown) return r;
        if (r.Kind == SizeKind.Unknown || l == r) return l;
        if (l.IsNumber && r.IsNumber) return FormulaSize.Number;
        if (l.Kind == SizeKind.Literal && (r.Kind == SizeKind.Ones || r is { IsVector: true })) return r; // 1 − ŷ: the number in every entry
        return Flexible(l, r) ?? Flexible(r, l) ?? (Sized)SizeWords.Sum(left, right, minus);
    }

    /// <summary>I and 𝟏 take the size of what they are added to.</summary>
    private static FormulaSize? Flexible(FormulaSize one, FormulaSize other) => one.Kind switch
    {
        SizeKind.Identity when other.IsSquare => other,
        SizeKind.Ones when other is { IsExact: true, Columns: 1 } => other,
        SizeKind.OnesRow when other is { IsExact: true, Rows: 1 } => other,
        _ => null,
    };

    public static Sized Elementwise(Operand left, Operand right)
    {
        var (l, r) = (left.Size, right.Size);
        if (l.Kind == SizeKind.Zero || r.Kind == SizeKind.Zero) return FormulaSize.Zero;
        if (l.Kind == SizeKind.Unknown) return r;
        if (r.Kind == SizeKind.Unknown || l == r || r.Kind == SizeKind.Literal) return l;
        if (l.Kind == SizeKind.Literal) return r;
        return Flexible(l, r) ?? Flexible(r, l) ?? (Sized)SizeWords.Elementwise(left, right);
    }

    public static Sized Outer(Operand left, Operand right)
    {
        var (l, r) = (left.Size, right.Size);
        if (l.Kind == SizeKind.Zero || r.Kind == SizeKind.Zero) return FormulaSize.Zero;
        if (l.Kind == SizeKind.Unknown || r.Kind == SizeKind.Unknown) return FormulaSize.Unknown;
        if (l is { IsExact: true, Columns: 1 } && r is { IsVector: true }) return FormulaSize.Of(l.Rows, Math.Max(r.Rows, r.Columns));
        return SizeWords.Outer(left, right);
    }

    public static Sized Divide(Operand left, Operand right) => right.Size.Kind == SizeKind.Unknown ? left.Size
        : !right.Size.IsNumber ? SizeWords.Divisor(right)
        : left.Size.Kind == SizeKind.Literal && right.Size.Kind == SizeKind.Exact ? FormulaSize.Number : left.Size;

    public static Sized Power(Operand inner, bool elementwise) => elementwise || inner.Size.IsNumber || inner.Size.IsSquare || inner.Size.Kind is SizeKind.Unknown or SizeKind.Identity
        ? inner.Size : SizeWords.NotSquare(inner);

    public static Sized Call(string function, IReadOnlyList<Operand> arguments) => function switch
    {
        "outer" => Outer(arguments[0], arguments[1]),
        "matmul" => Multiply(arguments[0], arguments[1]),
        "dot" => Elementwise(arguments[0], arguments[1]) is { Fault: { } fault } ? fault : FormulaSize.Number,
        "power" => Power(arguments[0], false),
        "pow" => Power(arguments[0], true),
        "transpose" => arguments[0].Size.Transposed,
        _ => Call(function, arguments[0]),
    };

    private static Sized Call(string function, Operand argument)
    {
        var size = argument.Size;
        if (size.Kind == SizeKind.Unknown) return size;
        return function switch
        {
            "diag" when size.IsVector => FormulaSize.Of(Math.Max(size.Rows, size.Columns), Math.Max(size.Rows, size.Columns)),
            "diag" or "softmax" when !size.IsVector => SizeWords.VectorNeeded(function, argument),
            "trace" when !size.IsSquare => SizeWords.NotSquare(argument),
            "sum" or "mean" when size.Kind is SizeKind.Ones or SizeKind.OnesRow => SizeWords.OnesUnclear,
            "sum" or "mean" or "trace" => FormulaSize.Number,
            _ when !size.IsExact && !size.IsNumber => SizeWords.OnesUnclear,
            _ => size.Kind == SizeKind.Zero ? FormulaSize.Literal : size,
        };
    }
}
