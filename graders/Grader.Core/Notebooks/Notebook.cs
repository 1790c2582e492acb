using System.Collections.Immutable;

namespace Grader.Core.Notebooks;

/// <summary>A notebook or script as a list of cells. With a <see cref="Problem"/> there are no cells, and the sentence says what to do.</summary>
public sealed record Notebook(ImmutableArray<NotebookCell> Cells, ImmutableArray<LocalizedText> Notes, LocalizedText? Problem)
{
    /// <summary>The cells that hold an answer, in the order of the file: none was written, or it was copied, when this is not one.</summary>
    public IEnumerable<NotebookCell> CellsOf(string part) => Cells.Where(it => it.Answers.Contains(part));
}

public enum CellKind
{
    /// <summary>C#, which is compiled and run.</summary>
    Code,
    Markdown,
    /// <summary>Raw cells and other languages: kept for reading, never run.</summary>
    Other,
}

/// <summary>
/// One cell. <paramref name="Index"/> counts from 1 over all cells, as people do. <paramref name="Text"/> is as the student wrote it, with LF line
/// ends; <paramref name="Code"/> is what to compile: the same lines, with an empty one for each magic, and empty where the cell is no C#.
/// <paramref name="FirstLine"/> is the line of the file in which the text begins (1 in an .ipynb, whose lines count within the cell).
/// <paramref name="Answers"/> are part ids such as <c>q4b1</c>.
/// </summary>
public sealed record NotebookCell(
    int Index, CellKind Kind, string Language, string Text, string Code, int FirstLine, ImmutableArray<string> Answers, ImmutableArray<MagicLine> Magics,
    ImmutableArray<CellOutput> Outputs);

public enum OutputKind
{
    Stream,
    Display,
    Error,
}

/// <summary>
/// What a cell showed when the student ran it: for reading, never for points. <paramref name="Text"/> is its text form, bounded;
/// <paramref name="Mimes"/> are all forms it had, with the size in characters of what has no text form.
/// </summary>
public sealed record CellOutput(OutputKind Kind, string Text, ImmutableArray<string> Mimes);
