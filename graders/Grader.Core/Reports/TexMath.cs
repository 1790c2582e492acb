namespace Grader.Core.Reports;

/// <summary>
/// The TeX that homework sheets use, as MathML: needs no script and no font in the page. What it does not know gives null, and the source is shown instead.
/// </summary>
internal static class TexMath
{
    private const int LongestSource = 2000;

    public static Html? Render(string tex, bool display)
    {
        if (tex.Length > LongestSource) return null;
        try
        {
            var row = new TexParser(TexLexer.Read(tex), display).ParseAll();
            return display ? Html.Of($"""<math dir="ltr" display="block">{row}</math>""") : Html.Of($"""<math dir="ltr">{row}</math>""");
        }
        catch (FormatException)
        {
            return null; // not TeX that we know: the caller shows it as written
        }
    }
}

/// <summary>A command without its backslash, one sign, or a number.</summary>
internal readonly record struct TexToken(char Kind, string Text)
{
    public bool IsSign(char sign) => Kind == 's' && Text[0] == sign;
}

internal static class TexLexer
{
    public static List<TexToken> Read(string tex)
    {
        var tokens = new List<TexToken>();
        for (var i = 0; i < tex.Length;)
        {
            var from = i;
            if (char.IsWhiteSpace(tex[i])) i++;
            else if (tex[i] == '\\')
            {
                i++;
                if (i == tex.Length) throw new FormatException("A backslash stands alone.");
                if (char.IsAsciiLetter(tex[i])) while (i < tex.Length && char.IsAsciiLetter(tex[i])) i++;
                else i++;
                tokens.Add(new TexToken('c', tex[(from + 1)..i]));
            }
            else if (char.IsAsciiDigit(tex[i]))
            {
                while (i < tex.Length && (char.IsAsciiDigit(tex[i]) || (tex[i] == '.' && i + 1 < tex.Length && char.IsAsciiDigit(tex[i + 1])))) i++;
                tokens.Add(new TexToken('n', tex[from..i]));
            }
            else if (char.IsHighSurrogate(tex[i]) && i + 1 < tex.Length) { i += 2; tokens.Add(new TexToken('s', tex[from..i])); }
            else tokens.Add(new TexToken('s', tex[i++].ToString()));
        }
        return tokens;
    }
}
