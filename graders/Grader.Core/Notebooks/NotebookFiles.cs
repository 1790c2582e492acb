using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Grader.Contract;
using Grader.Core.Intake;

namespace Grader.Core.Notebooks;

/// <summary>Notebooks among the files of a homework: a rubric's <c>Question 4.ipynb</c> may be handed in as .dib, .csx or .cs too.</summary>
internal static partial class NotebookFiles
{
    /// <summary>Each costs a compilation of its own, in a chain that gets longer.</summary>
    public const int MostCodeCells = 400;

    public static readonly ImmutableArray<string> Extensions = [".ipynb", ".dib", ".csx", ".cs"];

    public static bool IsNotebook(string file) => Path.GetExtension(file).ToLowerInvariant() is ".ipynb" or ".dib";

    /// <summary>The file with the problem that reading it as a notebook found, and the notebook, empty where there is one.</summary>
    public static (SubmittedFile File, Notebook Notebook) Open(SubmittedFile file)
    {
        if (file.Problem is not null) return (file, new Notebook([], [], file.Problem));
        var notebook = NotebookReader.Read(file.Path, file.Text);
        if (notebook.Problem is null && CodeCells(notebook).Length is > MostCodeCells and var count) notebook = new Notebook([], [], NotebookSentences.TooManyCodeCells(count, MostCodeCells));
        return (file with { Problem = notebook.Problem }, notebook);
    }

    /// <summary>The cells that are compiled, in their order: the links of the chain.</summary>
    public static ImmutableArray<NotebookCell> CodeCells(Notebook notebook) => [.. notebook.Cells.Where(it => it.Kind == CellKind.Code && !string.IsNullOrWhiteSpace(it.Code))];

    /// <summary>The name of a cell in diagnostics: the rubric's name with the extension that was handed in, and the number of the cell where there are several.</summary>
    public static string NameOf(string rubricFile, SubmittedFile submitted, Notebook notebook, NotebookCell cell)
    {
        var file = Path.ChangeExtension(rubricFile, Path.GetExtension(submitted.Path).ToLowerInvariant() is { } extension && Extensions.Contains(extension) ? extension : null);
        return notebook.Cells.Length == 1 && Path.GetExtension(file) is ".csx" or ".cs" ? file : FormattableString.Invariant($"{file}, cell {cell.Index}");
    }

    public static ImmutableArray<ScriptSource> Sources(string rubricFile, SubmittedFile submitted, Notebook notebook) =>
        [.. CodeCells(notebook).Select(it => new ScriptSource(NameOf(rubricFile, submitted, notebook, it), it.Code))];

    /// <summary>The place that code of a student says that it failed at, if it is one that can be: <c>Question 4.ipynb, cell 3:14</c>.</summary>
    public static string Place(string rubricFile, string claimed, int line)
    {
        var stem = Path.GetFileNameWithoutExtension(rubricFile);
        var isOurs = IsNotebook(rubricFile) && claimed.StartsWith(stem + ".", StringComparison.Ordinal) && Tail().IsMatch(claimed[stem.Length..]);
        return FormattableString.Invariant($"{(isOurs ? claimed : rubricFile)}:{line}");
    }

    /// <summary>The text of the line that <c>Question 4.ipynb, cell 3:14:9</c> means.</summary>
    public static string? LineAt(string place, string text, Notebook? notebook)
    {
        var match = Parts().Match(place);
        if (!match.Success || !int.TryParse(match.Groups[2].Value, out var number)) return null;
        if (match.Groups[1].Success) text = notebook?.Cells.FirstOrDefault(it => it.Index.ToString(System.Globalization.CultureInfo.InvariantCulture) == match.Groups[1].Value)?.Text ?? "";
        var lines = text.Split('\n');
        return number >= 1 && number <= lines.Length ? lines[number - 1].Trim() : null;
    }

    [GeneratedRegex(@"^\.(?:ipynb|dib|csx|cs)(?:, cell [0-9]{1,5})?$")]
    private static partial Regex Tail();

    [GeneratedRegex(@"(?:, cell ([0-9]{1,5}))?:([0-9]{1,7})(?::[0-9]{1,7})?$")]
    private static partial Regex Parts();
}
