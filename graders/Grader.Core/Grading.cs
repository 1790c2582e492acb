using System.Collections.Immutable;
using Grader.Core.Comparing;
using Grader.Core.Compiling;
using Grader.Core.Intake;
using Grader.Core.References;
using Grader.Core.Running;
using Grader.Core.Sandboxing;

namespace Grader.Core;

/// <summary>A submission with a verdict for each check, not yet scored: people's marks are joined once the whole class is known.</summary>
internal sealed record JudgedSubmission(Submission Submission, ImmutableArray<CheckVerdict> Verdicts, string? Fault);

/// <summary>The path of one submission, from its files to a verdict for each check of the rubric.</summary>
internal sealed class Grading(PreparedHomework homework, CompilerClient compiler, Sandbox sandbox) : IDisposable
{
    private readonly SemaphoreSlim _alone = new(1);

    public async Task<JudgedSubmission> JudgeAsync(Submission submission, CancellationToken cancel)
    {
        try
        {
            var compiled = await CompiledSubmission.CompileAsync(submission, homework.Rubric, compiler, cancel);    // assemblies or diagnostics
            var outcomes = await new SubmissionRun(sandbox, _alone).RunAsync(compiled, homework, cancel);            // one outcome a call
            var verdicts = Comparer.Compare(homework, compiled, outcomes);                                           // one verdict a check
            return new JudgedSubmission(submission, verdicts, null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The edge of one submission: whatever went wrong in us leaves it ungraded, loudly; the others go on.
            return new JudgedSubmission(submission, [], $"{fault.GetType().Name}: {fault.Message}");
        }
    }

    public void Dispose() => _alone.Dispose();
}
