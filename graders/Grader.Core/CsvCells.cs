namespace Grader.Core;

/// <summary>Free text in a CSV that people open in a spreadsheet, which runs cells that start like a formula.</summary>
internal static class CsvCells
{
    /// <summary>An apostrophe in front of what would run, and of what already has one or more: so the way back is always clear.</summary>
    public static string Guard(string text) => StartsFormula(text) ? "'" + text : text;

    /// <summary>Takes off what <see cref="Guard"/> put on, and nothing else.</summary>
    public static string Unguard(string text) => text.StartsWith('\'') && StartsFormula(text) ? text[1..] : text;

    static bool StartsFormula(string text) =>
        text.AsSpan().TrimStart('\'') is [var c, ..] && c is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠';
}
