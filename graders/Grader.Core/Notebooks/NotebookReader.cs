using System.Collections.Immutable;
using System.Text;

namespace Grader.Core.Notebooks;

/// <summary>
/// Reads <c>.ipynb</c>, <c>.dib</c>, <c>.csx</c> and file-based <c>.cs</c> into cells. The file is a stranger's: only texts, languages and answer
/// marks are taken from it, never a test, a point or a set-up, and whatever is wrong with it is a sentence, never an exception.
/// </summary>
public static class NotebookReader
{
    internal const int MostBytes = 20 * 1024 * 1024;
    internal const int MostCells = 10_000;
    /// <summary>Over all cells: a book of a thousand pages. The outputs may fill the rest of a notebook.</summary>
    internal const int MostCode = 1024 * 1024;
    private const int MostNotes = 40;

    public static Notebook Read(string fileName, string text)
    {
        if (text.Length > MostBytes || Encoding.UTF8.GetByteCount(text) > MostBytes) return Failed(NotebookSentences.TooLarge(MostBytes >> 20));
        var clean = text.TrimStart('\uFEFF');
        if (string.IsNullOrWhiteSpace(clean)) return Failed(NotebookSentences.Empty);
        var isJson = Path.GetExtension(fileName).Equals(".ipynb", StringComparison.OrdinalIgnoreCase);
        if (!isJson && clean.Length > MostCode) return Failed(NotebookSentences.TooMuchCode);
        var notebook = Path.GetExtension(fileName).ToLowerInvariant() switch
        {
            ".ipynb" => IpynbReader.Read(clean),
            ".dib" => DibReader.Read(Lf(clean)),
            ".csx" or ".cs" => Script(Lf(clean)),
            _ => Failed(NotebookSentences.OtherFile),
        };
        if (notebook.Problem is not null) return notebook;
        if (notebook.Cells.Length > MostCells) return Failed(NotebookSentences.TooManyCells(MostCells));
        var notes = notebook.Notes.Concat(notebook.Cells.SelectMany(NotesOf)).Take(MostNotes + 1).ToImmutableArray();
        return notebook with { Notes = notes.Length <= MostNotes ? notes : notes.SetItem(MostNotes, NotebookSentences.MoreNotes) };
    }

    internal static Notebook Failed(LocalizedText problem) => new([], [], problem);

    internal static string Lf(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <summary>Builds a cell of the given language: its kind, the lines to compile and the answers marked in it.</summary>
    internal static NotebookCell Cell(int index, string language, string text, int firstLine, IEnumerable<string> marked, ImmutableArray<CellOutput> outputs)
    {
        var answers = AnswerRegions.Find(text).Select(it => it.Part).Concat(marked).Distinct().ToImmutableArray();
        var kind = language switch { Languages.CSharp => CellKind.Code, Languages.Markdown => CellKind.Markdown, _ => CellKind.Other };
        var magic = kind == CellKind.Code ? Magics.Blank(text) : new MagicText("", []);
        return new NotebookCell(index, kind, language, text, magic.Code, firstLine, answers, magic.Lines, outputs);
    }

    private static Notebook Script(string text) => new([Cell(1, Languages.CSharp, text, 1, [], [])], [], null);

    private static IEnumerable<LocalizedText> NotesOf(NotebookCell cell)
    {
        if (cell is { Kind: CellKind.Other, Language.Length: > 0 } && !string.IsNullOrWhiteSpace(cell.Text)) yield return NotebookSentences.OtherLanguage(cell.Index, cell.Language);
        foreach (var magic in cell.Magics.Where(it => it.Note is not null)) yield return NotebookSentences.InLine(cell.Index, cell.FirstLine + magic.Line - 1, magic.Note!);
        foreach (var region in AnswerRegions.Find(cell.Text).Where(it => !it.IsClosed)) yield return NotebookSentences.NotClosed(cell.Index, region.Part);
    }
}
