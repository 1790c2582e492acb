namespace Grader.Core.Formulas;

internal enum TokenKind
{
    End, Separator, Row, Number, Word, Ones, Partial, Accent, Sum, Product, Fraction, BeginCases, EndCases, Ampersand,
    Open, Close, Caret, Underscore, Prime, Dagger, Dot, Comma, Colon, Plus, Minus, Times, Slash, Elementwise, Outer, Relation, Range,
    If, Otherwise, And, Where, Then,
}

/// <summary>
/// A word, sign or command of a formula, whichever notation it came from. <see cref="Text"/> is its meaning (<c>&lt;=</c> for <c>\le</c>), not its
/// spelling; <see cref="Glued"/> tells that nothing stands between it and the token before.
/// </summary>
internal readonly record struct Token(TokenKind Kind, string Text, int At, int End, bool Glued)
{
    public bool Is(TokenKind kind, string text) => Kind == kind && Text == text;
}
