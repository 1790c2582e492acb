using System.Runtime.CompilerServices;

namespace Grader.Core.Formulas;

/// <summary>
/// Finds the first place where sizes do not fit, in every line and branch, also those that this case does not reach. Each part is looked at once,
/// so the work is the size of the formula.
/// </summary>
internal sealed class FormulaShapes
{
    private readonly BoundFormula _formula;
    private readonly FormulaArguments _arguments;
    private readonly Dictionary<FormulaDefinition, FormulaSize> _definitions = [];
    private readonly Dictionary<FormulaNode, FormulaSize> _sizes = new(ReferenceEqualityComparer.Instance);
    private FormulaProblem? _problem;

    private FormulaShapes(BoundFormula formula, FormulaArguments arguments) => (_formula, _arguments) = (formula, arguments);

    /// <summary>The size of the whole and of all in it, or the first problem.</summary>
    public static (FormulaSize Size, IReadOnlyDictionary<FormulaNode, FormulaSize> Sizes, FormulaProblem? Problem) Measure(BoundFormula formula, FormulaArguments arguments)
    {
        var shapes = new FormulaShapes(formula, arguments);
        return shapes.Size(formula.Root) is { } size ? (size, shapes._sizes, null) : (FormulaSize.Unknown, shapes._sizes, shapes._problem);
    }

    private FormulaSize? Size(FormulaNode node)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) return Fail(node.At, FormulaWords.TooDeep(FormulaParser.DeepestNesting));
        var size = Inner(node);
        if (size is { } known) _sizes[node] = known;
        return size;
    }

    private FormulaSize? Inner(FormulaNode node) => node switch
    {
        NumberNode it => it.Value == 0 ? FormulaSize.Zero : FormulaSize.Literal,
        OnesNode => FormulaSize.Ones,
        IdentityNode => FormulaSize.Identity,
        VariableNode or LastIndexNode => FormulaSize.Number,
        ArgumentNode it => _arguments.Whole(it.Symbol)?.Size ?? Fail(it.At, EvaluationWords.NotGiven(it.Symbol.Name)),
        ElementNode it => IsNumber(it.Index) ? _arguments.Elements(it.Symbol) is [var first, ..] ? first.Size : Fail(it.At, EvaluationWords.NotGiven(it.Symbol.Name)) : null,
        TransposeNode it => Size(it.Inner)?.Transposed,
        PowerNode it => Size(it.Inner) is { } inner && IsNumber(it.Exponent) ? Settle(it, SizeRules.Power(Side(it.Inner, inner), it.Elementwise)) : null,
        ProductNode it => Product(it),
        SumNode it => Sum(it),
        SeriesNode it => Series(it),
        CallNode it => Call(it),
        IndicatorNode it => it.Condition.Sides.All(IsNumber) ? FormulaSize.Number : null,
        CasesNode it => Lines(it.Rows.Select(row => (row.Value, row.Condition))),
        DefinitionNode it => (it.Index is null || IsNumber(it.Index)) ? Definition(it.Definition) : null,
        _ => FormulaSize.Unknown,
    };

    private FormulaSize? Series(SeriesNode it) =>
        IsNumber(it.From!) && IsNumber(it.To!) && Size(it.Body) is { } body ? Settle(it, it.IsProduct ? SizeRules.Power(Side(it.Body, body), false) : (Sized)body) : null;

    private FormulaSize? Product(ProductNode product)
    {
        FormulaSize? size = null;
        for (var i = 0; i < product.Factors.Length; i++)
        {
            var (kind, factor) = product.Factors[i];
            if (Size(factor) is not { } next) return null;
            if (size is not { } before) { size = next; continue; }
            var (left, right) = (_formula.Tree.Sides(product.Factors[0].Factor, product.Factors[i - 1].Factor, before), Side(factor, next));
            var joined = kind switch { ProductKind.Matrix => SizeRules.Multiply(left, right), ProductKind.Elementwise => SizeRules.Elementwise(left, right), ProductKind.Outer => SizeRules.Outer(left, right), _ => SizeRules.Divide(left, right) };
            if ((size = Settle(factor, joined)) is null) return null;
        }
        return size;
    }

    private FormulaSize? Sum(SumNode sum)
    {
        FormulaSize? size = null;
        for (var i = 0; i < sum.Terms.Length; i++)
        {
            var (minus, term) = sum.Terms[i];
            if (Size(term) is not { } next) return null;
            size = size is not { } before ? next : Settle(term, SizeRules.Add(_formula.Tree.Sides(sum.Terms[0].Term, sum.Terms[i - 1].Term, before), Side(term, next), minus));
            if (size is null) return null;
        }
        return size;
    }

    private FormulaSize? Call(CallNode call)
    {
        var sides = new List<Operand>();
        foreach (var argument in call.Arguments)
        {
            if (Size(argument) is not { } size) return null;
            sides.Add(Side(argument, size));
        }
        if (call.Function is "power" or "pow" && !IsNumber(call.Arguments[1])) return null;
        return Settle(call, SizeRules.Call(call.Function, sides));
    }

    private FormulaSize? Definition(FormulaDefinition definition)
    {
        if (_definitions.TryGetValue(definition, out var known)) return known;
        _definitions[definition] = FormulaSize.Unknown;
        if (Lines(definition.Clauses.Select(it => (it.Value, it.Condition))) is not { } size) return null;
        _definitions[definition] = size;
        return size.Kind == SizeKind.Unknown ? size : Lines(definition.Clauses.Select(it => (it.Value, it.Condition))); // again, now that its own size is known
    }

    private FormulaSize? Lines(IEnumerable<(FormulaNode Value, FormulaCondition? Condition)> lines)
    {
        Operand? first = null;
        foreach (var (value, condition) in lines)
        {
            if (condition is not null && !condition.Sides.All(IsNumber)) return null;
            if (Size(value) is not { } size) return null;
            var side = Side(value, size);
            if (first is not { } before || before.Size.Kind is SizeKind.Unknown or SizeKind.Zero or SizeKind.Identity) first = side;
            else if (before.Size.IsExact && size.IsExact && before.Size != size) return Fail(value.At, SizeWords.LinesDiffer(before, side));
        }
        return first?.Size ?? FormulaSize.Unknown;
    }

    private bool IsNumber(FormulaNode node)
    {
        if (Size(node) is not { } size) return false;
        if (size.IsNumber || size.Kind is SizeKind.Unknown) return true;
        Fail(node.At, SizeWords.NumberNeeded(Side(node, size)));
        return false;
    }

    private FormulaSize? Settle(FormulaNode node, Sized sized) => sized.Fault is { } fault ? Fail(node.At, fault) : sized.Size;

    private Operand Side(FormulaNode node, FormulaSize size) => _formula.Tree.Side(node, size);

    private FormulaSize? Fail(int at, LocalizedText words)
    {
        _problem ??= new FormulaProblem(at, words);
        return null;
    }
}
