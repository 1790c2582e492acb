using System.Collections.Immutable;

namespace Grader.Core.Formulas;

internal sealed partial class FormulaParser
{
    private ImmutableArray<FormulaStatement>? Statements()
    {
        var statements = ImmutableArray.CreateBuilder<FormulaStatement>();
        var helper = false;
        while (true)
        {
            while (Here.Kind is TokenKind.Separator or TokenKind.Comma or TokenKind.Where) helper |= Take().Kind == TokenKind.Where;
            if (Here.Kind == TokenKind.End) break;
            if (statements.Count == MostStatements) { Fail(Here.At, FormulaWords.TooManyParts(MostStatements)); return null; }
            if (!Statement(statements, helper)) return null;
            if (Here.Kind is TokenKind.Separator or TokenKind.Comma or TokenKind.Where or TokenKind.End) continue;
            Unexpected();
            return null;
        }
        if (statements.Count > 0) return statements.ToImmutable();
        Fail(0, FormulaWords.Empty);
        return null;
    }

    private bool Statement(ImmutableArray<FormulaStatement>.Builder statements, bool helper)
    {
        SkipLabel();
        FormulaCondition? condition = null;
        if (Here.Kind is TokenKind.If or TokenKind.Otherwise)
        {
            if (!Condition(out condition)) return false;
            if (Here.Kind is TokenKind.Colon or TokenKind.Then or TokenKind.Comma) Take();
            else if (statements.Count > 0 && statements[^1].Condition is null) { statements[^1] = statements[^1] with { Condition = condition }; return true; }
        }
        var continues = Here.Is(TokenKind.Relation, "=") && statements.Count > 0;
        if (Here.Is(TokenKind.Relation, "=")) Take();
        var left = continues ? statements[^1].Left ?? statements[^1].Value : null;
        FormulaNode? value = null;
        do
        {
            if (Expression() is not { } side) return false;
            left ??= value;
            value = side;
        }
        while (Here.Is(TokenKind.Relation, "=") && Take().Kind == TokenKind.Relation);
        if (condition is null && !TrailingCondition(out condition)) return false;
        var statement = new FormulaStatement(left, value, condition, helper);
        if (continues) statements[^1] = statement with { Condition = condition ?? statements[^1].Condition };
        else statements.Add(statement);
        return true;
    }

    /// <summary><c>Final answer:</c> and the like before a formula.</summary>
    private void SkipLabel()
    {
        const int longest = 4;
        var words = 0;
        while (words <= longest && Ahead(words).Kind == TokenKind.Word) words++;
        if (words is > 0 and <= longest && Ahead(words).Kind == TokenKind.Colon) _next += words + 1;
    }

    /// <summary><c>…, i = t</c>, <c>… if i = t</c>, <c>… (i = t)</c>, <c>… otherwise</c>; nothing is fine too.</summary>
    private bool TrailingCondition(out FormulaCondition? condition)
    {
        condition = null;
        var comma = Here.Kind == TokenKind.Comma && (Ahead(1).Kind is TokenKind.If or TokenKind.Otherwise || IsIndexRelation(1));
        if (comma) Take();
        if (comma || Here.Kind is TokenKind.If or TokenKind.Otherwise) return Condition(out condition);
        if (Here.Kind != TokenKind.Open) return true;
        var open = Take();
        return Condition(out condition) && Close(open) is not null;
    }

    /// <summary>After a comma: <c>i = t</c>, <c>1 ≤ i &lt; t</c>, a relation between single letters and numbers, and not a further definition.</summary>
    private bool IsIndexRelation(int from)
    {
        var relation = false;
        for (var i = from; i < from + 24; i++)
        {
            var token = Ahead(i);
            if (token.Kind is TokenKind.Relation) relation = true;
            else if (token.Kind is TokenKind.End or TokenKind.Separator or TokenKind.Row or TokenKind.EndCases or TokenKind.Comma or TokenKind.And or TokenKind.Where) return relation;
            else if (!(token.Kind is TokenKind.Number or TokenKind.Plus or TokenKind.Minus || (token.Kind == TokenKind.Word && token.Text.Length == 1))) return false;
        }
        return false;
    }

    private bool Condition(out FormulaCondition? condition)
    {
        condition = null;
        while (Here.Kind is TokenKind.If) Take();
        if (Skip(TokenKind.Otherwise)) { condition = new FormulaCondition([]); return true; }
        var comparisons = ImmutableArray.CreateBuilder<Comparison>();
        do
        {
            if (Expression() is not { } left) return false;
            if (Here.Kind != TokenKind.Relation) { Fail(Here.At, FormulaWords.ConditionExpected); return false; }
            while (Here.Kind == TokenKind.Relation)
            {
                var relation = Take().Text;
                if (Expression() is not { } right) return false;
                comparisons.Add(new Comparison(left, relation, right));
                left = right;
            }
        }
        while (Skip(TokenKind.And) || (Here.Kind == TokenKind.Comma && IsIndexRelation(1) && Skip(TokenKind.Comma)));
        condition = new FormulaCondition(comparisons.ToImmutable());
        return true;
    }

    /// <summary>The rows of a cases environment: <c>value &amp; condition \\</c>.</summary>
    private FormulaNode? Cases()
    {
        var begin = Take();
        var rows = ImmutableArray.CreateBuilder<(FormulaNode, FormulaCondition?)>();
        while (Here.Kind != TokenKind.EndCases)
        {
            if (Skip(TokenKind.Row)) continue;
            if (Expression() is not { } value) return null;
            FormulaCondition? condition = null;
            if (Here.Kind is TokenKind.Comma or TokenKind.Separator && Ahead(1).Kind is TokenKind.Ampersand or TokenKind.If or TokenKind.Otherwise) Take();
            if (Skip(TokenKind.Ampersand))
            {
                if (Here.Kind is not (TokenKind.Row or TokenKind.EndCases) && !Condition(out condition)) return null;
            }
            else if (!TrailingCondition(out condition)) return null;
            rows.Add((value, condition));
            while (Here.Kind is TokenKind.Comma or TokenKind.Separator or TokenKind.Dot) Take();
            if (Here.Kind is TokenKind.Row or TokenKind.EndCases) continue;
            return Here.Kind == TokenKind.End ? Fail(begin.At, FormulaWords.NotClosed(@"\begin{cases}", @"\end{cases}")) : Unexpected();
        }
        Take();
        return rows.Count == 0 ? Fail(begin.At, FormulaWords.EndsTooEarly) : Made(new CasesNode(begin.At, Before, rows.ToImmutable()));
    }
}
