using System.Collections.Immutable;
using System.Text;

namespace Grader.Core.Formulas;

/// <summary>
/// LaTeX, Unicode and plain ASCII into one kind of tokens. Fonts, blanks and the marks around mathematics fall away here; a line break counts only
/// where a statement can end. One pass, no look-back in the text, so the work grows with its length only.
/// </summary>
internal sealed class FormulaLexer(string text)
{
    public const int LongestText = 4096;

    private readonly ImmutableArray<Token>.Builder _tokens = ImmutableArray.CreateBuilder<Token>();
    private readonly Stack<bool> _braces = new(); // true where the brace belongs to a font and is not a group
    private int _at;
    private int _depth;
    private int _cases;
    private bool _font;
    private FormulaProblem? _problem;

    public static (ImmutableArray<Token> Tokens, FormulaProblem? Problem) Read(string text)
    {
        if (text.Length > LongestText) return ([], new(LongestText, FormulaWords.TooLong(LongestText)));
        var lexer = new FormulaLexer(text);
        while (lexer._at < text.Length && lexer._problem is null) lexer.Next();
        lexer.Add(TokenKind.End, "", text.Length);
        return (LineBreaks.Settle(lexer._tokens.ToImmutable()), lexer._problem);
    }

    private char Here => _at < text.Length ? text[_at] : '\0';

    private void Next()
    {
        var (letter, start) = (Here, _at);
        if (letter == '\\') Command();
        else if (letter == '\n') { _at++; if (_depth == 0 && _cases == 0) Add(TokenKind.Separator, "\n", start); }
        else if (char.IsWhiteSpace(letter) || Letters.IsInvisible(letter) || letter is '$' or '~' or '`') _at++;
        else if (letter == '&') { _at++; if (_cases > 0) Add(TokenKind.Ampersand, "&", start); }
        else if (Letters.Digit(letter) is not null) Number();
        else if (Letters.IsPersian(letter)) Persian();
        else if (Letters.Superscript(letter) is not null) Script(TokenKind.Caret, Letters.Superscript);
        else if (Letters.Subscript(letter) is not null) Script(TokenKind.Underscore, Letters.Subscript);
        else if (char.IsAsciiLetter(letter)) Word();
        else if (Operator() || OtherLetter()) return;
        else Fail(start, FormulaWords.UnknownCharacter(char.IsHighSurrogate(letter) && start + 1 < text.Length ? text.Substring(start, 2) : letter.ToString()));
    }

    private bool Operator()
    {
        var start = _at;
        foreach (var (spelling, kind, meaning) in LongOperators)
        {
            if (string.CompareOrdinal(text, _at, spelling, 0, spelling.Length) != 0) continue;
            _at += spelling.Length;
            Add(kind, meaning, start);
            return true;
        }
        if (!Letters.Signs.TryGetValue(Here, out var sign)) return false;
        _at++;
        if (sign.Kind == TokenKind.Open && sign.Text == "{")
        {
            _braces.Push(_font);
            if (_font) { _font = false; return true; }
        }
        if (sign.Kind == TokenKind.Close && sign.Text == "}" && _braces.TryPop(out var font) && font) return true;
        Add(sign.Kind, sign.Text, start);
        return true;
    }

    private static readonly (string Spelling, TokenKind Kind, string Text)[] LongOperators =
    [
        ("**", TokenKind.Caret, "^"), ("...", TokenKind.Range, "…"), ("..", TokenKind.Range, ".."), ("<=", TokenKind.Relation, "<="), (">=", TokenKind.Relation, ">="),
        ("!=", TokenKind.Relation, "!="), ("==", TokenKind.Relation, "="), (":=", TokenKind.Relation, "="), ("=>", TokenKind.Separator, ""),
    ];

    private void Number()
    {
        var (start, digits) = (_at, new StringBuilder());
        while (true)
        {
            if (Letters.Digit(Here) is { } digit) digits.Append(digit);
            else if (Here is '.' or '\u066B' && _at + 1 < text.Length && Letters.Digit(text[_at + 1]) is not null && !digits.ToString().Contains('.')) digits.Append('.');
            else break;
            _at++;
        }
        Add(TokenKind.Number, digits.ToString(), start);
    }

    private void Word()
    {
        var start = _at;
        while (char.IsAsciiLetter(Here)) _at++;
        var word = text[start.._at];
        if (_at < text.Length && text[_at] == '\u0302') { _at++; word += "hat"; }
        var (kind, meaning) = Letters.Keywords.GetValueOrDefault(word.ToLowerInvariant(), (TokenKind.Word, word));
        Add(kind, meaning, start);
    }

    private void Persian()
    {
        var start = _at;
        while (_at < text.Length && (Letters.IsPersian(Here) || Here is ' ' or '\t' || Letters.IsInvisible(Here))) _at++;
        if (Letters.Persian(text[start.._at]) is { } meaning) Add(meaning.Kind, meaning.Text, start);
    }

    /// <summary>Greek, accented and mathematical letters.</summary>
    private bool OtherLetter()
    {
        var start = _at;
        if (!Rune.TryGetRuneAt(text, _at, out var rune)) return false;
        _at += rune.Utf16SequenceLength;
        if (rune.Value is 0x1D7D9 or 0x1D7CF) { Add(TokenKind.Ones, "1", start); return true; }
        if (Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.OtherNotAssigned) { _at = start; return false; } // no character, and Normalize throws on some
        var plain = rune.ToString().Normalize(NormalizationForm.FormKD);
        var word = plain.Length > 0 && LatexCommands.Greek.TryGetValue(plain[0], out var greek) ? greek : plain.Length > 0 && char.IsAsciiLetter(plain[0]) ? plain[..1] : null;
        if (word is null) { _at = start; return false; }
        if (plain.Contains('\u0302') || Here == '\u0302') word += "hat";
        if (Here == '\u0302') _at++;
        Add(TokenKind.Word, word, start);
        return true;
    }

    /// <summary><c>ᵗ⁻ⁱ</c> is <c>^{t-i}</c>; a leading ᵀ is a script of its own.</summary>
    private void Script(TokenKind kind, Func<char, char?> plain)
    {
        var start = _at;
        Add(kind, kind == TokenKind.Caret ? "^" : "_", start);
        Add(TokenKind.Open, "{", start);
        for (var first = true; plain(Here) is { } letter; first = false)
        {
            var (from, end) = (_at, first && letter == 'T');
            _at++;
            if (char.IsAsciiDigit(letter)) Digits(from, letter, plain);
            else if (Letters.Signs.TryGetValue(letter, out var sign)) Add(sign.Kind, sign.Text, from);
            else Letter(from, letter, plain, end);
            if (end) break;
        }
        Add(TokenKind.Close, "}", _at);
    }

    private void Digits(int from, char first, Func<char, char?> plain)
    {
        var digits = new StringBuilder().Append(first);
        for (; plain(Here) is { } digit && char.IsAsciiDigit(digit); _at++) digits.Append(digit);
        Add(TokenKind.Number, digits.ToString(), from);
    }

    private void Letter(int from, char first, Func<char, char?> plain, bool alone)
    {
        var word = new StringBuilder().Append(first);
        for (; !alone && plain(Here) is { } letter && char.IsAsciiLetter(letter); _at++) word.Append(letter);
        Add(TokenKind.Word, word.ToString(), from);
    }

    private void Command()
    {
        var start = _at++;
        if (!char.IsAsciiLetter(Here))
        {
            var sign = Here;
            _at = Math.Min(_at + 1, text.Length);
            if (sign == '\\') Add(_cases > 0 ? TokenKind.Row : TokenKind.Separator, "", start);
            else if (sign == '{') Add(TokenKind.Open, "(", start);
            else if (sign == '}') Add(TokenKind.Close, ")", start);
            else if (sign == '_') Add(TokenKind.Underscore, "_", start);
            else if (!(sign is ',' or ';' or ':' or '!' or ' ' or '[' or ']' or '(' or ')' or '/' or '\n')) Fail(start, FormulaWords.UnknownCharacter("\\" + sign));
            return;
        }
        while (char.IsAsciiLetter(Here)) _at++;
        var name = text[(start + 1).._at];
        if (name is "left" or "right") Delimiter(name);
        else if (name is "begin" or "end") Environment(start, name);
        else if (LatexCommands.Fonts.Contains(name)) Font(start, name);
        else if (LatexCommands.SkippedWithArgument.Contains(name)) Argument();
        else if (LatexCommands.Meanings.TryGetValue(name, out var meaning)) Add(meaning.Kind, meaning.Text, start);
        else if (!LatexCommands.Skipped.Contains(name)) Fail(start, FormulaWords.UnknownCommand(name));
    }

    /// <summary><c>\left\{</c> before an environment and the empty <c>\right.</c> are no brackets.</summary>
    private void Delimiter(string name)
    {
        Blanks();
        if (Here == '.') _at++;
        else if (name == "left" && Here == '\\' && string.CompareOrdinal(text, _at, @"\{", 0, 2) == 0)
        {
            var rest = text.AsSpan(_at + 2).TrimStart();
            if (rest.StartsWith(@"\begin", StringComparison.Ordinal)) _at += 2;
        }
    }

    private void Environment(int start, string name)
    {
        if (Argument() is not { } environment) { Fail(start, FormulaWords.UnknownCommand(name)); return; }
        var isCases = environment is "cases" or "cases*" or "dcases" or "dcases*" or "rcases" or "array";
        if (!isCases)
        {
            if (!LatexCommands.Environments.Contains(environment)) Fail(start, FormulaWords.UnknownEnvironment(environment));
            return;
        }
        if (environment == "array" && name == "begin") Argument();
        _cases = Math.Max(0, _cases + (name == "begin" ? 1 : -1));
        Add(name == "begin" ? TokenKind.BeginCases : TokenKind.EndCases, environment, start);
    }

    private void Font(int start, string name)
    {
        if (Here == '*') _at++;
        Blanks();
        if (name is "mathbf" or "mathbb" or "boldsymbol" or "bm" or "pmb")
        {
            var rest = text.AsSpan(_at);
            var ones = rest.StartsWith("{1}") ? 3 : rest.StartsWith("1") ? 1 : 0;
            if (ones > 0) { _at += ones; Add(TokenKind.Ones, "1", start); return; }
        }
        _font = Here == '{';
    }

    private string? Argument()
    {
        Blanks();
        if (Here != '{') return null;
        var close = text.IndexOf('}', _at);
        if (close < 0) return null;
        var argument = text[(_at + 1)..close].Trim();
        _at = close + 1;
        return argument.Length <= 40 ? argument : argument[..40];
    }

    private void Blanks()
    {
        while (Here is ' ' or '\t') _at++;
    }

    private void Add(TokenKind kind, string meaning, int start)
    {
        _depth = Math.Max(0, _depth + (kind == TokenKind.Open ? 1 : kind == TokenKind.Close ? -1 : 0));
        var glued = _tokens.Count > 0 && _tokens[^1].End == start;
        _tokens.Add(new Token(kind, meaning, start, Math.Max(_at, start), glued));
    }

    private void Fail(int at, LocalizedText words) => _problem ??= new FormulaProblem(at, words);
}
