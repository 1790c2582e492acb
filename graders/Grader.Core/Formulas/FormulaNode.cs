using System.Collections.Immutable;

namespace Grader.Core.Formulas;

/// <summary>A part of a formula; <see cref="At"/> and <see cref="End"/> are its place in the student's text. Sums and products are flat, so depth is nesting.</summary>
internal abstract record FormulaNode(int At, int End)
{
    public virtual IEnumerable<FormulaNode> Children => [];

    public IEnumerable<FormulaNode> WithAllBelow()
    {
        var waiting = new Stack<FormulaNode>([this]);
        while (waiting.TryPop(out var node))
        {
            yield return node;
            foreach (var child in node.Children) waiting.Push(child);
        }
    }
}

internal sealed record NumberNode(int At, int End, double Value) : FormulaNode(At, End);

/// <summary>A symbol as written, flattened: <c>g_{h_{i+1}}</c> is g, h, i+1. The binder finds out what it names.</summary>
internal sealed record NameNode(int At, int End, ImmutableArray<NameItem> Items) : FormulaNode(At, End)
{
    public override IEnumerable<FormulaNode> Children => Items.Where(it => it.Word.Length == 0).Select(it => it.Node);

    public string Word => Items[0].Word;

    /// <summary>The name without braces, blanks and lines: <c>W_{hh}</c>, <c>W_hh</c> and <c>Whh</c> are all Whh.</summary>
    public string? Key => Items.All(it => it.Word.Length > 0) ? string.Concat(Items.Select(it => it.Word)) : null;

    public bool IsLetter(string letter) => Items.Length == 1 && Word == letter;
}

/// <summary>A word, or with an empty word an expression as index.</summary>
internal sealed record NameItem(string Word, FormulaNode Node);

internal sealed record TransposeNode(int At, int End, FormulaNode Inner) : FormulaNode(At, End)
{
    public override IEnumerable<FormulaNode> Children => [Inner];

    /// <summary>Written as a prime, which elsewhere means a derivative.</summary>
    public bool Prime { get; init; }
}

internal sealed record PowerNode(int At, int End, FormulaNode Inner, FormulaNode Exponent, bool Elementwise) : FormulaNode(At, End)
{
    public override IEnumerable<FormulaNode> Children => [Inner, Exponent];
}

internal enum ProductKind { Matrix, Elementwise, Outer, Divide }

/// <summary>Factors from left to right; the kind is how a factor joins what stands before it.</summary>
internal sealed record ProductNode(int At, int End, ImmutableArray<(ProductKind Kind, FormulaNode Factor)> Factors) : FormulaNode(At, End)
{
    public override IEnumerable<FormulaNode> Children => Factors.Select(it => it.Factor);
}

internal sealed record SumNode(int At, int End, ImmutableArray<(bool Minus, FormulaNode Term)> Terms) : FormulaNode(At, End)
{
    public override IEnumerable<FormulaNode> Children => Terms.Select(it => it.Term);
}

/// <summary>∑ or ∏ over <see cref="Letter"/>; a bound that was left out is null until the symbols are known.</summary>
internal sealed record SeriesNode(int At, int End, bool IsProduct, string Letter, FormulaNode? From, FormulaNode? To, FormulaNode Body) : FormulaNode(At, End)
{
    public bool Downward { get; init; }

    public override IEnumerable<FormulaNode> Children => new[] { From, To, Body }.OfType<FormulaNode>();
}

internal sealed record CallNode(int At, int End, string Function, ImmutableArray<FormulaNode> Arguments) : FormulaNode(At, End)
{
    public override IEnumerable<FormulaNode> Children => Arguments;
}

internal sealed record OnesNode(int At, int End) : FormulaNode(At, End);

internal sealed record IdentityNode(int At, int End) : FormulaNode(At, End);

/// <summary>1 where the condition holds, else 0.</summary>
internal sealed record IndicatorNode(int At, int End, FormulaCondition Condition) : FormulaNode(At, End)
{
    public override IEnumerable<FormulaNode> Children => Condition.Sides;
}

/// <summary>Lines with conditions; the first that holds counts, one without a condition always does.</summary>
internal sealed record CasesNode(int At, int End, ImmutableArray<(FormulaNode Value, FormulaCondition? Condition)> Rows) : FormulaNode(At, End)
{
    public override IEnumerable<FormulaNode> Children => Rows.SelectMany(it => (it.Condition?.Sides ?? []).Prepend(it.Value));
}

/// <summary>All comparisons hold.</summary>
internal sealed record FormulaCondition(ImmutableArray<Comparison> Comparisons)
{
    public IEnumerable<FormulaNode> Sides => Comparisons.SelectMany(it => new[] { it.Left, it.Right });
}

internal sealed record Comparison(FormulaNode Left, string Relation, FormulaNode Right)
{
    public bool Holds(double left, double right) => Relation switch { "=" => left == right, "<" => left < right, ">" => left > right, "<=" => left <= right, ">=" => left >= right, _ => left != right };
}

/// <summary>One line: <c>Left = Value</c>, under a condition; a helper (after "where") is not the answer.</summary>
internal sealed record FormulaStatement(FormulaNode? Left, FormulaNode Value, FormulaCondition? Condition, bool Helper);

/// <summary>A formula as it was read, before its symbols are known.</summary>
internal sealed record FormulaTree(string Text, ImmutableArray<FormulaStatement> Statements)
{
    public string Slice(FormulaNode node) => Slice(node.At, node.End);

    public string Slice(int at, int end) => Text[Math.Clamp(at, 0, Text.Length)..Math.Clamp(Math.Max(end, at), 0, Text.Length)];

    public Operand Side(FormulaNode node, FormulaSize size) => new(this, node.At, node.End, size);

    /// <summary>All that stands from the first part up to this one.</summary>
    public Operand Sides(FormulaNode first, FormulaNode last, FormulaSize size) => new(this, first.At, Math.Max(first.At, last.End), size);
}
