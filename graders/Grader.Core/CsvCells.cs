namespace Grader.Core;

/// <summary>Free text in a CSV that people open in a spreadsheet, which runs cells that start like a formula.</summary>
internal static class CsvCells
{
    public static string Guard(string text) => text.Length > 0 && StartsFormula(text[0]) ? "'" + text : text;

    /// <summary>Takes off what <see cref="Guard"/> put on, and nothing else.</summary>
    public static string Unguard(string text) => text.Length > 1 && text[0] == '\'' && StartsFormula(text[1]) ? text[1..] : text;

    static bool StartsFormula(char c) => c is '=' or '+' or '-' or '@' or '\t' or '\r';
}
