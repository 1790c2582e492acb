using System.Text;

namespace Grader.Core.Results;

/// <summary>RFC 4180 with CRLF. A text that a spreadsheet would run as a formula gets an apostrophe before it.</summary>
internal static class CsvText
{
    private const string Dangerous = "=+-@\t\r";

    public static string Guard(string text) => text.Length > 0 && (Dangerous.Contains(text[0]) || (text[0] == '\'' && text.Length > 1 && Dangerous.Contains(text[1]))) ? "'" + text : text;

    public static string Unguard(string text) => text.Length > 1 && text[0] == '\'' && (Dangerous.Contains(text[1]) || text[1] == '\'') ? text[1..] : text;

    public static string Write(IEnumerable<IEnumerable<string>> rows)
    {
        var text = new StringBuilder();
        foreach (var row in rows) text.AppendJoin(',', row.Select(Quote)).Append("\r\n");
        return text.ToString();
    }

    private static string Quote(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? '"' + cell.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : cell;
}
