using System.Collections.Immutable;
using Grader.Core.Compiling;
using Grader.Core.Notebooks;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.Comparing;

/// <summary>What a student should know of their notebook besides the verdicts: how it was read, which answers were moved, and which cells did not run through.</summary>
internal static class NotebookNotes
{
    private const int MostCells = 10;

    public static ImmutableArray<LocalizedText> Of(Rubric rubric, CompiledSubmission submission, SubmissionOutcomes outcomes)
    {
        var notes = ImmutableArray.CreateBuilder<LocalizedText>();
        for (var script = 0; script < submission.Files.Length; script++)
        {
            if (submission.Files[script] is not { Notebook: { Problem: null } notebook, Compilation: not null } file) continue;
            notes.AddRange(notebook.Notes);
            if (file.Cells.Any(it => !it.Answers.IsEmpty)) notes.AddRange(AnswerPlaces.Notes(notebook, [.. PartsOf(rubric, file.File)]));
            var failed = Enumerable.Range(0, file.Cells.Length).Select(i => CellResult.Of(file, script, i, outcomes)).Where(it => it.Status != CellStatus.Ok).ToList();
            notes.AddRange(failed.Take(MostCells).Select(Note));
            if (failed.Count > MostCells) notes.Add(NotebookSentences.MoreNotes);
        }
        return notes.ToImmutable();
    }

    /// <summary>In the order of the rubric, which is that of the notebook. A part of its question without checks is one whose checks are not in the kit.</summary>
    private static IEnumerable<string> PartsOf(Rubric rubric, string file)
    {
        bool IsOf(Part part) => part.Checks.Any(it => it.File == file);
        return rubric.Questions.Where(it => it.Parts.Any(IsOf)).SelectMany(it => it.Parts).Where(it => it.Checks.IsEmpty || IsOf(it)).Select(it => it.Id);
    }

    private static LocalizedText Note(CellResult it)
    {
        var line = it.At is { } at && at.LastIndexOf(", cell ", StringComparison.Ordinal) is var tail and >= 0 ? at[(tail + 7)..].Split(':') is [_, var number, ..] ? number : "" : "";
        return line.Length > 0
            ? new($"Cell {it.Cell.Index}, line {line}: {it.Words.En}", $"سلول {it.Cell.Index}، خط {line}: {it.Words.Fa}")
            : new($"Cell {it.Cell.Index}: {it.Words.En}", $"سلول {it.Cell.Index}: {it.Words.Fa}");
    }
}
