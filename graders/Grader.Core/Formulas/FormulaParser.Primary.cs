using System.Collections.Immutable;

namespace Grader.Core.Formulas;

internal sealed partial class FormulaParser
{
    private FormulaNode? Primary()
    {
        switch (Here.Kind)
        {
            case TokenKind.Number: return Made(NumberOf(Take()));
            case TokenKind.Ones: return Ones();
            case TokenKind.Word when Function() is { } function: return Call(function);
            case TokenKind.Word: return Made(NameOf(Take()));
            case TokenKind.Partial: return Partial();
            case TokenKind.Accent: return Accented();
            case TokenKind.Fraction: return Fraction();
            case TokenKind.BeginCases: return Cases();
            case TokenKind.Open: return Group();
            default: return Unexpected();
        }
    }

    private FormulaNode? Group()
    {
        var open = Take();
        if (Expression() is not { } inner) return null;
        if (Close(open) is null) return null;
        return inner is NameNode && open.Text != "{" ? Made(new ProductNode(open.At, Before, [(ProductKind.Matrix, inner)])) : inner is NameNode ? inner : inner with { At = open.At, End = Before };
    }

    /// <summary>The function that a word names, if it is one and is applied to something.</summary>
    private string? Function()
    {
        if (!FormulaFunctions.Words.TryGetValue(Here.Text, out var function)) return null;
        var next = Ahead(1);
        if (next.Kind == TokenKind.Underscore && Ahead(2).Text is "power" or "pow" && Here.Text is "matrix") return "power";
        return next.Is(TokenKind.Open, "(") || next.Is(TokenKind.Open, "{") || (next.Is(TokenKind.Open, "[") && function is "diag") || (FormulaFunctions.WithoutBrackets.Contains(function) && next.Kind is TokenKind.Word or TokenKind.Accent) ? function : null;
    }

    private FormulaNode? Call(string function)
    {
        var word = Take();
        if (Here.Kind == TokenKind.Underscore) { Take(); Take(); }
        var needed = FormulaFunctions.Arguments(function);
        if (Here.Kind != TokenKind.Open)
        {
            if (Factor() is not { } single) return null;
            return needed == 1 ? Made(new CallNode(word.At, Before, function, [single])) : Fail(word.At, FormulaWords.WrongCount(function, needed, 1));
        }
        var open = Take();
        var arguments = ImmutableArray.CreateBuilder<FormulaNode>();
        do
        {
            if (Expression() is not { } argument) return null;
            arguments.Add(argument);
        }
        while (Skip(TokenKind.Comma));
        if (Close(open) is null) return null;
        return arguments.Count == needed ? Made(new CallNode(word.At, Before, function, arguments.ToImmutable())) : Fail(word.At, FormulaWords.WrongCount(function, needed, arguments.Count));
    }

    /// <summary>𝟏 as a vector of ones, or with a condition as 1 where it holds.</summary>
    private FormulaNode? Ones()
    {
        var ones = Take();
        var subscript = Here.Kind == TokenKind.Underscore && Ahead(1).Kind == TokenKind.Open;
        var at = _next;
        if (subscript) Take();
        if (Here.Kind == TokenKind.Open && IsConditionInBrackets())
        {
            var open = Take();
            return Condition(out var condition) && Close(open) is not null ? Made(new IndicatorNode(ones.At, Before, condition!)) : null;
        }
        _next = at;
        if (Here.Kind == TokenKind.Underscore) // its size, which follows from what it stands beside
        {
            Take();
            if (Subscript() is null) return null;
        }
        return Made(new OnesNode(ones.At, Before));
    }

    private FormulaNode? Accented()
    {
        var accent = Take();
        if (Here.Kind == TokenKind.Word && Here.Text.Length > 1 && !Here.Text.EndsWith("hat", StringComparison.Ordinal)) return Accented(accent, NameOf(TakePart(1)));
        if (++_depth > DeepestNesting) return Fail(Here.At, FormulaWords.TooDeep(DeepestNesting));
        var inner = Primary();
        _depth--;
        return inner is null ? null : Accented(accent, inner);
    }

    private FormulaNode? Accented(Token accent, FormulaNode inner) => inner is NameNode name
        ? Made(name with { At = accent.At, End = Before, Items = name.Items.SetItem(0, name.Items[0] with { Word = name.Word + accent.Text }) })
        : Fail(accent.At, FormulaWords.AccentOfNoName);

    private FormulaNode? Fraction()
    {
        var command = Take();
        if (Part() is not { } above || Part() is not { } below) return null;
        if (Derivative(above, below) is { } derivative) return Made(derivative with { At = command.At, End = Before });
        return Made(new ProductNode(command.At, Before, [(ProductKind.Matrix, above), (ProductKind.Divide, below)]));

        FormulaNode? Part() => Here.Kind == TokenKind.Open ? Group() : Here.Kind is TokenKind.Number or TokenKind.Word or TokenKind.Partial ? Scripted() : Unexpected();
    }

    /// <summary><c>∂J_t</c>: a name that begins with ∂.</summary>
    private FormulaNode? Partial()
    {
        var sign = Take();
        if (Here.Kind is not (TokenKind.Word or TokenKind.Accent)) return Made(new NameNode(sign.At, sign.End, [new NameItem("∂", Zero)]));
        if (Here.Kind == TokenKind.Accent) return Accented() is NameNode accented ? accented with { At = sign.At, Items = accented.Items.SetItem(0, new NameItem("∂" + accented.Word, Zero)) } : null;
        return Made(NameOf(Take()) is var name ? name with { At = sign.At, Items = [new NameItem("∂" + name.Word, Zero)] } : name);
    }

    /// <summary><c>∂J/∂h_i</c> and <c>dJ/dh_i</c> on one line.</summary>
    private FormulaNode? Derivative(FormulaNode above)
    {
        if (Here.Kind != TokenKind.Slash || !IsDifferential(above)) return above;
        var next = Ahead(1);
        if (!(next.Kind == TokenKind.Partial || (next.Kind == TokenKind.Word && next.Text.Length > 1 && next.Text[0] == 'd'))) return above;
        Take();
        if (Scripted() is not { } below) return null;
        return Derivative(above, below) is { } derivative ? Made(derivative) : Made(new ProductNode(above.At, Before, [(ProductKind.Matrix, above), (ProductKind.Divide, below)]));
    }

    private static NameNode? Derivative(FormulaNode above, FormulaNode below)
    {
        if (Joined(above) is not NameNode numerator || Joined(below) is not NameNode denominator || !IsDifferential(numerator) || !IsDifferential(denominator)) return null;
        return new NameNode(above.At, below.End, [Plain(numerator, ""), .. numerator.Items[1..], Plain(denominator, "/"), .. denominator.Items[1..]]);

        static NameItem Plain(NameNode name, string before) => new($"{before}∂{name.Word[1..]}", Zero);
    }

    /// <summary><c>d J</c>, as in <c>\frac{\mathrm{d} J}{\mathrm{d} h}</c>, is one name.</summary>
    private static FormulaNode Joined(FormulaNode node) =>
        node is ProductNode { Factors: [{ Factor: NameNode d }, { Kind: ProductKind.Matrix, Factor: NameNode name }] } && (d.IsLetter("d") || d.IsLetter("∂"))
            ? name with { Items = name.Items.SetItem(0, new NameItem("∂" + name.Word, Zero)) } : node;

    private static bool IsDifferential(FormulaNode node) => node is NameNode name && name.Word.Length > 0 && (name.Word[0] == '∂' || (name.Word[0] == 'd' && name.Word.Length > 1));
}
