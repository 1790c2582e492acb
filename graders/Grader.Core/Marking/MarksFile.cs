using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CsvHelper;
using Grader.Core.Intake;

namespace Grader.Core.Marking;

/// <summary>The marks file on disk: written for a spreadsheet, and read back as whatever the spreadsheet made of it.</summary>
public static class MarksFile
{
    static readonly string[] Columns =
        ["student_id", "check", "points", "items", "comment", "marker", "text_digest", "max", "name", "given_items", "text"];

    static readonly string[] Required = ["student_id", "check", "points"];

    static readonly char[] Delimiters = [',', ';', '\t'];

    /// <summary>The rows, none when there is no file.</summary>
    /// <exception cref="UsageException">The file is no table of marks.</exception>
    public static ImmutableArray<MarkRow> Read(string path)
    {
        if (!File.Exists(path)) return [];
        var name = Path.GetFileName(path);
        // Not with LF line ends: a cell that starts with CR is guarded, and has to be found again.
        var text = TextDecoding.Decode(File.ReadAllBytes(path)) ?? throw new UsageException($"{name} is not UTF-8 or UTF-16 text.");
        // Excel's own way of naming the delimiter is a line before the header.
        var skipped = text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        if (skipped == 1) text = text[(text.IndexOf('\n', StringComparison.Ordinal) is var end and >= 0 ? end + 1 : text.Length)..];

        // The header is read as a record like any other, so that a repeated column name is no error.
        using var reader = CsvReader.FromText(text, new CsvReaderOptions { Separator = SeparatorOf(text), HasHeader = false, TrackLineNumbers = true });
        if (!reader.Read()) throw MissingColumn(name, Required[0]);
        var header = Record(reader).Select(cell => cell.Trim().Trim('\uFEFF').ToLowerInvariant()).ToArray();
        foreach (var column in Required)
            if (!header.Contains(column)) throw MissingColumn(name, column);

        var rows = ImmutableArray.CreateBuilder<MarkRow>();
        while (reader.Read())
        {
            var record = Record(reader);
            if (record.All(string.IsNullOrWhiteSpace)) continue;
            string Cell(string column) => Array.IndexOf(header, column) is var at and >= 0 && at < record.Length ? record[at] : "";
            string Free(string column) => CsvCells.Unguard(Cell(column));
            rows.Add(new MarkRow(
                Cell("student_id").Trim(), Cell("check").Trim(), Cell("points").Trim(), Cell("items").Trim(), Free("comment"), Free("marker"),
                Cell("text_digest").Trim(), Cell("max").Trim(), Free("name"), Free("given_items"), Free("text"), (int)reader.LineNumber + skipped));
        }
        return rows.ToImmutable();
    }

    /// <summary>Replaces the file at once, so that nobody's marks are lost half-way; leaves it alone when nothing changed.</summary>
    public static void Write(string path, IEnumerable<MarkRow> rows)
    {
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(ToText(rows))];
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes)) return;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        // In the same folder, because only within one file system is a rename all or nothing.
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Path.GetRandomFileName()}");
        try
        {
            File.WriteAllBytes(temporary, bytes);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    static string ToText(IEnumerable<MarkRow> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using var csv = CsvWriter.Create(text, CsvWriterOptions.Default, true);
        csv.WriteRecord(Columns);
        foreach (var row in rows)
        {
            string[] cells =
            [
                row.StudentId, row.Check, row.Points, row.Items, CsvCells.Guard(row.Comment), CsvCells.Guard(row.Marker), row.TextDigest, row.Max,
                CsvCells.Guard(row.Name), CsvCells.Guard(row.GivenItems), CsvCells.Guard(row.Text),
            ];
            csv.WriteRecord(cells);
        }
        csv.Flush();
        return text.ToString();
    }

    static string[] Record(CsvReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];

    /// <summary>The one that the header line holds most of: no column's name contains any of them.</summary>
    static char SeparatorOf(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var header = end < 0 ? text : text[..end];
        return Delimiters.MaxBy(delimiter => header.Count(c => c == delimiter));
    }

    static UsageException MissingColumn(string file, string column) => new($"{file} has no column '{column}'. It needs {string.Join(", ", Required)}.");
}
