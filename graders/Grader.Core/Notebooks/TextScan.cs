namespace Grader.Core.Notebooks;

/// <summary>
/// Follows C# line by line, and knows whether the next line begins inside a comment or a string of several lines. What is inside the braces of an
/// interpolated string counts as string: enough for telling where a magic cannot be.
/// </summary>
internal sealed class TextScan
{
    private const int Comment = -1;
    private const int Verbatim = -2;

    /// <summary>0 in code, the number of quotes in a raw string, or one of the two above.</summary>
    private int _inside;

    public bool IsInText => _inside != 0;

    public void Advance(string line)
    {
        if (_inside == 0 && line.AsSpan().TrimStart().StartsWith("#")) return; // #region don't
        for (var i = 0; i < line.Length;) i = _inside == 0 ? InCode(line, i) : InText(line, i);
    }

    private int InCode(string line, int i)
    {
        if (line[i] == '/' && Next(line, i) == '/') return line.Length;
        if (line[i] == '/' && Next(line, i) == '*') return Enter(Comment, i + 2);
        if (line[i] == '\'') return AfterQuoted(line, i, '\'');
        if (line[i] != '"') return i + 1;
        if (i > 0 && (line[i - 1] == '@' || (i > 1 && line[i - 1] == '$' && line[i - 2] == '@'))) return Enter(Verbatim, i + 1);
        var quotes = Quotes(line, i);
        return quotes switch { 2 => i + 2, >= 3 => Enter(quotes, i + quotes), _ => AfterQuoted(line, i, '"') };
    }

    private int InText(string line, int i)
    {
        if (_inside == Comment) return line[i] == '*' && Next(line, i) == '/' ? Enter(0, i + 2) : i + 1;
        if (line[i] != '"') return i + 1;
        if (_inside == Verbatim) return Next(line, i) == '"' ? i + 2 : Enter(0, i + 1);
        var quotes = Quotes(line, i);
        return quotes >= _inside ? Enter(0, i + quotes) : i + quotes;
    }

    private int Enter(int inside, int next)
    {
        _inside = inside;
        return next;
    }

    /// <summary>A character or an ordinary string ends with its line at the latest.</summary>
    private static int AfterQuoted(string line, int i, char quote)
    {
        for (i++; i < line.Length && line[i] != quote; i++)
            if (line[i] == '\\') i++;
        return i + 1;
    }

    private static int Quotes(string line, int i) => line.AsSpan(i).IndexOfAnyExcept('"') is var run and >= 0 ? run : line.Length - i;

    private static char Next(string line, int i) => i + 1 < line.Length ? line[i + 1] : '\0';
}
