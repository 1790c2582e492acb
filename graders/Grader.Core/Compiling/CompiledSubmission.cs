using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Intake;
using Grader.Core.Rubrics;

namespace Grader.Core.Compiling;

/// <summary>One script of a submission: as handed in, and what the compiler made of it. Null: it was not handed in, or is no text.</summary>
internal sealed record CompiledFile(string File, SubmittedFile? Submitted, Compilation? Compilation)
{
    public FunctionFit? FitOf(Signature function) => Compilation?.Response.Functions.FirstOrDefault(it => it.Key == function.ToString());
}

/// <summary>All scripts of a submission, in the order in which the worker numbers them.</summary>
internal sealed record CompiledSubmission(Submission Submission, ImmutableArray<CompiledFile> Files)
{
    public (int Script, CompiledFile File) Of(CallCheck check)
    {
        var index = Files.ToList().FindIndex(it => it.File == check.File);
        return (index, Files[index]);
    }

    /// <summary>The scripts of a homework with the checks that call them, in the order in which the worker numbers them.</summary>
    public static IEnumerable<IGrouping<string, CallCheck>> FilesOf(Rubric rubric) => rubric.Checks.OfType<CallCheck>().GroupBy(it => it.File);

    public static async Task<CompiledSubmission> CompileAsync(Submission submission, Rubric rubric, CompilerClient compiler, CancellationToken cancel)
    {
        var files = ImmutableArray.CreateBuilder<CompiledFile>();
        foreach (var group in FilesOf(rubric))
        {
            var submitted = submission.Files.GetValueOrDefault(group.Key);
            if (submitted is null || submitted.Problem is not null) { files.Add(new CompiledFile(group.Key, submitted, null)); continue; }
            var functions = group.Select(it => it.Function).DistinctBy(it => it.ToString())
                .Select(it => new FunctionRequest(it.ToString(), it.Name, it.ReturnType, [.. it.Parameters.Select(parameter => parameter.Type)]));
            var request = new CompileRequest([new ScriptSource(group.Key, submitted.Text)], [.. functions]);
            files.Add(new CompiledFile(group.Key, submitted, await compiler.CompileAsync(request, cancel)));
        }
        return new CompiledSubmission(submission, files.ToImmutable());
    }
}
