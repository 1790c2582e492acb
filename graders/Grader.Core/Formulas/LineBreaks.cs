using System.Collections.Immutable;

namespace Grader.Core.Formulas;

/// <summary>A line break in the middle of an expression is a blank: after an operator, or before one.</summary>
internal static class LineBreaks
{
    public static ImmutableArray<Token> Settle(ImmutableArray<Token> tokens)
    {
        var kept = ImmutableArray.CreateBuilder<Token>(tokens.Length);
        for (var i = 0; i < tokens.Length; i++)
        {
            var isBreak = tokens[i].Is(TokenKind.Separator, "\n");
            var continues = isBreak && (kept.Count == 0 || Leads(kept[^1].Kind) || Follows(NextKind(tokens, i)));
            if (!continues) kept.Add(tokens[i]);
        }
        return kept.ToImmutable();
    }

    private static TokenKind NextKind(ImmutableArray<Token> tokens, int i) => i + 1 < tokens.Length ? tokens[i + 1].Kind : TokenKind.End;

    private static bool Leads(TokenKind kind) => kind is TokenKind.Plus or TokenKind.Minus or TokenKind.Times or TokenKind.Slash or TokenKind.Elementwise or TokenKind.Outer
        or TokenKind.Relation or TokenKind.Caret or TokenKind.Underscore or TokenKind.Separator or TokenKind.Sum or TokenKind.Product or TokenKind.If or TokenKind.Comma or TokenKind.Open;

    private static bool Follows(TokenKind kind) => kind is TokenKind.Plus or TokenKind.Minus or TokenKind.Times or TokenKind.Slash or TokenKind.Elementwise or TokenKind.Outer
        or TokenKind.Relation or TokenKind.Caret or TokenKind.Underscore or TokenKind.Comma or TokenKind.Separator or TokenKind.End or TokenKind.Close;
}
