using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Grader.Core.Formulas;

/// <summary>Single characters of a formula: signs, small letters above and below the line, digits of three alphabets, words of Persian.</summary>
internal static class Letters
{
    public static readonly FrozenDictionary<char, (TokenKind Kind, string Text)> Signs = new Dictionary<char, (TokenKind, string)>
    {
        ['('] = (TokenKind.Open, "("), [')'] = (TokenKind.Close, ")"), ['['] = (TokenKind.Open, "["), [']'] = (TokenKind.Close, "]"), ['{'] = (TokenKind.Open, "{"), ['}'] = (TokenKind.Close, "}"),
        ['^'] = (TokenKind.Caret, "^"), ['_'] = (TokenKind.Underscore, "_"), ['\''] = (TokenKind.Prime, "'"), ['′'] = (TokenKind.Prime, "'"), ['’'] = (TokenKind.Prime, "'"),
        ['⊤'] = (TokenKind.Dagger, "⊤"), ['⊺'] = (TokenKind.Dagger, "⊤"), ['.'] = (TokenKind.Dot, "."), [','] = (TokenKind.Comma, ","), ['،'] = (TokenKind.Comma, ","), [':'] = (TokenKind.Colon, ":"),
        ['+'] = (TokenKind.Plus, "+"), ['-'] = (TokenKind.Minus, "-"), ['−'] = (TokenKind.Minus, "-"), ['–'] = (TokenKind.Minus, "-"), ['‐'] = (TokenKind.Minus, "-"),
        ['*'] = (TokenKind.Times, "*"), ['·'] = (TokenKind.Times, "·"), ['⋅'] = (TokenKind.Times, "·"), ['×'] = (TokenKind.Times, "×"), ['∗'] = (TokenKind.Times, "*"), ['•'] = (TokenKind.Times, "·"), ['∙'] = (TokenKind.Times, "·"), ['@'] = (TokenKind.Times, "@"),
        ['/'] = (TokenKind.Slash, "/"), ['÷'] = (TokenKind.Slash, "/"), ['∕'] = (TokenKind.Slash, "/"), ['⊙'] = (TokenKind.Elementwise, "⊙"), ['∘'] = (TokenKind.Elementwise, "∘"), ['⊗'] = (TokenKind.Outer, "⊗"),
        ['='] = (TokenKind.Relation, "="), ['≡'] = (TokenKind.Relation, "="), ['<'] = (TokenKind.Relation, "<"), ['>'] = (TokenKind.Relation, ">"), ['≤'] = (TokenKind.Relation, "<="), ['⩽'] = (TokenKind.Relation, "<="),
        ['≥'] = (TokenKind.Relation, ">="), ['⩾'] = (TokenKind.Relation, ">="), ['≠'] = (TokenKind.Relation, "!="), ['∑'] = (TokenKind.Sum, "sum"), ['Σ'] = (TokenKind.Sum, "sum"), ['∏'] = (TokenKind.Product, "prod"), ['Π'] = (TokenKind.Product, "prod"),
        ['∂'] = (TokenKind.Partial, "∂"), [';'] = (TokenKind.Separator, ""), ['؛'] = (TokenKind.Separator, ""), ['⇒'] = (TokenKind.Separator, ""), ['⟹'] = (TokenKind.Separator, ""), ['∧'] = (TokenKind.And, "and"), ['∀'] = (TokenKind.If, "for"), ['…'] = (TokenKind.Range, "…"),
    }.ToFrozenDictionary();

    /// <summary>English words with a meaning of their own.</summary>
    public static readonly FrozenDictionary<string, (TokenKind Kind, string Text)> Keywords = new Dictionary<string, (TokenKind, string)>
    {
        ["if"] = (TokenKind.If, "if"), ["for"] = (TokenKind.If, "for"), ["when"] = (TokenKind.If, "when"), ["otherwise"] = (TokenKind.Otherwise, ""), ["else"] = (TokenKind.Otherwise, ""), ["elsewhere"] = (TokenKind.Otherwise, ""),
        ["and"] = (TokenKind.And, "and"), ["where"] = (TokenKind.Where, "where"), ["with"] = (TokenKind.Where, "with"), ["then"] = (TokenKind.Then, "then"), ["sum"] = (TokenKind.Sum, "sum"), ["prod"] = (TokenKind.Product, "prod"), ["product"] = (TokenKind.Product, "prod"),
    }.ToFrozenDictionary();

    private const string Raised = "⁰0¹1²2³3⁴4⁵5⁶6⁷7⁸8⁹9⁺+⁻-⁼=⁽(⁾)ⁿnⁱiᵀTᵗtᵏkʲjˢsᵐmʰhᵒoʸyᵈdᵘu";
    private const string Lowered = "₀0₁1₂2₃3₄4₅5₆6₇7₈8₉9₊+₋-₌=₍(₎)ᵢiⱼjₖkₜtₙnₘmₕhₒoₓxₛsₐaₑeₗlₚpᵤuᵥv";

    public static char? Superscript(char letter) => Pair(Raised, letter);

    public static char? Subscript(char letter) => Pair(Lowered, letter);

    private static char? Pair(string table, char letter)
    {
        if (letter < 0x80) return null;
        for (var i = 0; i < table.Length; i += 2) if (table[i] == letter) return table[i + 1];
        return null;
    }

    public static char? Digit(char letter) => letter switch
    {
        >= '0' and <= '9' => letter,
        >= '\u06F0' and <= '\u06F9' => (char)('0' + (letter - '\u06F0')),
        >= '\u0660' and <= '\u0669' => (char)('0' + (letter - '\u0660')),
        _ => null,
    };

    public static bool IsInvisible(char letter) => letter is (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u206F') or '\uFEFF' or '\u00AD';

    public static bool IsPersian(char letter) => letter is >= '\u0600' and <= '\u06FF' && Digit(letter) is null && (char.IsLetter(letter) || CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.NonSpacingMark);

    /// <summary>What a run of Persian words means; null where it means nothing to a formula, and Word where it is not understood.</summary>
    public static (TokenKind Kind, string Text)? Persian(string run)
    {
        var phrase = new StringBuilder();
        foreach (var letter in run)
        {
            if (IsPersian(letter) && char.IsLetter(letter) && letter != '\u0640') phrase.Append(letter switch { '\u064A' => '\u06CC', '\u0643' => '\u06A9', _ => letter });
        }
        var text = phrase.ToString();
        if (Has("غیراین") || Has("وگرنه") || Has("سایر") || Has("بقیه")) return (TokenKind.Otherwise, "");
        if (Has("کهدرآن") || Has("جاییکه")) return (TokenKind.Where, "where");
        if (Has("اگر") || Has("برای") || Has("ازای") || Has("وقتی") || Has("زمانی") || Has("هرگاه") || Has("چنانچه")) return (TokenKind.If, "if");
        return text switch
        {
            "و" => (TokenKind.And, "and"),
            "آنگاه" => (TokenKind.Then, "then"),
            "پس" or "بنابراین" or "درنتیجه" => (TokenKind.Separator, ""),
            "باشد" or "است" or "داریم" or "پاسخ" or "جواب" or "" => null,
            _ => (TokenKind.Word, run.Trim()),
        };
        bool Has(string part) => text.Contains(part, StringComparison.Ordinal);
    }
}
