using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Grader.Core.Answers;
using Grader.Core.Results;

namespace Grader.Core.Marking;

/// <summary><c>marks.csv</c> as any spreadsheet saves it: comma, semicolon or tab, UTF-8 or UTF-16, columns in any order.</summary>
public static class MarksFile
{
    private static readonly string[] Columns = ["student_id", "check", "points", "items", "comment", "marker", "text_digest", "max", "name", "given_items", "text"];

    private static readonly string[] Delimiters = [",", ";", "\t"];

    public static IReadOnlyList<MarkRow> Read(string path)
    {
        if (!File.Exists(path)) return [];
        using var text = new StreamReader(path, Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        var content = text.ReadToEnd();
        var header = content.Split('\n')[0];
        var delimiter = Delimiters.MaxBy(it => header.Split(it).Length)!;
        using var csv = new CsvReader(new StringReader(content), new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = delimiter, BadDataFound = null, MissingFieldFound = null });
        if (!csv.Read() || !csv.ReadHeader()) return [];
        var names = csv.HeaderRecord!.Select(it => it.Trim().ToLowerInvariant()).ToList();
        if (Columns[..4].FirstOrDefault(it => !names.Contains(it)) is { } missing)
            throw new UsageException($"{Path.GetFileName(path)} has no column '{missing}'. Put it back, or move the file away; nothing is graded while marks would be lost.");
        var rows = new List<MarkRow>();
        while (csv.Read())
        {
            string Cell(string name) => names.IndexOf(name) is var at and >= 0 ? csv.GetField(at) ?? "" : "";
            string Free(string name) => CsvText.Unguard(Cell(name));
            rows.Add(new MarkRow(Id(Cell("student_id")), Cell("check").Trim(), Cell("points").Trim(), Cell("items").Trim(), Free("comment"), Free("marker"), Cell("text_digest").Trim(),
                Cell("max"), Free("name"), Free("given_items"), Free("text"), csv.Parser.RawRow));
        }
        return rows;
    }

    /// <summary>Spreadsheets write <c>402521001.0</c> or <c>'402521001</c> for an id.</summary>
    private static string Id(string cell)
    {
        var id = TextForms.Normalize(cell).TrimStart('\'');
        return id.EndsWith(".0", StringComparison.Ordinal) ? id[..^2] : id;
    }

    public static string Write(IEnumerable<MarkRow> rows)
    {
        var lines = rows.Select(it => new[]
        {
            it.StudentId, it.Check, it.Points, it.Items, CsvText.Guard(it.Comment), CsvText.Guard(it.Marker), it.TextDigest, it.Max, CsvText.Guard(it.Name), CsvText.Guard(it.GivenItems), CsvText.Guard(it.Text),
        });
        return CsvText.Write(lines.Prepend(Columns));
    }
}
