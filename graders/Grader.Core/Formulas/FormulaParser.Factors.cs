using System.Collections.Immutable;

namespace Grader.Core.Formulas;

internal sealed partial class FormulaParser
{
    private const int MostPostfixes = 8;

    private FormulaNode? Factor()
    {
        if (++_depth > DeepestNesting) return Fail(Here.At, FormulaWords.TooDeep(DeepestNesting));
        var node = Here.Kind is TokenKind.Sum or TokenKind.Product ? Series() : Scripted();
        _depth--;
        return node;
    }

    /// <summary>A name, number or bracket with its scripts, primes and indices, in any order.</summary>
    private FormulaNode? Scripted()
    {
        if (Primary() is not { } node) return null;
        for (var count = 0; ; count++)
        {
            if (count > MostPostfixes) return Fail(Here.At, FormulaWords.TooDeep(MostPostfixes));
            var next = Postfix(node);
            if (next is null) return null;
            if (ReferenceEquals(next, node)) return Derivative(node);
            node = next;
        }
    }

    /// <summary>The node with one more postfix, the node itself where none follows.</summary>
    private FormulaNode? Postfix(FormulaNode node)
    {
        switch (Here.Kind)
        {
            case TokenKind.Underscore:
                Take();
                return Subscript() is { } items ? Indexed(node, items) : null;
            case TokenKind.Number when Here.Glued && node is NameNode && _tokens[_next - 1].Kind == TokenKind.Word:
                return Indexed(node, [NumberOf(Take())]);
            case TokenKind.Open when Here.Text == "[" && Here.Glued && Innermost(node) is NameNode && !IsConditionInBrackets():
                return BracketIndex(node);
            case TokenKind.Caret:
                Take();
                return Superscript(node);
            case TokenKind.Prime:
                Take();
                return Made(new TransposeNode(node.At, Before, node) { Prime = true });
            case TokenKind.Dagger:
                Take();
                return Made(new TransposeNode(node.At, Before, node));
            case TokenKind.Dot when Ahead(1).Kind == TokenKind.Word && Ahead(1).Glued:
                return Method(node);
            default:
                return node;
        }
    }

    private FormulaNode? BracketIndex(FormulaNode node)
    {
        var open = Take();
        return Expression() is { } index && Close(open) is not null ? Indexed(node, [index]) : null;
    }

    private static FormulaNode Innermost(FormulaNode node)
    {
        while (true)
        {
            if (node is TransposeNode transpose) node = transpose.Inner;
            else if (node is PowerNode power) node = power.Inner;
            else return node;
        }
    }

    /// <summary>A subscript belongs to the name, also when a transpose was written first: <c>W^T_{hh}</c>.</summary>
    private FormulaNode? Indexed(FormulaNode node, ImmutableArray<FormulaNode> items) => node switch
    {
        NameNode name => Made(name with { End = Before, Items = name.Items.AddRange(items.SelectMany(Flat)) }),
        TransposeNode transpose => Indexed(transpose.Inner, items) is { } inner ? transpose with { Inner = inner, End = Before } : null,
        PowerNode power => Indexed(power.Inner, items) is { } inner ? power with { Inner = inner, End = Before } : null,
        _ => Fail(items.IsEmpty ? Here.At : items[0].At, FormulaWords.SubscriptOfNoName),
    };

    private static IEnumerable<NameItem> Flat(FormulaNode node) => node switch
    {
        NameNode name => name.Items,
        NumberNode number => [new NameItem(number.Value.ToString(System.Globalization.CultureInfo.InvariantCulture), number)],
        ProductNode product when product.Factors.All(it => it is { Kind: ProductKind.Matrix, Factor: NameNode }) => product.Factors.SelectMany(it => ((NameNode)it.Factor).Items),
        _ => [new NameItem("", node)],
    };

    private ImmutableArray<FormulaNode>? Subscript()
    {
        if (Here.Kind == TokenKind.Number) return [NumberOf(Take())];
        if (Here.Kind == TokenKind.Word) return [NameOf(TakePart(SubscriptLength(Here.Text)))];
        if (Here.Kind != TokenKind.Open) { Fail(Here.At, FormulaWords.ScriptMissing("_")); return null; }
        var open = Take();
        var items = ImmutableArray.CreateBuilder<FormulaNode>();
        do
        {
            if (Expression() is not { } item) return null;
            items.Add(item);
        }
        while (Skip(TokenKind.Comma));
        return Close(open) is null ? null : items.ToImmutable();
    }

    /// <summary><c>h_iW</c> is h_i W: a capital begins the next symbol.</summary>
    private static int SubscriptLength(string word)
    {
        for (var i = 1; i < word.Length; i++) if (char.IsAsciiLetterLower(word[i - 1]) && char.IsAsciiLetterUpper(word[i])) return i;
        return word.Length;
    }

    /// <summary>The first letters of a word; the rest stays as the next token.</summary>
    private Token TakePart(int length)
    {
        var token = Here;
        var middle = token.At + length;
        if (length >= token.Text.Length || middle >= token.End) return Take();
        _tokens[_next] = token with { Text = token.Text[length..], At = middle, Glued = false };
        return token with { Text = token.Text[..length], End = middle };
    }

    private static NameNode NameOf(Token token)
    {
        var letter = new NameNode(token.At, token.End, [new NameItem(token.Text, Zero)]);
        return letter with { Items = [new NameItem(token.Text, letter)] };
    }

    private FormulaNode? Superscript(FormulaNode node)
    {
        if (Here.Kind is TokenKind.Dagger) { Take(); return Transposed(node); }
        if (Here.Kind is TokenKind.Prime) { Take(); return Made(new TransposeNode(node.At, Before, node) { Prime = true }); }
        if (Here.Kind == TokenKind.Word)
        {
            var whole = Here.Text is "T" or "top" or "transpose" or "intercal" or "tr" || !Here.Glued;
            var script = TakePart(whole ? Here.Text.Length : 1);
            return script.Text is "T" or "top" or "transpose" or "intercal" or "tr" ? Transposed(node) : Raised(node, NameOf(script), false);
        }
        if (Here.Kind == TokenKind.Number) return Raised(node, NumberOf(Take()), false);
        if (Here.Kind is TokenKind.Minus && Ahead(1).Kind is TokenKind.Number or TokenKind.Word)
        {
            var at = Take().At;
            var exponent = Here.Kind == TokenKind.Number ? (FormulaNode)NumberOf(Take()) : NameOf(Take());
            return Made(new SumNode(at, Before, [(true, exponent)])) is { } negative ? Raised(node, negative, false) : null;
        }
        var elementwise = Skip(TokenKind.Elementwise);
        if (Here.Kind == TokenKind.Number && elementwise) return Raised(node, NumberOf(Take()), true);
        if (Here.Kind != TokenKind.Open) return Fail(Here.At, FormulaWords.ScriptMissing("^"));
        var open = Take();
        if (Here.Kind is TokenKind.Dagger or TokenKind.Prime && Ahead(1).Kind == TokenKind.Close)
        {
            var prime = Take().Kind == TokenKind.Prime;
            return Close(open) is null ? null : Made(new TransposeNode(node.At, Before, node) { Prime = prime });
        }
        elementwise |= Skip(TokenKind.Elementwise);
        if (Expression() is not { } power || Close(open) is null) return null;
        return open.Text != "{" || elementwise ? Raised(node, power, elementwise) : Raised(node, power);
    }

    /// <summary><c>^T</c>, and the forms that put both into one script: <c>^{T(t-i)}</c>, <c>^{(t-i)T}</c>, <c>^{T^{t-i}}</c>.</summary>
    private FormulaNode? Raised(FormulaNode node, FormulaNode script) => script switch
    {
        NameNode name when IsTranspose(name) => Transposed(node),
        PowerNode { Inner: NameNode name } power when IsTranspose(name) => Transposed(node) is { } inner ? Raised(inner, power.Exponent, false) : null,
        ProductNode { Factors: [{ Factor: NameNode first }, { Kind: ProductKind.Matrix } second] } when IsTranspose(first) => Transposed(node) is { } inner ? Raised(inner, second.Factor, false) : null,
        ProductNode { Factors: [var first, { Kind: ProductKind.Matrix, Factor: NameNode second }] } when IsTranspose(second) => Raised(node, first.Factor, false) is { } inner ? Transposed(inner) : null,
        _ => Raised(node, script, false),
    };

    private static bool IsTranspose(NameNode name) => name.IsLetter("T") || name.IsLetter("top") || name.IsLetter("transpose");

    private FormulaNode? Transposed(FormulaNode node) => Made(new TransposeNode(node.At, Before, node));

    private FormulaNode? Raised(FormulaNode node, FormulaNode exponent, bool elementwise) => Made(new PowerNode(node.At, Before, node, exponent, elementwise));

    /// <summary><c>.T</c>, <c>.t()</c>, and calls as in code: <c>.mv(g)</c>, <c>.matrix_power(k)</c>.</summary>
    private FormulaNode? Method(FormulaNode node)
    {
        Take();
        var word = Take();
        var name = word.Text;
        while (Here.Kind == TokenKind.Underscore && Here.Glued && Ahead(1).Kind == TokenKind.Word) { Take(); name += "_" + Take().Text; }
        var arguments = ImmutableArray.Create(node);
        if (Here.Is(TokenKind.Open, "("))
        {
            var open = Take();
            while (!(Here.Kind == TokenKind.Close))
            {
                if (Expression() is not { } argument) return null;
                arguments = arguments.Add(argument);
                if (!Skip(TokenKind.Comma)) break;
            }
            if (Close(open) is null) return null;
        }
        if (name is "T" or "t" or "mT" or "H" or "transpose" && arguments.Length is 1 or 3) return Transposed(node);
        if (!FormulaFunctions.Methods.TryGetValue(name, out var function)) return Fail(word.At, FormulaWords.UnknownFunction(name));
        var needed = FormulaFunctions.Arguments(function);
        return arguments.Length >= needed ? Made(new CallNode(node.At, Before, function, arguments)) : Fail(word.At, FormulaWords.WrongCount(function, needed, arguments.Length));
    }
}
