namespace Grader.Core.Reports;

/// <summary>Recursive descent over the tokens of one formula.</summary>
internal sealed class TexParser(List<TexToken> tokens, bool display)
{
    private const int Deepest = 40;
    private int _at;
    private int _depth;

    public Html ParseAll()
    {
        var row = Row(_ => false);
        return _at == tokens.Count ? row : throw new FormatException("Something is left over.");
    }

    private TexToken? Next => _at < tokens.Count ? tokens[_at] : null;

    private Html Row(Func<TexToken, bool> ends)
    {
        if (++_depth > Deepest) throw new FormatException("Nested too deeply.");
        var items = new List<Html>();
        while (Next is { } token && !ends(token) && !token.IsSign('}')) items.Add(Scripted());
        _depth--;
        return Html.Of($"<mrow>{items}</mrow>");
    }

    /// <summary>One thing with what stands below and above it.</summary>
    private Html Scripted()
    {
        var isLarge = Next is { Kind: 'c' } command && TexSymbols.Large.ContainsKey(command.Text);
        var item = Atom();
        Html? below = null, above = null;
        while (Next is { Kind: 's' } sign && (sign.IsSign('_') || sign.IsSign('^') || sign.IsSign('\'')))
        {
            _at++;
            if (sign.IsSign('_')) below = below is null ? Atom() : throw new FormatException("Two indices.");
            else if (sign.IsSign('^')) above = above is null ? Atom() : throw new FormatException("Two exponents.");
            else above = Html.Of($"<mo>′</mo>");
        }
        return (below, above, isLarge && display) switch
        {
            (null, null, _) => item,
            ({ } b, null, false) => Html.Of($"<msub>{item}{b}</msub>"),
            (null, { } a, false) => Html.Of($"<msup>{item}{a}</msup>"),
            ({ } b, { } a, false) => Html.Of($"<msubsup>{item}{b}{a}</msubsup>"),
            ({ } b, null, true) => Html.Of($"<munder>{item}{b}</munder>"),
            (null, { } a, true) => Html.Of($"<mover>{item}{a}</mover>"),
            ({ } b, { } a, true) => Html.Of($"<munderover>{item}{b}{a}</munderover>"),
        };
    }

    private Html Atom()
    {
        if (++_depth > Deepest) throw new FormatException("Nested too deeply.");
        var token = Next ?? throw new FormatException("Something is missing at the end.");
        _at++;
        var atom = token switch
        {
            { Kind: 'n' } => Html.Of($"<mn>{token.Text}</mn>"),
            { Kind: 'c' } => Command(token.Text),
            _ when token.IsSign('{') => Group(),
            _ when char.IsLetter(token.Text, 0) => Html.Of($"<mi>{token.Text}</mi>"),
            _ when token.Text[0] is '_' or '^' or '}' or '&' or '$' => throw new FormatException($"'{token.Text}' does not stand here."),
            _ when token.Text[0] is '(' or ')' or '[' or ']' or '|' => Html.Of($"""<mo stretchy="false">{token.Text}</mo>"""),
            _ => Html.Of($"<mo>{(token.Text == "-" ? "−" : token.Text)}</mo>"),
        };
        _depth--;
        return atom;
    }

    private Html Group()
    {
        var row = Row(_ => false);
        Expect('}');
        return row;
    }

    private Html Command(string name)
    {
        if (TexSymbols.Letters.TryGetValue(name, out var letter)) return name is "partial" or "nabla" or "infty" or "top" ? Html.Of($"""<mi mathvariant="normal">{letter}</mi>""") : Html.Of($"<mi>{letter}</mi>");
        if (TexSymbols.Operators.TryGetValue(name, out var sign)) return Html.Of($"""<mo stretchy="false">{sign}</mo>""");
        if (TexSymbols.Large.TryGetValue(name, out var large)) return Html.Of($"<mo>{large}</mo>");
        if (TexSymbols.Spaces.TryGetValue(name, out var width)) return Html.Of($"""<mspace width="{width}"/>""");
        if (TexSymbols.Functions.Contains(name)) return Html.Of($"""<mrow><mi mathvariant="normal">{name}</mi><mspace width="0.17em"/></mrow>""");
        if (TexSymbols.Accents.TryGetValue(name, out var accent)) return Html.Of($"""<mover accent="true">{Atom()}<mo stretchy="false">{accent}</mo></mover>""");
        if (TexSymbols.Texts.Contains(name)) return Words();
        return name switch
        {
            "frac" or "dfrac" or "tfrac" => Html.Of($"<mfrac>{Atom()}{Atom()}</mfrac>"),
            "sqrt" => Html.Of($"<msqrt>{Atom()}</msqrt>"),
            "left" => Fenced(),
            "begin" => Table(),
            "mathbb" or "mathbf" or "mathcal" or "boldsymbol" or "bm" => Html.Of($"""<mi mathvariant="normal">{string.Concat(Raw().Select(it => TexSymbols.Alphabet(name, it)))}</mi>"""),
            "limits" or "nolimits" or "displaystyle" or "big" or "Big" => Html.None,
            _ => throw new FormatException($"\\{name} is not known."),
        };
    }

    private Html Words()
    {
        var words = Raw();
        return words.Length == 1 ? Html.Of($"""<mi mathvariant="normal">{words}</mi>""") : Html.Of($"<mtext>{words}</mtext>");
    }

    /// <summary>The letters of a group, as they stand; blanks between words are lost with the lexer.</summary>
    private string Raw()
    {
        if (Next is { Kind: not 'c' } single && !single.IsSign('{')) { _at++; return single.Text; }
        Expect('{');
        var text = "";
        while (Next is { } token && !token.IsSign('}')) { text += token.Kind == 'c' ? throw new FormatException("A command inside a text.") : token.Text; _at++; }
        Expect('}');
        return text.Length > 0 ? text : throw new FormatException("An empty text.");
    }

    private Html Fenced()
    {
        var open = Fence();
        var row = Row(it => it is { Kind: 'c', Text: "right" });
        if (Next is not { Kind: 'c', Text: "right" }) throw new FormatException("\\right is missing.");
        _at++;
        return Html.Of($"<mrow>{open}{row}{Fence()}</mrow>");
    }

    private Html Fence()
    {
        var token = Next ?? throw new FormatException("A bracket is missing.");
        _at++;
        if (token.IsSign('.')) return Html.None;
        var sign = token.Kind == 'c' ? TexSymbols.Operators.GetValueOrDefault(token.Text) ?? throw new FormatException("No bracket.") : token.Text;
        return Html.Of($"""<mo stretchy="true">{sign}</mo>""");
    }

    private Html Table()
    {
        var kind = Raw();
        var (open, close) = kind switch { "bmatrix" => ("[", "]"), "pmatrix" => ("(", ")"), "vmatrix" => ("|", "|"), "cases" => ("{", ""), "matrix" or "aligned" => ("", ""), _ => throw new FormatException($"'{kind}' is not known.") };
        var rows = new List<Html>();
        var cells = new List<Html>();
        while (true)
        {
            cells.Add(Row(it => it.IsSign('&') || it is { Kind: 'c', Text: "\\" or "end" }));
            var token = Next ?? throw new FormatException("\\end is missing.");
            _at++;
            if (token.IsSign('&')) continue;
            rows.Add(Html.Of($"<mtr>{cells.Select(it => Html.Of($"<mtd>{it}</mtd>"))}</mtr>"));
            cells.Clear();
            if (token.Text == "\\") continue;
            if (Raw() != kind) throw new FormatException("\\end of something else.");
            var fence = (Func<string, Html>)(it => it.Length == 0 ? Html.None : Html.Of($"""<mo stretchy="true">{it}</mo>"""));
            return Html.Of($"<mrow>{fence(open)}<mtable>{rows}</mtable>{fence(close)}</mrow>");
        }
    }

    private void Expect(char sign)
    {
        if (Next is not { } token || !token.IsSign(sign)) throw new FormatException($"'{sign}' is missing.");
        _at++;
    }
}
