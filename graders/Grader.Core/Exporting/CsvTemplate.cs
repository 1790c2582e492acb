using System.Collections.Immutable;
using System.Text;

namespace Grader.Core.Exporting;

/// <summary>One cell of a downloaded table: what it says, and where it stands in the text, quotes included.</summary>
internal sealed record TemplateCell(string Value, int Start, int Length, bool Quoted);

/// <summary>
/// A table that another system gave us, to be given back with some cells filled in and every other byte as it was: line ends, quotes, byte order
/// mark and encoding (Blackboard's is UTF-16).
/// </summary>
internal sealed class CsvTemplate
{
    private static readonly char[] Separators = [',', ';', '\t'];

    private readonly Encoding _encoding;
    private readonly byte[] _mark;
    private readonly string _text;
    private readonly char _separator;
    private readonly SortedDictionary<int, (int Length, string Text)> _edits = [];

    private CsvTemplate(Encoding encoding, byte[] mark, string text)
    {
        (_encoding, _mark, _text) = (encoding, mark, text);
        var header = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length).ToString();
        _separator = Separators.MaxBy(it => header.Count(c => c == it));
        Rows = Read();
    }

    public ImmutableArray<ImmutableArray<TemplateCell>> Rows { get; }

    public ImmutableArray<TemplateCell> Header => Rows.Length > 0 ? Rows[0] : [];

    public IEnumerable<ImmutableArray<TemplateCell>> Body => Rows.Skip(1).Where(row => row.Any(cell => cell.Value.Trim().Length > 0));

    /// <exception cref="UsageException">It is no text, so that it could not be given back as it was.</exception>
    public static CsvTemplate Read(byte[] bytes)
    {
        foreach (var encoding in new Encoding[] { new UTF8Encoding(true, true), new UnicodeEncoding(false, true, true), new UnicodeEncoding(true, true, true), new UTF8Encoding(false, true) })
        {
            if (!bytes.AsSpan().StartsWith(encoding.Preamble)) continue;
            try
            {
                return new CsvTemplate(encoding, encoding.Preamble.ToArray(), encoding.GetString(bytes, encoding.Preamble.Length, bytes.Length - encoding.Preamble.Length));
            }
            catch (ArgumentException)
            {
                break; // bytes that are no text of this encoding
            }
        }
        throw new UsageException("The template is neither UTF-8 nor UTF-16 text. Download it again, and do not save it in a spreadsheet.");
    }

    public int Column(Func<string, bool> header) => Header.Select((cell, at) => (cell, at)).FirstOrDefault(it => header(it.cell.Value.Trim()), (null!, -1)).Item2;

    public int Column(string header) => Column(it => it.Equals(header, StringComparison.OrdinalIgnoreCase));

    public static string Value(ImmutableArray<TemplateCell> row, int column) => column >= 0 && column < row.Length ? row[column].Value : "";

    /// <summary>False when the row has no such cell.</summary>
    public bool Set(ImmutableArray<TemplateCell> row, int column, string value)
    {
        if (column < 0 || column >= row.Length) return false;
        var cell = row[column];
        var quoted = cell.Quoted || value.AsSpan().IndexOfAny(_separator, '"', '\n') >= 0 || value.Contains('\r', StringComparison.Ordinal);
        _edits[cell.Start] = (cell.Length, quoted ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value);
        return true;
    }

    public byte[] Write()
    {
        var text = new StringBuilder();
        var from = 0;
        foreach (var (start, edit) in _edits)
        {
            text.Append(_text, from, start - from).Append(edit.Text);
            from = start + edit.Length;
        }
        text.Append(_text, from, _text.Length - from);
        return [.. _mark, .. _encoding.GetBytes(text.ToString())];
    }

    private ImmutableArray<ImmutableArray<TemplateCell>> Read()
    {
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<TemplateCell>>();
        var row = ImmutableArray.CreateBuilder<TemplateCell>();
        for (var at = 0; at < _text.Length || row.Count > 0;)
        {
            var cell = ReadCell(at);
            row.Add(cell);
            at = cell.Start + cell.Length;
            if (at < _text.Length && _text[at] == _separator)
            {
                at++;
                if (at < _text.Length) continue;
                row.Add(new TemplateCell("", at, 0, false)); // the text ends behind a separator
            }
            rows.Add(row.ToImmutable());
            row.Clear();
            if (at < _text.Length && _text[at] == '\r') at++;
            if (at < _text.Length && _text[at] == '\n') at++;
        }
        return rows.ToImmutable();
    }

    private TemplateCell ReadCell(int start)
    {
        if (start >= _text.Length || _text[start] != '"')
        {
            var end = start;
            while (end < _text.Length && _text[end] != _separator && _text[end] is not ('\r' or '\n')) end++;
            return new TemplateCell(_text[start..end], start, end - start, false);
        }
        var value = new StringBuilder();
        var next = start + 1;
        while (next < _text.Length)
        {
            if (_text[next] != '"') value.Append(_text[next++]);
            else if (next + 1 < _text.Length && _text[next + 1] == '"')
            {
                value.Append('"');
                next += 2;
            }
            else break;
        }
        next = Math.Min(_text.Length, next + 1);
        // Whatever stands behind the closing quote belongs to the cell all the same.
        while (next < _text.Length && _text[next] != _separator && _text[next] is not ('\r' or '\n')) value.Append(_text[next++]);
        return new TemplateCell(value.ToString(), start, next - start, true);
    }
}
