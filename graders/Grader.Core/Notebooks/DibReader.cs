using System.Collections.Immutable;

namespace Grader.Core.Notebooks;

/// <summary>A <c>.dib</c> file: plain text in which <c>#!csharp</c>, <c>#!markdown</c>, … alone on a line begin a cell. Other magics belong to their cell.</summary>
internal static class DibReader
{
    public static Notebook Read(string text)
    {
        var cells = ImmutableArray.CreateBuilder<NotebookCell>();
        var lines = text.Split('\n');
        var (language, isMeta, first) = (Languages.CSharp, false, 0);
        for (var i = 0; i <= lines.Length && cells.Count <= NotebookReader.MostCells; i++)
        {
            var next = i == lines.Length ? Languages.CSharp : LanguageOf(lines[i]);
            var meta = i < lines.Length && lines[i].TrimEnd() == "#!meta";
            if (next is null && !meta) continue;
            if (!isMeta) Add(cells, language, lines, first, i);
            (language, isMeta, first) = (next ?? Languages.CSharp, meta, i + 1);
        }
        return cells.Any(it => it.Kind == CellKind.Code) ? new Notebook(cells.ToImmutable(), [], null) : NotebookReader.Failed(NotebookSentences.NoCode);
    }

    private static string? LanguageOf(string line) => line.StartsWith("#!", StringComparison.Ordinal) ? Languages.Of(line[2..].TrimEnd()) : null;

    /// <summary>Blank lines around a cell are the format's, not the author's.</summary>
    private static void Add(ImmutableArray<NotebookCell>.Builder cells, string language, string[] lines, int first, int end)
    {
        while (first < end && string.IsNullOrWhiteSpace(lines[first])) first++;
        while (end > first && string.IsNullOrWhiteSpace(lines[end - 1])) end--;
        if (first == end) return;
        cells.Add(NotebookReader.Cell(cells.Count + 1, language, string.Join('\n', lines[first..end]), first + 1, [], []));
    }
}
