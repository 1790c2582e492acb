using System.Collections.Immutable;
using System.Diagnostics;
using Grader.Contract;
using Grader.Core.Comparing;
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
                var clock = Stopwatch.StartNew();
                var cases = homework.CasesOf(part.Id);
                var wanted = Enumerable.Range(0, cases.Length).Where(i => check.Cases.Picks(cases[i].Group, cases[i].Scalars(check.Function)) && !outcomes.ContainsKey((check.Function.ToString(), part.Id, i))).ToList();
                var found = await CallTwiceAsync(wanted, i => SizePattern.Of(cases[i].Arguments), i => CallAsync(worker, script, fit.Slot, cases[i].Arguments, check.Limits, cancel));
                foreach (var (i, outcome) in found) outcomes[(check.Function.ToString(), part.Id, i)] = outcome;
                _times[check] = clock.Elapsed;
            }
        }
        await FollowThroughAsync(worker, submission, homework, outcomes, cancel);
        return new SubmissionOutcomes(outcomes.ToImmutable(), worker.Loads.ToImmutableDictionary());
    }

    /// <summary>
    /// Each call is made twice, the second time from the last to the first: the same inputs must give the same bits, whatever was called before.
    /// A round ends early when going on would only cost restarts; what was not called again then has no outcome.
    /// </summary>
    private static async Task<Dictionary<int, Outcome>> CallTwiceAsync(List<int> cases, Func<int, string> pattern, Func<int, Task<Outcome>> call)
    {
        var (found, deaths) = (new Dictionary<int, Outcome>(), new List<string>());
        bool GoesOn(int i, Outcome outcome)
        {
            if (outcome.Kills) deaths.Add(pattern(i));
            return outcome is not (TimedOut or TooMuchOutput) && deaths.Count < DeathsPerCheck;
        }
        foreach (var i in cases)
        {
            if (deaths.Count >= DeathsPerPattern && deaths.Contains(pattern(i))) continue;
            if (!GoesOn(i, found[i] = await call(i))) break;
        }
        deaths.Clear();
        var (again, going) = (found.Where(it => it.Value is Returned).Select(it => it.Key).OrderDescending().ToList(), true);
        foreach (var i in again)
        {
            if (!going) { found.Remove(i); continue; }
            var (first, second) = ((Returned)found[i], await call(i));
            found[i] = second is not Returned other ? second : Value.SameBits(first.Value, other.Value) ? first : new Unstable(first.Value, other.Value, first.Printed);
            going = GoesOn(i, second) && deaths.Count < DeathsPerPattern;
        }
        return found;
    }

    /// <summary>Where a forward function is not right, the gradient through it as it is: the backward function may be right for that.</summary>
    private static async Task FollowThroughAsync(
        Worker worker, CompiledSubmission submission, PreparedHomework homework, ImmutableDictionary<(string, string, int), Outcome>.Builder outcomes, CancellationToken cancel)
    {
        foreach (var (part, check) in homework.Rubric.Parts.SelectMany(part => part.Checks.OfType<CallCheck>().Select(check => (part, check))))
        {
            if (check.FollowThrough is not { } rule) continue;
            var (cases, name) = (homework.CasesOf(part.Id), check.Function.ToString());
            var picked = Enumerable.Range(0, cases.Length).Where(i => check.Cases.Picks(cases[i].Group, cases[i].Scalars(check.Function)) && outcomes.GetValueOrDefault((name, part.Id, i)) is Returned).ToList();
            if (picked.All(i => NamedValues.Agree(((Returned)outcomes[(name, part.Id, i)]).Value, cases[i].Expected, check.Function))) continue;
            if (homework.Rubric.Parts.First(it => it.Id == rule.Forward).Checks.OfType<CallCheck>().FirstOrDefault() is not { } forward) continue; // not public
            var (script, file) = submission.Of(forward);
            if (file.FitOf(forward.Function) is not { Slot: >= 0 } fit) continue;
            var own = new OwnForward(rule, forward.Function, check.Function, arguments => worker.AskAsync(script, new CallRequest(script, fit.Slot, arguments), forward.Limits, cancel));
            foreach (var i in picked.OrderBy(i => own.Entries(cases[i])).ThenBy(i => i).Take(OwnForward.MostCases))
            {
                if (await own.GradientAsync(cases[i]) is not { } gradient) break;
                outcomes[(OwnForward.Key(check), part.Id, i)] = new Returned(gradient, [], "");
            }
        }
    }

    /// <summary>What a busy machine can do to a call counts only when it happens again, alone.</summary>
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
        return first;
    }
}
