namespace Grader.Core.Formulas;

/// <summary>The arithmetic itself.</summary>
internal sealed partial class FormulaEvaluator
{
    private FormulaMatrix? Multiply(FormulaNode at, FormulaMatrix left, FormulaMatrix right, Sized sized)
    {
        if (Settle(at, sized) is not { } size) return null;
        var (l, r) = (left.Size, right.Size);
        if (size.Kind == SizeKind.Zero) return FormulaMatrix.Zero;
        if (l.IsNumber) return Scaled(at, right, left.Factor, size);
        if (r.IsNumber || r.Kind == SizeKind.Identity) return Scaled(at, left, right.Factor, size);
        if (l.Kind == SizeKind.Identity) return Scaled(at, right, left.Factor, size);
        var inner = l.IsExact ? l.Columns : r.Rows;
        if (!Spend(at, (long)size.Rows * size.Columns * inner)) return null;
        return FormulaMatrix.Fill(size, (row, column) =>
        {
            double sum = 0;
            for (var k = 0; k < inner; k++) sum += left[row, k] * right[k, column];
            return sum;
        });
    }

    private FormulaMatrix? Scaled(FormulaNode at, FormulaMatrix matrix, double factor, FormulaSize size)
    {
        if (!Spend(at, matrix.Data.Length)) return null;
        var scaled = matrix.Map(it => it * factor);
        return scaled.Size.Kind == SizeKind.Literal && size.IsExact ? scaled with { Size = size } : scaled;
    }

    private FormulaMatrix? Entrywise(FormulaNode at, FormulaMatrix left, FormulaMatrix right, Sized sized, Func<double, double, double> join)
    {
        if (Settle(at, sized) is not { } size) return null;
        if (size.Kind != SizeKind.Exact) return size.Kind is SizeKind.Zero or SizeKind.Literal ? FormulaMatrix.Literal(join(left.Factor, right.Factor)) : FormulaMatrix.Flexible(size, join(left.Factor, right.Factor));
        return Spend(at, (long)size.Rows * size.Columns) ? FormulaMatrix.Fill(size, (row, column) => join(left[row, column], right[row, column])) : null;
    }

    private FormulaMatrix? Outer(FormulaNode at, FormulaMatrix left, FormulaMatrix right, Sized sized)
    {
        if (Settle(at, sized) is not { } size) return null;
        if (size.Kind == SizeKind.Zero) return FormulaMatrix.Zero;
        return Spend(at, (long)size.Rows * size.Columns) ? FormulaMatrix.Fill(size, (row, column) => left.Data[row] * right.Data[column]) : null;
    }

    private FormulaMatrix? Power(FormulaNode node, FormulaNode inner, FormulaNode exponent, bool elementwise, Scope? scope)
    {
        if (Value(inner, scope) is not { } matrix || Scalar(exponent, scope) is not { } power) return null;
        if (elementwise || matrix.Size.IsNumber)
        {
            if (!Spend(node, matrix.Data.Length)) return null;
            return power == 0 && matrix.Size.Kind == SizeKind.Zero ? FormulaMatrix.Literal(1) : matrix.Map(it => Math.Pow(it, power));
        }
        if (Whole(exponent, scope) is not { } count) return null;
        if (count < 0) return Fail(exponent.At, EvaluationWords.NegativePower(_formula.Tree.Slice(exponent), count, _arguments.Numbers));
        if (Settle(node, SizeRules.Power(_formula.Tree.Side(inner, matrix.Size), false)) is not { } size) return null;
        var result = FormulaMatrix.Flexible(FormulaSize.Identity, 1).As(size);
        for (var square = matrix; count > 0; count >>= 1)
        {
            if ((count & 1) == 1)
            {
                if (Multiply(node, result, square, size) is not { } next) return null;
                result = next;
            }
            if (count == 1) break;
            if (Multiply(node, square, square, size) is not { } twice) return null;
            square = twice;
        }
        return result;
    }

    private FormulaMatrix? Call(CallNode call, Scope? scope)
    {
        if (call.Function is "power" or "pow") return Power(call, call.Arguments[0], call.Arguments[1], call.Function == "pow", scope);
        if (Value(call.Arguments[0], scope) is not { } first) return null;
        if (call.Arguments.Length == 1) return Call(call, first);
        if (Value(call.Arguments[1], scope) is not { } second) return null;
        var (left, other) = (_formula.Tree.Side(call.Arguments[0], first.Size), call.Arguments[1]);
        if (call.Function == "outer") return Join(ProductKind.Outer, other, left, first, second);
        if (call.Function == "matmul") return Join(ProductKind.Matrix, other, left, first, second);
        return Join(ProductKind.Elementwise, other, left, first, second) is { } products ? FormulaMatrix.Number(products.Data.Sum()) : null;
    }

    private FormulaMatrix? Call(CallNode call, FormulaMatrix argument)
    {
        if (Settle(call, SizeRules.Call(call.Function, [_formula.Tree.Side(call.Arguments[0], argument.Size)])) is not { } size || !Spend(call, argument.Data.Length + ((long)size.Rows * size.Columns))) return null;
        switch (call.Function)
        {
            case "transpose": return argument.Transposed;
            case "diag": return FormulaMatrix.Fill(size, (row, column) => row == column ? argument.Data[row] : 0);
            case "sum": return FormulaMatrix.Number(argument.Data.Sum());
            case "mean": return FormulaMatrix.Number(argument.Data.Average());
            case "trace": return FormulaMatrix.Number(Enumerable.Range(0, Math.Max(argument.Rows, 1)).Sum(i => argument[i, i]));
            case "softmax":
                var largest = argument.Data.Max();
                var total = argument.Data.Sum(it => Math.Exp(it - largest));
                return argument.Map(it => Math.Exp(it - largest) / total);
            case "exp": return argument.Map(Math.Exp);
            case "log": return argument.Map(Math.Log);
            case "sqrt": return argument.Map(Math.Sqrt);
            case "tanh": return argument.Map(Math.Tanh);
            case "sigmoid": return argument.Map(it => 1 / (1 + Math.Exp(-it)));
            default: throw new InvalidOperationException($"The function {call.Function} has no meaning.");
        }
    }
}
