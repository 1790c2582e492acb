using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Grader.Core.Formulas;

/// <summary>
/// Finds out what each name means: the letter of a sum, a symbol of the sheet, or a line that the student wrote. The answer is the last line that is
/// no helper ("where …"); only lines that it needs are looked at, so a derivation may stand above it.
/// </summary>
internal sealed class FormulaBinder
{
    private readonly FormulaTree _tree;
    private readonly FormulaSymbols _symbols;
    private readonly DefinitionTable _definitions;
    private readonly HashSet<LocalizedText> _notes = [];
    private FormulaProblem? _problem;

    private FormulaBinder(FormulaTree tree, FormulaSymbols symbols) => (_tree, _symbols, _definitions) = (tree, symbols, new DefinitionTable(tree, symbols));

    /// <summary>Letters that mean something inside: of sums and products, and of the definition.</summary>
    private sealed record Scope(ImmutableHashSet<string> Series, string? Definition)
    {
        public bool Has(string letter) => Series.Contains(letter) || Definition == letter;
    }

    public static (BoundFormula? Formula, FormulaProblem? Problem) Bind(FormulaTree tree, FormulaSymbols symbols)
    {
        var binder = new FormulaBinder(tree, symbols);
        return binder.Answer() is { } root ? (new BoundFormula(tree, symbols, root, [.. binder._notes]), null) : (null, binder._problem);
    }

    private FormulaNode? Answer()
    {
        var answer = _definitions.Answer;
        var last = answer.Lines[^1].Statement.Value;
        if (answer.Letter is null) return Bound(answer) ? new DefinitionNode(last.At, last.End, answer, null) : null;
        var letter = _symbols.Letter(answer.Letter) ?? Levels.EarliestIndex(_symbols);
        if (letter is null && answer.Lines.Count == 1)
        {
            answer.Letter = null; // ∂J_t/∂o_t where no t is given: the index only names the step
            return Bound(answer) ? new DefinitionNode(last.At, last.End, answer, null) : null;
        }
        if (letter is null) return Fail(last.At, BindingWords.WhichIndex(answer.Name));
        return Bound(answer) ? new DefinitionNode(last.At, last.End, answer, new ArgumentNode(last.At, last.At, letter)) : null;
    }

    private bool Bound(FormulaDefinition definition)
    {
        if (definition.IsBound) return true;
        definition.IsBound = true; // before its lines, which may use it
        var clauses = ImmutableArray.CreateBuilder<(int Rank, DefinitionClause Clause)>();
        foreach (var line in definition.Lines)
        {
            var form = Levels.IndexForm(line.Index);
            var general = definition.Letter is not null && form.Letter == definition.Letter;
            var scope = new Scope([], general ? definition.Letter : null);
            FormulaNode? index = null;
            if (!general && line.Index is not null && definition.Letter is not null && (index = Bind(line.Index, new Scope([], null))) is null) return false;
            FormulaCondition? condition = null;
            if (line.Statement.Condition is { } written && (condition = Bind(written, scope)) is null) return false;
            if (Bind(line.Statement.Value, scope) is not { } value) return false;
            clauses.Add((index is not null ? 0 : condition is { Comparisons.Length: > 0 } ? 1 : 2, new DefinitionClause(index, form.Offset, condition, value)));
        }
        definition.Clauses = [.. clauses.OrderBy(it => it.Rank).Select(it => it.Clause)];
        return true;
    }

    private FormulaNode? Bind(FormulaNode node, Scope scope)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) return Fail(node.At, FormulaWords.TooDeep(FormulaParser.DeepestNesting));
        switch (node)
        {
            case NumberNode or OnesNode: return node;
            case NameNode name: return Name(name, scope);
            case TransposeNode it:
                if (it.Prime) _notes.Add(BindingWords.PrimeNote);
                return Bind(it.Inner, scope) is { } transposed ? it with { Inner = transposed } : null;
            case PowerNode { Inner: NameNode name } it when !it.Elementwise && LacksIndex(name): return Name(WithIndex(name, it), scope);
            case PowerNode it: return Bind(it.Inner, scope) is { } raised && Bind(it.Exponent, scope) is { } exponent ? it with { Inner = raised, Exponent = exponent } : null;
            case ProductNode it: return All(it.Factors.Select(part => part.Factor), scope) is { } factors ? it with { Factors = [.. it.Factors.Zip(factors, (part, bound) => (part.Kind, bound))] } : null;
            case SumNode it: return All(it.Terms.Select(part => part.Term), scope) is { } terms ? it with { Terms = [.. it.Terms.Zip(terms, (part, bound) => (part.Minus, bound))] } : null;
            case CallNode it: return All(it.Arguments, scope) is { } arguments ? it with { Arguments = arguments } : null;
            case IndicatorNode it: return Bind(it.Condition, scope) is { } condition ? it with { Condition = condition } : null;
            case CasesNode it: return Rows(it, scope);
            case SeriesNode it: return Series(it, scope);
            default: return node;
        }
    }

    private ImmutableArray<FormulaNode>? All(IEnumerable<FormulaNode> nodes, Scope scope)
    {
        var bound = ImmutableArray.CreateBuilder<FormulaNode>();
        foreach (var node in nodes)
        {
            if (Bind(node, scope) is not { } one) return null;
            bound.Add(one);
        }
        return bound.ToImmutable();
    }

    private FormulaCondition? Bind(FormulaCondition condition, Scope scope) => All(condition.Sides, scope) is { } sides
        ? new FormulaCondition([.. condition.Comparisons.Select((it, i) => new Comparison(sides[2 * i], it.Relation, sides[(2 * i) + 1]))]) : null;

    private CasesNode? Rows(CasesNode cases, Scope scope)
    {
        var rows = ImmutableArray.CreateBuilder<(FormulaNode, FormulaCondition?)>();
        foreach (var (value, condition) in cases.Rows)
        {
            if (Bind(value, scope) is not { } bound) return null;
            FormulaCondition? when = null;
            if (condition is not null && (when = Bind(condition, scope)) is null) return null;
            rows.Add((bound, when));
        }
        return cases with { Rows = rows.ToImmutable() };
    }

    /// <summary><c>g^{(t)}</c> and <c>h^{i-1}</c> of an array are its elements.</summary>
    private bool LacksIndex(NameNode name) => _symbols.Find(name) is { Symbol.Index: not null, Index: null } || (_symbols.Find(name) is null && _definitions.LacksIndex(name));

    private static NameNode WithIndex(NameNode name, PowerNode power) => name with { End = power.End, Items = name.Items.Add(new NameItem("", power.Exponent is ProductNode { Factors: [{ Factor: var index }] } ? index : power.Exponent)) };

    private FormulaNode? Name(NameNode name, Scope scope)
    {
        if (name.Items.Length == 1 && scope.Has(name.Word)) return new VariableNode(name.At, name.End, name.Word);
        if (_symbols.Find(name) is { } found)
        {
            if (found.Symbol.Index is null) return found.Step.Length > 0 && scope.Series.Contains(found.Step) ? Fail(name.At, BindingWords.OneStepOnly(_tree.Slice(name), found.Step)) : new ArgumentNode(name.At, name.End, found.Symbol);
            if (found.Index is null) return Fail(name.At, BindingWords.IndexMissing(_tree.Slice(name), found.Symbol.Name));
            return Bind(found.Index, scope) is { } index ? new ElementNode(name.At, name.End, found.Symbol, index) : null;
        }
        if (_definitions.Find(name) is { } use)
        {
            if (!Bound(use.Definition)) return null;
            if (use.Index is null) return new DefinitionNode(name.At, name.End, use.Definition, null);
            return Bind(use.Index, scope) is { } index ? new DefinitionNode(name.At, name.End, use.Definition, index) : null;
        }
        if (name.Word == "I" && name.Items.Length <= 2) return new IdentityNode(name.At, name.End);
        return Fail(name.At, BindingWords.Unknown(_tree.Slice(name), _symbols.Symbols.Select(it => it.Name).ToList()));
    }

    private FormulaNode? Series(SeriesNode series, Scope scope)
    {
        if (Bind(series.Body, scope with { Series = scope.Series.Add(series.Letter) }) is not { } body) return null;
        var array = body.WithAllBelow().OfType<ElementNode>().FirstOrDefault(it => it.Index is VariableNode variable && variable.Letter == series.Letter)?.Symbol;
        if ((series.From is null || series.To is null) && array is null) return Fail(series.At, BindingWords.BoundsMissing);
        if (series.From is null || series.To is null) _notes.Add(BindingWords.BoundsNote(series.Letter));
        var from = series.From is null ? new NumberNode(series.At, series.At, array!.First) : Bind(series.From, scope);
        var to = series.To is null ? LastOf(series, array!, scope) : SheetLength(series) ?? Bind(series.To, scope);
        if (from is null || to is null) return null;
        if (series.IsProduct && body.WithAllBelow().Any(it => it is VariableNode variable && variable.Letter == series.Letter)) _notes.Add(BindingWords.OrderNote);
        return series with { From = from, To = to, Body = body, Downward = series is { From: { } low, To: { } high } && Levels.CountsDown(low, high) };
    }

    private FormulaNode? LastOf(SeriesNode series, FormulaSymbol array, Scope scope) =>
        array.Last is { } last && FormulaParser.Parse(last).Tree is { Statements: [{ Value: NameNode letter }] } ? Bind(letter with { At = series.At, End = series.At }, scope) : new LastIndexNode(series.At, series.At, array);

    /// <summary>The sheet's own number of steps, where the answer is asked for any number.</summary>
    private ArgumentNode? SheetLength(SeriesNode series)
    {
        if (series.To is not NumberNode number || _symbols.Symbols.FirstOrDefault(it => it.Sheet is { } sheet && sheet == number.Value) is not { } length) return null;
        _notes.Add(BindingWords.SheetNote(length.Sheet!.Value, length.Name));
        return new ArgumentNode(number.At, number.End, length);
    }

    private FormulaNode? Fail(int at, LocalizedText words)
    {
        _problem ??= new FormulaProblem(at, words);
        return null;
    }
}
