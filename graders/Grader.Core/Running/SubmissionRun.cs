using System.Collections.Immutable;
using System.Diagnostics;
using Grader.Contract;
using Grader.Core.Compiling;
using Grader.Core.References;
using Grader.Core.Rubrics;
using Grader.Core.Sandboxing;

namespace Grader.Core.Running;

/// <summary>The outcome of each call that was made, and of loading each script.</summary>
internal sealed record SubmissionOutcomes(ImmutableDictionary<(string Function, string Part, int Case), Outcome> Calls, ImmutableDictionary<int, Outcome> Loads)
{
    public Outcome? Of(CallCheck check, string part, int testCase) => Calls.GetValueOrDefault((check.Function.ToString(), part, testCase));
}

/// <summary>Makes the rubric's calls in one worker after the other: one submission a process, a new process after a call that killed it.</summary>
internal sealed class SubmissionRun(Sandbox sandbox, SemaphoreSlim alone, WarmWorkers? warm = null)
{
    /// <summary>Two deaths settle a check for sizes of the same pattern, and so many settle it for good: more would only cost restarts.</summary>
    private const int DeathsPerPattern = 2, DeathsPerCheck = 5;

    private readonly Dictionary<CallCheck, TimeSpan> _times = [];

    /// <summary>How long the calls took that were made for each check, by the clock.</summary>
    public IReadOnlyDictionary<CallCheck, TimeSpan> Times => _times;

    public async Task<SubmissionOutcomes> RunAsync(CompiledSubmission submission, PreparedHomework homework, CancellationToken cancel)
    {
        var outcomes = ImmutableDictionary.CreateBuilder<(string, string, int), Outcome>();
        var scripts = submission.Files.Select((file, index) => (file, index)).Where(it => it.file.Compilation is { Succeeded: true })
            .Select(it => new LoadRequest(it.index, it.file.Compilation!.Response.Images)).ToList();
        await using var worker = new Worker(sandbox, homework.Rubric.Limits, scripts, warm);
        foreach (var part in homework.Rubric.Parts)
        {
            foreach (var check in part.Checks.OfType<CallCheck>().Where(it => it is not FormulaCheck))
            {
                var (script, file) = submission.Of(check);
                if (file.FitOf(check.Function) is not { Slot: >= 0 } fit) continue;
                var (deaths, clock) = (new List<string>(), Stopwatch.StartNew());
                var cases = homework.CasesOf(part.Id);
                for (var i = 0; i < cases.Length && deaths.Count < DeathsPerCheck; i++)
                {
                    if (!check.Cases.Picks(cases[i].Group, cases[i].Scalars(check.Function)) || outcomes.ContainsKey((check.Function.ToString(), part.Id, i))) continue;
                    if (deaths.Count >= DeathsPerPattern && deaths.Contains(SizePattern.Of(cases[i].Arguments))) continue;
                    var outcome = await CallAsync(worker, script, fit.Slot, cases[i].Arguments, check.Limits, cancel);
                    outcomes[(check.Function.ToString(), part.Id, i)] = outcome;
                    if (outcome is TimedOut or TooMuchOutput) break;
                    if (outcome.Kills) deaths.Add(SizePattern.Of(cases[i].Arguments));
                }
                _times[check] = clock.Elapsed;
            }
        }
        return new SubmissionOutcomes(outcomes.ToImmutable(), worker.Loads.ToImmutableDictionary());
    }

    /// <summary>Each call is made twice: the same inputs must give the same bits. What a busy machine can do to a call counts only when it happens again, alone.</summary>
    private async Task<Outcome> CallAsync(Worker worker, int script, int slot, ImmutableArray<Value> arguments, Limits limits, CancellationToken cancel)
    {
        var request = new CallRequest(script, slot, arguments);
        var first = await worker.AskAsync(script, request, limits, cancel);
        if (first is TimedOut or Died { FromOutside: true })
        {
            await alone.WaitAsync(cancel);
            try { first = await worker.AskAsync(script, request, limits, cancel); }
            finally { alone.Release(); }
        }
        if (first is not Returned once) return first;
        var second = await worker.AskAsync(script, request, limits, cancel);
        if (second is not Returned again) return second;
        return Value.SameBits(once.Value, again.Value) ? once : new Unstable(once.Value, again.Value, once.Printed);
    }
}
