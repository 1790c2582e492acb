using System.Globalization;
using System.Text;
using CsvHelper;

namespace Grader.Core.Exporting;

internal static class CsvText
{
    public static byte[] Write(IEnumerable<IReadOnlyList<string>> rows, bool byteOrderMark)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var csv = CsvWriter.Create(text, CsvWriterOptions.Default, true);
        foreach (var row in rows) csv.WriteRecord(row.ToArray());
        csv.Flush();
        return [.. byteOrderMark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>A stranger's text in a cell: on one line, and nothing that a spreadsheet would run.</summary>
    public static string Free(string text) => CsvCells.Guard(Results.SafeText.Visible(text).ReplaceLineEndings(" "));
}
