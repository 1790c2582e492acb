using System.Globalization;

namespace Grader.Core.Reports;

/// <summary>A stretch of a text; an island runs against the direction of the page and is to be isolated, brackets and all.</summary>
internal readonly record struct Run(string Text, bool IsIsland);

/// <summary>
/// Cuts a text where its direction changes. Without isolation "[0, 1]" in a Persian sentence is shown as "[1 ,0]", and "t−i" as "i−t".
/// Points and blanks at the ends of an island stay outside, and brackets whose partner is outside.
/// </summary>
internal static class Directions
{
    public static IEnumerable<Run> Split(string text, bool persian)
    {
        var at = 0;
        while (at < text.Length)
        {
            var from = Next(text, at, persian);
            if (from < 0) break;
            var (start, end) = Island(text, from, persian);
            if (start < at) start = at;
            if (start > at) yield return new Run(text[at..start], false);
            yield return new Run(text[start..end], true);
            at = end;
        }
        if (at < text.Length) yield return new Run(text[at..], false);
    }

    private static int Next(string text, int at, bool persian)
    {
        for (var i = at; i < text.Length; i++) if (persian ? IsLatin(text[i]) : IsPersian(text[i])) return i;
        return -1;
    }

    /// <summary>From the first letter of the other direction to the last one before a letter of ours, with brackets that belong to it.</summary>
    private static (int Start, int End) Island(string text, int first, bool persian)
    {
        var limit = first;
        while (limit < text.Length && !(persian ? IsPersian(text[limit]) : IsLatin(text[limit]))) limit++;
        var end = limit;
        while (end > first + 1 && !(persian ? IsLatin(text[end - 1]) : IsPersian(text[end - 1])) && !(Closes(text[end - 1]) && Opened(text, first, end - 1))) end--;
        // Brackets and quotes just before it that close inside it.
        var start = first;
        while (start > 0 && Opens(text[start - 1]) && Closed(text, start, limit) is var close and >= 0)
        {
            start--;
            end = Math.Max(end, close + 1);
        }
        return (start, end);
    }

    private static bool Opens(char it) => it is '(' or '[' or '{' or '|' or '‖' or '\'' or '"';

    private static bool Closes(char it) => it is ')' or ']' or '}';

    private static bool Opened(string text, int from, int closing)
    {
        var depth = 0;
        for (var i = closing; i >= from; i--)
        {
            if (Closes(text[i])) depth++;
            else if (text[i] is '(' or '[' or '{' && --depth == 0) return true;
        }
        // The bracket may stand just before the island: then Island takes both in.
        return false;
    }

    private static int Closed(string text, int from, int limit)
    {
        var depth = 1;
        for (var i = from; i < limit; i++)
        {
            if (text[from - 1] is '|' or '‖' or '\'' or '"') { if (text[i] == text[from - 1]) return i; continue; }
            if (text[i] is '(' or '[' or '{') depth++;
            else if (Closes(text[i]) && --depth == 0) return i;
        }
        return -1;
    }

    public static bool IsPersian(char it) => it is (>= '\u0590' and <= '\u08FF') or (>= '\uFB50' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC') or '«' or '»' or '\u200C';

    /// <summary>What belongs to Latin text, code and formulas: letters, digits, signs.</summary>
    private static bool IsLatin(char it) => !IsPersian(it) && (char.IsLetterOrDigit(it) || char.IsSurrogate(it) || it is '_' or '^' or '\\' or '#' or '$' or '%' or '&' or '@' or '-' or '*' or '/' or '%' or '′' or '·'
        || char.GetUnicodeCategory(it) is UnicodeCategory.MathSymbol or UnicodeCategory.OtherNumber or UnicodeCategory.NonSpacingMark or UnicodeCategory.ModifierSymbol);
}
