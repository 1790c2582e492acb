using System.Collections.Immutable;

namespace Grader.Core.Formulas;

/// <summary>A symbol that stands for an argument of the part's function as a whole, or for its length.</summary>
internal sealed record ArgumentNode(int At, int End, FormulaSymbol Symbol) : FormulaNode(At, End);

/// <summary>One element of an argument that is an array.</summary>
internal sealed record ElementNode(int At, int End, FormulaSymbol Symbol, FormulaNode Index) : FormulaNode(At, End)
{
    public override IEnumerable<FormulaNode> Children => [Index];
}

/// <summary>The last index of an array: the upper bound of a sum that was written without.</summary>
internal sealed record LastIndexNode(int At, int End, FormulaSymbol Symbol) : FormulaNode(At, End);

/// <summary>The letter of a sum or product, or the index of a definition.</summary>
internal sealed record VariableNode(int At, int End, string Letter) : FormulaNode(At, End);

/// <summary>A use of what the student defined in another line.</summary>
internal sealed record DefinitionNode(int At, int End, FormulaDefinition Definition, FormulaNode? Index) : FormulaNode(At, End);

/// <summary>What a student defined, line by line; it may use itself at another index, hence a class that is filled after it is known.</summary>
internal sealed class FormulaDefinition(string key, string name)
{
    public string Key { get; } = key;

    public string Name { get; } = name;

    /// <summary>The letter that stands for any index: i of <c>g_{h_i} = W^T g_{h_{i+1}}</c>. Null where nothing is indexed.</summary>
    public string? Letter { get; set; }

    public List<DefinitionLine> Lines { get; } = [];

    /// <summary>Bound lines, those for one fixed index first, then those with a condition.</summary>
    public ImmutableArray<DefinitionClause> Clauses { get; set; } = [];

    public bool IsBound { get; set; }
}

/// <summary>A line as written: its index on the left side, if any.</summary>
internal sealed record DefinitionLine(FormulaStatement Statement, FormulaNode? Index);

/// <summary>Holds for index <see cref="Index"/> only, or without one for letter + <see cref="Offset"/>.</summary>
internal sealed record DefinitionClause(FormulaNode? Index, int Offset, FormulaCondition? Condition, FormulaNode Value);

/// <summary>A formula whose symbols are all known.</summary>
internal sealed record BoundFormula(FormulaTree Tree, FormulaSymbols Symbols, FormulaNode Root, ImmutableArray<LocalizedText> Notes);
