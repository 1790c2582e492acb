using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Grader.Core.Formulas;

/// <summary>
/// Reads a student's formula. A problem is returned, never thrown; depth, nodes and statements are bounded, so no text can exhaust the stack.
/// <c>∏</c> takes the factors up to the last one that names its letter (<c>∏ W_hh^T W_yh^T g</c> repeats W_hh^T only), <c>∑</c> takes all of them.
/// A product binds tighter than ⊙ and ⊗, these tighter than + and −. A prime after a symbol is a transpose.
/// </summary>
internal sealed partial class FormulaParser
{
    public const int DeepestNesting = 64;
    public const int MostNodes = 2000;
    public const int MostStatements = 64;

    private readonly string _text;
    private readonly Token[] _tokens;
    private int _next;
    private int _depth;
    private int _nodes;
    private FormulaProblem? _problem;

    private FormulaParser(string text, ImmutableArray<Token> tokens) => (_text, _tokens) = (text, [.. tokens]);

    public static (FormulaTree? Tree, FormulaProblem? Problem) Parse(string text)
    {
        var (tokens, problem) = FormulaLexer.Read(text);
        if (problem is not null) return (null, problem);
        var parser = new FormulaParser(text, tokens);
        return parser.Statements() is { } statements && parser._problem is null ? (new FormulaTree(text, statements), null) : (null, parser._problem);
    }

    private Token Here => _tokens[_next];

    private Token Ahead(int by) => _tokens[Math.Min(_next + by, _tokens.Length - 1)];

    private Token Take() => _tokens[_next < _tokens.Length - 1 ? _next++ : _next];

    private bool Skip(TokenKind kind)
    {
        if (Here.Kind != kind) return false;
        Take();
        return true;
    }

    private int Before => _next == 0 ? 0 : _tokens[_next - 1].End;

    private FormulaNode? Fail(int at, LocalizedText words)
    {
        _problem ??= new FormulaProblem(at, words);
        return null;
    }

    /// <summary>A new node, if there may be one more.</summary>
    private FormulaNode? Made(FormulaNode node) => ++_nodes > MostNodes ? Fail(node.At, FormulaWords.TooManyParts(MostNodes)) : node;

    private FormulaNode? Unexpected() => Here.Kind switch
    {
        TokenKind.End => Fail(Here.At, FormulaWords.EndsTooEarly),
        TokenKind.Range when Here.Text == "…" => Fail(Here.At, FormulaWords.Dots),
        _ => Fail(Here.At, FormulaWords.Unexpected(Shown(Here))),
    };

    private string Shown(Token token) => token.Text == "\n" ? "↵" : _text[Math.Min(token.At, _text.Length)..Math.Min(Math.Max(token.End, token.At), _text.Length)] is { Length: > 0 } slice ? slice : token.Text;

    private FormulaNode? Close(Token open)
    {
        var closes = open.Text switch { "(" => ")", "[" => "]", _ => "}" };
        if (Here.Is(TokenKind.Close, closes)) { Take(); return Zero; }
        if (Here.Kind is TokenKind.End or TokenKind.Separator or TokenKind.Close) return Fail(open.At, FormulaWords.NotClosed(open.Text, closes));
        return Unexpected();
    }

    private static readonly FormulaNode Zero = new NumberNode(0, 0, 0);

    /// <summary>Terms joined by + and −.</summary>
    private FormulaNode? Expression()
    {
        if (++_depth > DeepestNesting || !RuntimeHelpers.TryEnsureSufficientExecutionStack()) return Fail(Here.At, FormulaWords.TooDeep(DeepestNesting));
        var node = Terms();
        _depth--;
        return node;
    }

    private FormulaNode? Terms()
    {
        var start = Here.At;
        var terms = ImmutableArray.CreateBuilder<(bool, FormulaNode)>();
        do
        {
            var minus = Signs();
            if (SpecialProducts() is not { } term) return null;
            terms.Add((minus, term));
        }
        while (Here.Kind is TokenKind.Plus or TokenKind.Minus);
        return terms is [(false, var single)] ? single : Made(new SumNode(start, Before, terms.ToImmutable()));
    }

    /// <summary>Any number of signs is one sign.</summary>
    private bool Signs()
    {
        var minus = false;
        for (; Here.Kind is TokenKind.Plus or TokenKind.Minus; Take()) minus ^= Here.Kind == TokenKind.Minus;
        return minus;
    }

    /// <summary>Products joined by ⊙ and ⊗.</summary>
    private FormulaNode? SpecialProducts()
    {
        var start = Here.At;
        if (Product() is not { } first) return null;
        if (Here.Kind is not (TokenKind.Elementwise or TokenKind.Outer)) return first;
        var factors = ImmutableArray.CreateBuilder<(ProductKind, FormulaNode)>();
        factors.Add((ProductKind.Matrix, first));
        while (Here.Kind is TokenKind.Elementwise or TokenKind.Outer)
        {
            var kind = Take().Kind == TokenKind.Outer ? ProductKind.Outer : ProductKind.Elementwise;
            if (Product() is not { } next) return null;
            factors.Add((kind, next));
        }
        return Made(new ProductNode(start, Before, factors.ToImmutable()));
    }

    private FormulaNode? Product()
    {
        var start = Here.At;
        var factors = ImmutableArray.CreateBuilder<(ProductKind Kind, FormulaNode Factor)>();
        var kind = ProductKind.Matrix;
        while (true)
        {
            var sign = factors.Count > 0 && Here.Kind is TokenKind.Minus or TokenKind.Plus ? Here : default;
            var minus = Signs();
            if (Factor() is not { } factor) return null;
            if (minus && Made(new SumNode(sign.At, factor.End, [(true, factor)])) is { } negative) factor = negative;
            if (kind == ProductKind.Matrix && factor is ProductNode { Factors: [{ Factor: SeriesNode { IsProduct: true } first }, ..] } series && first.At == series.At) factors.AddRange(series.Factors.Select((it, index) => index == 0 ? (kind, it.Factor) : it));
            else factors.Add((kind, factor));
            if (Here.Kind is TokenKind.Times or TokenKind.Slash) kind = Take().Kind == TokenKind.Slash ? ProductKind.Divide : ProductKind.Matrix;
            else if (StartsFactor()) kind = ProductKind.Matrix;
            else break;
        }
        return factors.Count == 1 ? factors[0].Factor : Made(new ProductNode(start, Before, factors.ToImmutable()));
    }

    private bool StartsFactor() => Here.Kind switch
    {
        TokenKind.Number or TokenKind.Word or TokenKind.Ones or TokenKind.Partial or TokenKind.Accent or TokenKind.Sum or TokenKind.Product or TokenKind.Fraction or TokenKind.BeginCases => true,
        TokenKind.Open => !IsConditionInBrackets(),
        _ => false,
    };

    /// <summary><c>(i = t)</c> after a formula is its condition and no factor.</summary>
    private bool IsConditionInBrackets()
    {
        for (var (i, depth) = (0, 0); i < 64; i++)
        {
            var token = Ahead(i);
            depth += token.Kind == TokenKind.Open ? 1 : token.Kind == TokenKind.Close ? -1 : 0;
            if (depth == 0 || token.Kind == TokenKind.End) return false;
            if (depth == 1 && token.Kind is TokenKind.Relation or TokenKind.If) return true;
        }
        return false;
    }

    private static NumberNode NumberOf(Token token) => new(token.At, token.End, double.Parse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture));
}
