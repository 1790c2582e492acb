using System.Collections.Immutable;

namespace Grader.Core.Formulas;

internal sealed partial class FormulaParser
{
    private sealed record Range(string Letter, FormulaNode? From, FormulaNode? To);

    /// <summary><c>\sum_{i=1}^{t}</c>, <c>\sum_{1 \le i \le t}</c>, <c>sum_{i=1..t}</c>, <c>sum(i=1..t, …)</c>, <c>\sum_i</c>; a sum without a letter adds entries.</summary>
    private FormulaNode? Series()
    {
        var sign = Take();
        var isProduct = sign.Kind == TokenKind.Product;
        if (Here.Is(TokenKind.Open, "(") && IsConditionInBrackets()) return SeriesCall(sign);
        Range? range = null;
        FormulaNode? to = null;
        while (Here.Kind is TokenKind.Underscore or TokenKind.Caret)
        {
            if (Take().Kind == TokenKind.Caret)
            {
                if (Bound() is not { } upper) return null;
                to = upper;
            }
            else if ((range = LowerScript()) is null) return null;
        }
        if (range is null)
        {
            if (to is not null || isProduct) return Fail(sign.At, FormulaWords.SeriesWithoutLetter(isProduct));
            return Product() is { } entries ? Made(new CallNode(sign.At, Before, "sum", [entries])) : null;
        }
        range = range with { To = to ?? range.To };
        if (!isProduct) return SpecialProducts() is { } body ? Made(new SeriesNode(sign.At, Before, false, range.Letter, range.From, range.To, body)) : null;
        return Product() is { } factors ? Repeated(sign, range, factors) : null;
    }

    /// <summary>∏ repeats the factors up to the last one that names its letter, at least one; the others follow it.</summary>
    private FormulaNode? Repeated(Token sign, Range range, FormulaNode factors)
    {
        if (factors is not ProductNode { Factors: [_, _, ..] all } product || product.At != all[0].Factor.At) return Series(factors, factors.End);
        var last = 0;
        for (var i = 1; i < all.Length; i++) if (Mentions(all[i].Factor, range.Letter)) last = i;
        if (last == all.Length - 1) return Series(factors, factors.End);
        var end = all[last].Factor.End;
        var body = last == 0 ? all[0].Factor : new ProductNode(product.At, end, all[..(last + 1)]);
        return Series(body, end) is { } series ? Made(new ProductNode(sign.At, product.End, [(ProductKind.Matrix, series), .. all[(last + 1)..]])) : null;

        FormulaNode? Series(FormulaNode body, int end) => Made(new SeriesNode(sign.At, end, true, range.Letter, range.From, range.To, body));
    }

    private static bool Mentions(FormulaNode node, string letter) => node.WithAllBelow().Any(it => it is NameNode name && name.Items.Any(item => item.Word == letter));

    private FormulaNode? Bound()
    {
        if (Here.Kind == TokenKind.Number) return NumberOf(Take());
        if (Here.Kind == TokenKind.Word) return Made(NameOf(TakePart(Here.Glued ? 1 : Here.Text.Length)));
        if (Here.Kind != TokenKind.Open) return Fail(Here.At, FormulaWords.ScriptMissing("^"));
        var open = Take();
        return Expression() is { } bound && Close(open) is not null ? bound : null;
    }

    /// <summary>Below the sign: <c>{i=1}</c>, <c>{i=1..t}</c>, <c>{i \le t}</c>, <c>{1 \le i \le t}</c>, <c>{i}</c>, or without braces <c>i=1</c>, <c>i</c>.</summary>
    private Range? LowerScript()
    {
        if (Here.Kind == TokenKind.Word)
        {
            var letter = TakePart(1).Text;
            if (!Here.Is(TokenKind.Relation, "=")) return new Range(letter, null, null);
            Take();
            if (Here.Kind == TokenKind.Number) return new Range(letter, NumberOf(Take()), null);
            return Here.Kind == TokenKind.Word ? new Range(letter, NameOf(Take()), null) : Failed();
        }
        if (Here.Kind != TokenKind.Open) { Fail(Here.At, FormulaWords.ScriptMissing("_")); return null; }
        var open = Take();
        return RangeInside() is { } range && Close(open) is not null ? range : null;
    }

    private Range? RangeInside()
    {
        if (Expression() is not { } first) return null;
        if (first is NameNode { Items.Length: 1 } letter && Here.Kind != TokenKind.Relation) return new Range(letter.Word, null, null);
        if (Here.Kind != TokenKind.Relation) return Failed();
        var relation = Take().Text;
        if (Expression() is not { } second) return null;
        if (first is NameNode { Items.Length: 1 } name)
        {
            if (relation == "=") return Here.Kind is TokenKind.Range || IsWord("to") ? UpTo(name.Word, second) : new Range(name.Word, second, null);
            return relation switch { "<=" => new Range(name.Word, null, second), "<" => new Range(name.Word, null, Minus(second, 1)), ">=" => new Range(name.Word, second, null), ">" => new Range(name.Word, Minus(second, -1), null), _ => Failed() };
        }
        if (second is not NameNode { Items.Length: 1 } middle || relation is not ("<" or "<=") || Here.Kind != TokenKind.Relation || Here.Text is not ("<" or "<=")) return Failed();
        var upper = Take().Text;
        return Expression() is { } third ? new Range(middle.Word, relation == "<" ? Minus(first, -1) : first, upper == "<" ? Minus(third, 1) : third) : null;
    }

    private Range? UpTo(string letter, FormulaNode from)
    {
        Take();
        return Expression() is { } to ? new Range(letter, from, to) : null;
    }

    private bool IsWord(string word) => Here.Is(TokenKind.Word, word);

    private Range? Failed()
    {
        Fail(Here.At, FormulaWords.RangeExpected);
        return null;
    }

    private static SumNode Minus(FormulaNode node, int by) => new(node.At, node.End, [(false, node), (by > 0, new NumberNode(node.At, node.End, Math.Abs(by)))]);

    /// <summary><c>sum(i=1..t, body)</c></summary>
    private FormulaNode? SeriesCall(Token sign)
    {
        var open = Take();
        if (RangeInside() is not { } range) return null;
        if (Here.Kind is not (TokenKind.Comma or TokenKind.Separator or TokenKind.Colon)) return Fail(Here.At, FormulaWords.RangeExpected);
        Take();
        if (Expression() is not { } body || Close(open) is null) return null;
        return Made(new SeriesNode(sign.At, Before, sign.Kind == TokenKind.Product, range.Letter, range.From, range.To, body));
    }
}
