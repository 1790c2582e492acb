using System.Collections.Immutable;

namespace Grader.Core.Formulas;

/// <summary>The lines of a formula, grouped by what they define.</summary>
internal sealed class DefinitionTable
{
    private readonly Dictionary<string, FormulaDefinition> _byKey = [];
    private readonly FormulaSymbols _symbols;

    public DefinitionTable(FormulaTree tree, FormulaSymbols symbols)
    {
        _symbols = symbols;
        FormulaDefinition? current = null;
        foreach (var statement in tree.Statements)
        {
            current = Of(tree, statement, current);
            if (!statement.Helper || Answer is null) Answer = current;
        }
        foreach (var definition in _byKey.Values) definition.Letter = LetterOf(definition);
    }

    /// <summary>What the last line defines that is no helper.</summary>
    public FormulaDefinition Answer { get; } = null!;

    public (FormulaDefinition Definition, FormulaNode? Index)? Find(NameNode name)
    {
        if (Key(name) is not { } key || !_byKey.TryGetValue(key.Key, out var definition)) return null;
        return key.Index is null && definition.Letter is not null ? null : (definition, definition.Letter is null ? null : key.Index);
    }

    public bool LacksIndex(NameNode name) => name.Key is { } key && _byKey.TryGetValue(key, out var definition) && definition.Letter is not null && Find(name) is null;

    private FormulaDefinition Of(FormulaTree tree, FormulaStatement statement, FormulaDefinition? current)
    {
        var (left, raised) = statement.Left is PowerNode { Inner: NameNode inner } power ? (inner, power.Exponent) : (statement.Left as NameNode, null);
        if (left is null && statement.Left is null && statement.Condition is not null && current is not null && current.Lines[^1].Statement.Condition is not null)
        {
            current.Lines.Add(new DefinitionLine(statement, current.Lines[^1].Index)); // a further line of the same cases
            return current;
        }
        var (key, index) = left is null || Key(left) is not { } named || (_symbols.Find(left) is { } given && (given.Symbol.Index is null || given.Index is not null)) ? ($"line {_byKey.Count}", null) : named;
        if (raised is not null) index = raised;
        if (!_byKey.TryGetValue(key, out var definition)) _byKey[key] = definition = new FormulaDefinition(key, left is null ? "" : tree.Slice(left));
        definition.Lines.Add(new DefinitionLine(statement, index));
        return definition;
    }

    /// <summary>A name without its index, if its last subscript looks like one.</summary>
    private (string Key, FormulaNode? Index)? Key(NameNode name)
    {
        if (_symbols.FindAnswer(name) is { Is: true } answer) return ("the answer", answer.Index);
        var last = name.Items[^1];
        var indexed = name.Items.Length > 1 && (last.Word.Length == 0 || char.IsAsciiDigit(last.Word[0]) || Levels.IsIndexLetter(last.Word, _symbols));
        var words = indexed ? name.Items[..^1] : name.Items;
        return words.All(it => it.Word.Length > 0) ? (string.Concat(words.Select(it => it.Word)), indexed ? last.Node : null) : null;
    }

    /// <summary>
    /// Of the letters on the left sides, the one that stands for any index: of a line that uses the definition itself, else the earlier one
    /// (i and not t of <c>g_{h_t} = …; g_{h_i} = …</c>).
    /// </summary>
    private string? LetterOf(FormulaDefinition definition)
    {
        var lines = definition.Lines.Select(line => (line, Levels.IndexForm(line.Index).Letter)).Where(it => it.Letter is not null).ToImmutableArray();
        if (lines.IsEmpty) return null;
        var recursive = lines.FirstOrDefault(it => it.line.Statement.Value.WithAllBelow().OfType<NameNode>().Any(name => Key(name)?.Key == definition.Key)).Letter;
        return recursive ?? lines.MinBy(it => Levels.Of(it.Letter!)).Letter;
    }
}

/// <summary>Which of two time letters is the later one: T, then t, then all others.</summary>
internal static class Levels
{
    public static int Of(string letter) => letter switch { "T" => 2, "t" => 1, _ => 0 };

    public static bool IsIndexLetter(string word, FormulaSymbols symbols) => word.Length == 1 && ("ijklmnstTu".Contains(word[0], StringComparison.Ordinal) || symbols.Letter(word) is not null);

    /// <summary>The only index among the numbers given that is not the last step: i, where i and t are given.</summary>
    public static FormulaSymbol? EarliestIndex(FormulaSymbols symbols) =>
        symbols.Symbols.Where(it => it.Index is null && it.Length is null && it.Name.Length == 1 && char.IsAsciiLetterLower(it.Name[0]) && IsIndexLetter(it.Name, symbols)).OrderBy(it => Of(it.Name)).FirstOrDefault();

    /// <summary>
    /// A sum or product counts down when its lower bound names a later step than its upper bound: <c>\prod_{k=t}^{i+1}</c>. Otherwise it counts up,
    /// and is empty where the lower bound is the larger number.
    /// </summary>
    public static bool CountsDown(FormulaNode from, FormulaNode to) => Of(from) > Of(to) && !(to is NumberNode { Value: > 1 });

    /// <summary>i, i + 1 or i − 1 as letter and offset.</summary>
    public static (string? Letter, int Offset) IndexForm(FormulaNode? index) => index switch
    {
        NameNode { Items.Length: 1 } name => (name.Word, 0),
        SumNode { Terms: [(false, NameNode { Items.Length: 1 } name), (var minus, NumberNode { Value: <= 1000 } number)] } when number.Value == Math.Floor(number.Value) => (name.Word, (int)(minus ? -number.Value : number.Value)),
        _ => (null, 0),
    };

    private static int Of(FormulaNode node) => node.WithAllBelow().OfType<NameNode>().SelectMany(it => it.Items).Select(it => Of(it.Word)).Append(0).Max();
}
