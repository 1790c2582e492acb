using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Intake;
using Grader.Core.Notebooks;
using Grader.Core.References;
using Grader.Core.Rubrics;

namespace Grader.Core.Compiling;

/// <summary>
/// One script or notebook of a submission: as handed in, and what the compiler made of it. Null: it was not handed in, or is no text.
/// <paramref name="Notebook"/> is null for a script that is no cell of anything.
/// </summary>
internal sealed record CompiledFile(string File, SubmittedFile? Submitted, Notebook? Notebook, Compilation? Compilation)
{
    /// <summary>The cells that are links of the chain, in its order.</summary>
    public ImmutableArray<NotebookCell> Cells { get; } = Notebook is null ? [] : NotebookFiles.CodeCells(Notebook);

    public static CompiledFile Of(string file, SubmittedFile? submitted, Compilation? compilation = null)
    {
        if (submitted is null || !NotebookFiles.IsNotebook(file)) return new CompiledFile(file, submitted, null, compilation);
        var (opened, notebook) = NotebookFiles.Open(submitted);
        return new CompiledFile(file, opened, notebook, compilation);
    }

    public FunctionFit? FitOf(Signature function) => Compilation?.Response.Functions.FirstOrDefault(it => it.Key == function.ToString());

    public string NameOf(NotebookCell cell) => NotebookFiles.NameOf(File, Submitted!, Notebook!, cell);
}

/// <summary>All scripts of a submission, in the order in which the worker numbers them.</summary>
internal sealed record CompiledSubmission(Submission Submission, ImmutableArray<CompiledFile> Files)
{
    public (int Script, CompiledFile File) Of(CodeCheck check)
    {
        var index = Files.ToList().FindIndex(it => it.File == check.File);
        return (index, Files[index]);
    }

    /// <summary>With one file compiled otherwise.</summary>
    public CompiledSubmission With(int script, Compilation compilation) => this with { Files = Files.SetItem(script, Files[script] with { Compilation = compilation }) };

    /// <summary>The scripts of a homework with the checks that call them, in the order in which the worker numbers them.</summary>
    public static IEnumerable<IGrouping<string, CodeCheck>> FilesOf(Rubric rubric) => rubric.Checks.OfType<CodeCheck>().GroupBy(it => it.File);

    public static async Task<CompiledSubmission> CompileAsync(Submission submission, PreparedHomework homework, CompilerClient compiler, CancellationToken cancel)
    {
        var files = ImmutableArray.CreateBuilder<CompiledFile>();
        foreach (var group in FilesOf(homework.Rubric))
        {
            var file = CompiledFile.Of(group.Key, submission.Files.GetValueOrDefault(group.Key));
            if (file.Submitted is null || file.Submitted.Problem is not null) { files.Add(file); continue; }
            ImmutableArray<FunctionRequest> functions = [.. group.SelectMany(it => it.Functions).DistinctBy(it => it.ToString()).Select(Wanted)];
            files.Add(file with { Compilation = file.Notebook is null
                ? await compiler.CompileAsync(new CompileRequest([new ScriptSource(group.Key, file.Submitted.Text)], functions), cancel)
                : await compiler.CompileAsync(new CompileRequest(NotebookFiles.Sources(group.Key, file.Submitted, file.Notebook), functions, Cells: true, Probes.Of(group, homework.Probes)), cancel) });
        }
        return new CompiledSubmission(submission, files.ToImmutable());
    }

    public static FunctionRequest Wanted(Signature function) => new(function.ToString(), function.Name, function.ReturnType, [.. function.Parameters.Select(it => it.Type)]);
}
