using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Grader.Contract;

namespace Grader.Core.Formulas;

/// <summary>A value as the part's function would have returned it, or why there is none.</summary>
internal sealed record FormulaValue(TensorValue? Value, FormulaProblem? Problem);

/// <summary>
/// Plain loops over doubles. Steps, sizes and depth are bounded. An empty sum is 0, an empty product the identity, and M^0 too; ∏ multiplies from
/// left to right in the order in which its letter runs.
/// </summary>
internal sealed partial class FormulaEvaluator
{
    public const int MostEntries = 1 << 18;
    public const long MostSteps = 20_000_000;
    private const int StepsOfANode = 200; // what looking at a node costs, beside one multiplication
    private const int DeepestUse = 1500;

    private readonly BoundFormula _formula;
    private readonly FormulaArguments _arguments;
    private readonly IReadOnlyDictionary<FormulaNode, FormulaSize> _sizes;
    private readonly Dictionary<(FormulaDefinition, long), FormulaMatrix> _known = [];
    private long _left;
    private int _depth;
    private string _within = "";
    private FormulaProblem? _problem;

    private FormulaEvaluator(BoundFormula formula, FormulaArguments arguments, IReadOnlyDictionary<FormulaNode, FormulaSize> sizes) => (_formula, _arguments, _sizes) = (formula, arguments, sizes);

    /// <summary>A letter of a sum or a definition and its number now.</summary>
    private sealed record Scope(string Letter, double Value, Scope? Outer);

    /// <param name="formula">The formula.</param>
    /// <param name="arguments">The arguments of one case.</param>
    /// <param name="shape">The shape that the part's function returns for this case, where it is known: it settles only what the formula leaves open.</param>
    /// <param name="steps">What may be spent, and then what is left of it.</param>
    public static FormulaValue Evaluate(BoundFormula formula, FormulaArguments arguments, ImmutableArray<long>? shape, ref long steps)
    {
        var (size, sizes, problem) = FormulaShapes.Measure(formula, arguments);
        if (problem is not null) return new(null, problem);
        var evaluator = new FormulaEvaluator(formula, arguments, sizes) { _left = Math.Min(steps, MostSteps) };
        var before = evaluator._left;
        var result = evaluator.Value(formula.Root, null);
        steps -= before - Math.Max(0, evaluator._left);
        return result is { } matrix ? new(matrix.As(size).ToValue(shape), null) : new(null, evaluator._problem);
    }

    private FormulaMatrix? Value(FormulaNode node, Scope? scope)
    {
        if (!Spend(node, StepsOfANode)) return null;
        if (_depth >= DeepestUse || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) return Fail(node.At, EvaluationWords.Endless(_within));
        _depth++;
        var value = Inner(node, scope);
        _depth--;
        return Settled(node, value);
    }

    private FormulaMatrix? Inner(FormulaNode node, Scope? scope) => node switch
    {
        NumberNode it => FormulaMatrix.Literal(it.Value),
        OnesNode => FormulaMatrix.Flexible(FormulaSize.Ones, 1),
        IdentityNode => FormulaMatrix.Flexible(FormulaSize.Identity, 1),
        VariableNode it => Letter(it, scope),
        LastIndexNode it => FormulaMatrix.Number(it.Symbol.First + _arguments.Elements(it.Symbol).Length - 1),
        ArgumentNode it => _arguments.Whole(it.Symbol) ?? Fail(it.At, EvaluationWords.NotGiven(it.Symbol.Name)),
        ElementNode it => Element(it, scope),
        TransposeNode it => Value(it.Inner, scope) is { } inner && Spend(it, inner.Data.Length) ? inner.Transposed : null,
        PowerNode it => Power(it, it.Inner, it.Exponent, it.Elementwise, scope),
        ProductNode it => Product(it, scope),
        SumNode it => Sum(it, scope),
        SeriesNode it => Series(it, scope),
        CallNode it => Call(it, scope),
        IndicatorNode it => Holds(it.Condition, scope) is { } holds ? FormulaMatrix.Literal(holds ? 1 : 0) : null,
        CasesNode it => Cases(it, scope),
        DefinitionNode it => Definition(it, scope),
        _ => throw new InvalidOperationException($"{node.GetType().Name} is left over after binding."),
    };

    private FormulaMatrix? Letter(VariableNode variable, Scope? scope)
    {
        for (var it = scope; it is not null; it = it.Outer) if (it.Letter == variable.Letter) return FormulaMatrix.Number(it.Value);
        return Fail(variable.At, EvaluationWords.NotGiven(variable.Letter));
    }

    private FormulaMatrix? Element(ElementNode element, Scope? scope)
    {
        if (Whole(element.Index, scope) is not { } index) return null;
        var elements = _arguments.Elements(element.Symbol);
        var (first, at) = (element.Symbol.First, index - element.Symbol.First);
        return at >= 0 && at < elements.Length ? elements[(int)at] : Fail(element.At, EvaluationWords.NoElement(_formula.Tree.Slice(element), index, first, first + elements.Length - 1, _arguments.Numbers));
    }

    /// <summary>An empty product and M^0 are I; what that stands for is known by the size that the same place has otherwise.</summary>
    private FormulaMatrix? Settled(FormulaNode node, FormulaMatrix? value) =>
        value is { Size.Kind: SizeKind.Identity } && _sizes.TryGetValue(node, out var size) && size.IsSquare && Spend(node, (long)size.Rows * size.Columns) ? value.As(size) : value;

    private FormulaMatrix? Product(ProductNode product, Scope? scope)
    {
        FormulaMatrix? result = null;
        for (var i = 0; i < product.Factors.Length; i++)
        {
            var (kind, factor) = product.Factors[i];
            if (Value(factor, scope) is not { } next) return null;
            result = result is null ? next : Join(kind, factor, _formula.Tree.Sides(product.Factors[0].Factor, product.Factors[Math.Max(0, i - 1)].Factor, result.Size), result, next);
            if (result is null) return null;
            if (result.Size.Kind == SizeKind.Zero && product.Factors[(i + 1)..].All(it => it.Kind != ProductKind.Divide)) return result; // 0 times what has no value here
        }
        return result;
    }

    private FormulaMatrix? Join(ProductKind kind, FormulaNode at, Operand l, FormulaMatrix left, FormulaMatrix right)
    {
        var r = _formula.Tree.Side(at, right.Size);
        switch (kind)
        {
            case ProductKind.Matrix: return Multiply(at, left, right, SizeRules.Multiply(l, r));
            case ProductKind.Elementwise: return Entrywise(at, left, right, SizeRules.Elementwise(l, r), (a, b) => a * b);
            case ProductKind.Outer: return Outer(at, left, right, SizeRules.Outer(l, r));
            default:
                if (Settle(at, SizeRules.Divide(l, r)) is not { } size) return null;
                if (right.Factor == 0) return Fail(at.At, EvaluationWords.DividedByZero);
                var quotient = left.Map(it => it / right.Factor);
                return quotient.Size.Kind == SizeKind.Literal ? quotient with { Size = size } : quotient;
        }
    }

    private FormulaMatrix? Sum(SumNode sum, Scope? scope)
    {
        FormulaMatrix? result = null;
        for (var i = 0; i < sum.Terms.Length; i++)
        {
            var (minus, term) = sum.Terms[i];
            if (Value(term, scope) is not { } next) return null;
            if (result is null) { result = minus ? next.Map(it => -it) : next; continue; }
            var sized = SizeRules.Add(_formula.Tree.Sides(sum.Terms[0].Term, sum.Terms[i - 1].Term, result.Size), _formula.Tree.Side(term, next.Size), minus);
            result = Entrywise(term, result, next, sized, minus ? (a, b) => a - b : (a, b) => a + b);
            if (result is null) return null;
        }
        return result;
    }

    private FormulaMatrix? Series(SeriesNode series, Scope? scope)
    {
        if (Whole(series.From!, scope) is not { } from || Whole(series.To!, scope) is not { } to) return null;
        var result = series.IsProduct ? FormulaMatrix.Flexible(FormulaSize.Identity, 1) : FormulaMatrix.Zero;
        for (var k = from; series.Downward ? k >= to : k <= to; k += series.Downward ? -1 : 1)
        {
            if (Value(series.Body, new Scope(series.Letter, k, scope)) is not { } next) return null;
            var (left, right) = (_formula.Tree.Side(series.Body, result.Size), _formula.Tree.Side(series.Body, next.Size));
            var joined = series.IsProduct ? Multiply(series.Body, result, next, SizeRules.Multiply(left, right)) : Entrywise(series.Body, result, next, SizeRules.Add(left, right), (a, b) => a + b);
            if (joined is null) return null;
            result = joined;
        }
        return result;
    }

    private FormulaMatrix? Cases(CasesNode cases, Scope? scope)
    {
        foreach (var (value, condition) in cases.Rows)
        {
            if (condition is null) return Value(value, scope);
            if (Holds(condition, scope) is not { } holds) return null;
            if (holds) return Value(value, scope);
        }
        return Fail(cases.At, EvaluationWords.NoLine("", _arguments.Numbers));
    }

    private FormulaMatrix? Definition(DefinitionNode use, Scope? scope)
    {
        long index = 0;
        if (use.Index is not null)
        {
            if (Whole(use.Index, scope) is not { } whole) return null;
            index = whole;
        }
        var definition = use.Definition;
        if (_known.TryGetValue((definition, index), out var known)) return known;
        _within = definition.Name;
        foreach (var clause in definition.Clauses)
        {
            if (clause.Index is not null && (Whole(clause.Index, null) is not { } only || only != index)) { if (_problem is not null) return null; continue; }
            var inside = definition.Letter is not null && clause.Index is null ? new Scope(definition.Letter, index - clause.Offset, null) : null;
            if (clause.Condition is not null)
            {
                if (Holds(clause.Condition, inside) is not { } holds) return null;
                if (!holds) continue;
            }
            if (Value(clause.Value, inside) is not { } value) return null;
            return _known[(definition, index)] = value;
        }
        return Fail(use.At, EvaluationWords.NoLine(definition.Name, _arguments.Numbers));
    }

    private bool? Holds(FormulaCondition condition, Scope? scope)
    {
        foreach (var comparison in condition.Comparisons)
        {
            if (Scalar(comparison.Left, scope) is not { } left || Scalar(comparison.Right, scope) is not { } right) return null;
            if (!comparison.Holds(left, right)) return false;
        }
        return true;
    }

    private double? Scalar(FormulaNode node, Scope? scope)
    {
        if (Value(node, scope) is not { } value) return null;
        if (value.Size.IsNumber || !value.Size.IsExact) return value.Factor;
        Fail(node.At, SizeWords.NumberNeeded(_formula.Tree.Side(node, value.Size)));
        return null;
    }

    private long? Whole(FormulaNode node, Scope? scope)
    {
        if (Scalar(node, scope) is not { } value) return null;
        if (Math.Abs(value) <= 1_000_000 && Math.Abs(value - Math.Round(value)) < 1e-9) return (long)Math.Round(value);
        Fail(node.At, EvaluationWords.NotWhole(_formula.Tree.Slice(node), value));
        return null;
    }

    private bool Spend(FormulaNode node, long steps)
    {
        if ((_left -= steps) >= 0) return true;
        Fail(node.At, EvaluationWords.TooMuchWork);
        return false;
    }

    private FormulaSize? Settle(FormulaNode node, Sized sized)
    {
        if (sized.Fault is { } fault) { Fail(node.At, fault); return null; }
        if ((long)sized.Size.Rows * sized.Size.Columns <= MostEntries) return sized.Size;
        Fail(node.At, EvaluationWords.TooLarge);
        return null;
    }

    private FormulaMatrix? Fail(int at, LocalizedText words)
    {
        _problem ??= new FormulaProblem(at, words);
        return null;
    }
}
