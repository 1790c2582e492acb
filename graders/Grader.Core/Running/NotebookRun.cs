using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Checking;
using Grader.Core.Compiling;
using Grader.Core.Intake;
using Grader.Core.Notebooks;
using Grader.Core.Rubrics;
using Grader.Core.Sandboxing;

namespace Grader.Core.Running;

/// <summary>What <c>grader run</c> was asked to do: one notebook or script, alone. Isolation as for one's own work: full where it can be had, unless it is chosen.</summary>
public sealed record NotebookRunRequest(string File, bool? Reduced);

/// <summary>One cell as the grader sees it. <paramref name="Index"/> counts from 1 over all cells of the file, as in every message about it.</summary>
public sealed record ShownCell(int Index, string Status, string Output, LocalizedText? Error, string? At, string? Detail, ImmutableArray<string> Pictures);

/// <summary>All code cells in their order; with a <paramref name="Problem"/> the file could not be read as a notebook, and there are none.</summary>
public sealed record NotebookReport(string File, string Isolation, ImmutableArray<ShownCell> Cells, ImmutableArray<LocalizedText> Notes, LocalizedText? Problem);

/// <summary>Runs a notebook or script cell by cell, by the path that a submission takes, with the <c>data</c> folder beside it.</summary>
public static class NotebookRun
{
    /// <exception cref="UsageException">There is no such file, or it is no notebook or script.</exception>
    public static async Task<NotebookReport> RunAsync(NotebookRunRequest request, CancellationToken cancel)
    {
        var path = Path.GetFullPath(request.File);
        if (!File.Exists(path)) throw new UsageException($"There is no file '{request.File}'.");
        if (!NotebookFiles.Extensions.Contains(Path.GetExtension(path).ToLowerInvariant())) throw new UsageException($"'{request.File}' is no notebook or script: {string.Join(", ", NotebookFiles.Extensions)} are run.");
        // The name goes into diagnostics and into the compiler's line marks, where a quote would end it.
        var name = new string([.. ShownText.Name(Path.GetFileName(path)).Select(it => it is '"' or '\\' ? '_' : it)]);
        var text = TextDecoding.Lines(await File.ReadAllBytesAsync(path, cancel));
        using var sandbox = SelfCheck.OpenSandbox(request.Reduced);
        var (submitted, notebook) = NotebookFiles.Open(text is null ? new SubmittedFile(name, "", IntakeSentences.NotText(name)) : new SubmittedFile(name, text));
        if (submitted.Problem is { } problem) return new NotebookReport(name, sandbox.Isolation, [], [], problem);

        await using var compiler = new CompilerClient(sandbox);
        var compilation = await compiler.CompileAsync(new CompileRequest(NotebookFiles.Sources(name, submitted, notebook), [], Cells: true), cancel);
        var file = new CompiledFile(name, submitted, notebook, compilation);
        var outcomes = compilation.Succeeded ? await RunAsync(sandbox, compilation, Path.Combine(Path.GetDirectoryName(path)!, "data"), cancel) : ImmutableDictionary<(int, int), Outcome>.Empty;
        var results = Enumerable.Range(0, file.Cells.Length).ToDictionary(i => file.Cells[i].Index, i => CellResult.Of(file, 0, i, new SubmissionOutcomes(ImmutableDictionary<(string, string, int), Outcome>.Empty, ImmutableDictionary<int, Outcome>.Empty, outcomes)));
        return new NotebookReport(name, sandbox.Isolation, [.. notebook.Cells.Where(it => it.Kind == CellKind.Code || (it.Kind == CellKind.Other && it.Language.Length > 0)).Select(it => Shown(it, results.GetValueOrDefault(it.Index)))], notebook.Notes, null);
    }

    private static async Task<ImmutableDictionary<(int, int), Outcome>> RunAsync(Sandbox sandbox, Compilation compilation, string data, CancellationToken cancel)
    {
        using var alone = new SemaphoreSlim(1);
        await using var worker = new Worker(sandbox, Limits.Default, [new LoadedProgram(0, compilation.Response.Images, true, Limits.Default)], data: Directory.Exists(data) ? data : null, alone: alone);
        await worker.LoadAsync(0, cancel);
        return worker.Cells.ToImmutableDictionary();
    }

    private static ShownCell Shown(NotebookCell cell, CellResult? result)
    {
        if (cell.Kind != CellKind.Code) return new ShownCell(cell.Index, "skipped", "", NotebookSentences.OtherLanguage(cell.Index, cell.Language), null, null, []);
        // A cell of nothing but magics or comments.
        if (result is null) return new ShownCell(cell.Index, "ok", "", null, null, null, []);
        var status = result.Status switch
        {
            CellStatus.Ok => "ok", CellStatus.CompileError => "compile-error", CellStatus.Exception => "exception", CellStatus.TimeLimit => "time-limit", CellStatus.MemoryLimit => "memory-limit",
            CellStatus.OutputLimit => "output-limit", CellStatus.Skipped => "skipped", _ => "crash",
        };
        return new ShownCell(cell.Index, status, result.Text, result.Status == CellStatus.Ok ? null : result.Words, result.At, result.Detail, [.. result.Pictures.Select(it => it.Mime)]);
    }
}
