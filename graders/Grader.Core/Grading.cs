using System.Collections.Immutable;
using Grader.Core.Comparing;
using Grader.Core.Compiling;
using Grader.Core.Intake;
using Grader.Core.References;
using Grader.Core.Running;
using Grader.Core.Sandboxing;
using Grader.Core.Storing;

namespace Grader.Core;

/// <summary>A submission with a verdict for each check, not yet scored: people's marks are joined once the whole class is known. <paramref name="Known"/>: its code did not run again.</summary>
internal sealed record JudgedSubmission(Submission Submission, ImmutableArray<CheckVerdict> Verdicts, string? Fault, bool Known)
{
    /// <summary>How long it took, for run.json alone.</summary>
    public TimeSpan Took { get; init; }
}

/// <summary>The path of one submission, from its files to a verdict for each check of the rubric.</summary>
internal sealed class Grading(PreparedHomework homework, CompilerClient compiler, Sandbox sandbox, RunStore store) : IDisposable
{
    private readonly SemaphoreSlim _alone = new(1);
    private readonly string _calls = Fingerprint.OfCalls(homework, sandbox.Reduced);

    public async Task<JudgedSubmission> JudgeAsync(Submission submission, CancellationToken cancel)
    {
        try
        {
            var (run, known) = await RunAsync(submission, cancel);                                                    // what its code returns
            var verdicts = Comparer.Compare(homework, run.Of(submission, homework.Rubric), run.Outcomes, run.Repaired); // one verdict a check
            return new JudgedSubmission(submission with { Notes = [.. submission.Notes, .. NotebookNotes.Of(homework.Rubric, run.Of(submission, homework.Rubric), run.Outcomes)] }, verdicts, null, known);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or StorageException))
        {
            // The edge of one submission: whatever went wrong in us leaves it ungraded, loudly; the others go on.
            return new JudgedSubmission(submission, [], $"{fault.GetType().Name}: {fault.Message}", Known: false);
        }
    }

    private async Task<(StoredRun Run, bool Known)> RunAsync(Submission submission, CancellationToken cancel)
    {
        var key = Fingerprint.OfRun(_calls, submission, homework.Rubric);
        if (store.Find(key) is { } kept) return (StoredRun.FromBytes(kept), store.IsOfEarlierRun(key));
        var compiled = await CompiledSubmission.CompileAsync(submission, homework, compiler, cancel);                // assemblies or diagnostics
        var runner = new SubmissionRun(sandbox, _alone);
        var outcomes = await runner.RunAsync(compiled, homework, cancel);                                            // one outcome a call
        var run = StoredRun.Of(compiled, outcomes) with { Repaired = await new StandIns(homework, compiler, runner).RunAsync(compiled, outcomes, cancel) };
        await store.KeepAsync(key, run.ToBytes());
        return (run, false);
    }

    public void Dispose() => _alone.Dispose();
}
