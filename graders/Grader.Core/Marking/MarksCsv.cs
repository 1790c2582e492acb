using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;

namespace Grader.Core.Marking;

/// <summary>The marks as a table of text: ours to write, and to read back as whatever a spreadsheet made of it.</summary>
internal static class MarksCsv
{
    static readonly string[] Columns =
        ["student_id", "check", "points", "items", "comment", "marker", "text_digest", "max", "name", "given_items", "text"];

    /// <summary>Without items and text_digest a mark could not be told from one for an earlier text, and would count all the same.</summary>
    static readonly string[] Required = ["student_id", "check", "points", "items", "text_digest"];

    static readonly char[] Delimiters = [',', ';', '\t'];

    public static (ImmutableArray<MarkRow> Rows, ImmutableArray<string> ExtraColumns) Read(string text, string name)
    {
        // Excel's own way of naming the delimiter is a line before the header.
        var skipped = text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        if (skipped == 1) text = text[(text.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? end + 1 : text.Length)..];
        var records = Records(text).ToArray();
        if (records.Length == 0) throw MissingColumn(name, Required[0]);
        var header = records[0].Cells;
        var names = header.Select(cell => cell.Trim().Trim('\uFEFF').ToLowerInvariant()).ToArray();
        foreach (var column in Required)
            if (!names.Contains(column)) throw MissingColumn(name, column);

        var filled = records.Skip(1).Where(record => !record.Cells.All(string.IsNullOrWhiteSpace)).ToArray();
        var ours = Columns.ToDictionary(column => column, column => Array.IndexOf(names, column));
        // Remarks beside the table have no name in the header; spreadsheets add columns that have nothing at all.
        var width = records.Max(record => record.Cells.Length);
        var extra = Enumerable.Range(0, width).Except(ours.Values)
            .Where(at => !string.IsNullOrWhiteSpace(CellAt(header, at)) || filled.Any(record => !string.IsNullOrWhiteSpace(CellAt(record.Cells, at)))).ToArray();
        return ([.. filled.Select(record => Row(record.Cells, record.Line + skipped, ours, extra))], [.. extra.Select(at => CellAt(header, at))]);
    }

    public static string Write(IEnumerable<MarkRow> rows, ImmutableArray<string> extraColumns)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var csv = CsvWriter.Create(text, CsvWriterOptions.Default, true);
        csv.WriteRecord((string[])[.. Columns, .. extraColumns]);
        foreach (var row in rows)
        {
            string[] cells =
            [
                row.StudentId, row.Check, row.Points, row.Items, CsvCells.Guard(row.Comment), CsvCells.Guard(row.Marker), row.TextDigest, row.Max,
                CsvCells.Guard(row.Name), CsvCells.Guard(row.GivenItems), CsvCells.Guard(row.Text),
                // The TA's own, as they were read: neither guarded nor changed.
                .. extraColumns.Select((_, at) => row.Extra.At(at)),
            ];
            csv.WriteRecord(cells);
        }
        csv.Flush();
        return text.ToString();
    }

    static MarkRow Row(string[] cells, int line, Dictionary<string, int> ours, int[] extra)
    {
        string Cell(string column) => CellAt(cells, ours[column]);
        string Free(string column) => CsvCells.Unguard(Cell(column));
        return new MarkRow(
            Cell("student_id").Trim(), Cell("check").Trim(), Cell("points").Trim(), Cell("items").Trim(), Free("comment"), Free("marker"),
            Cell("text_digest").Trim(), Cell("max").Trim(), Free("name"), Free("given_items"), Free("text"), line)
        {
            Extra = extra.Length == 0 ? ExtraCells.None : new ExtraCells([.. extra.Select(at => CellAt(cells, at))]),
        };
    }

    static string CellAt(string[] cells, int at) => at >= 0 && at < cells.Length ? cells[at] : "";

    static IEnumerable<(string[] Cells, int Line)> Records(string text)
    {
        // The header is read as a record like any other, so that a repeated column name is no error.
        using var reader = CsvReader.FromText(text, new CsvReaderOptions { Separator = SeparatorOf(text), HasHeader = false, TrackLineNumbers = true });
        while (reader.Read()) yield return ([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)], (int)reader.LineNumber);
    }

    /// <summary>The one that the header line holds most of: no column's name contains any of them.</summary>
    static char SeparatorOf(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var header = end < 0 ? text : text[..end];
        return Delimiters.MaxBy(delimiter => header.Count(c => c == delimiter));
    }

    static UsageException MissingColumn(string file, string column) => new($"{file} has no column '{column}'. It needs {string.Join(", ", Required)}.");
}
