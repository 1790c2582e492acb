using System.Collections.Immutable;
using System.Diagnostics;
using Grader.Contract;
using Grader.Core.Comparing;
using Grader.Core.Compiling;
using Grader.Core.References;
using Grader.Core.Rubrics;
using Grader.Core.Sandboxing;

namespace Grader.Core.Running;

/// <summary>The outcome of each call that was made, of loading each script, and of each cell of a notebook by its link.</summary>
internal sealed record SubmissionOutcomes(
    ImmutableDictionary<(string Function, string Part, int Case), Outcome> Calls, ImmutableDictionary<int, Outcome> Loads, ImmutableDictionary<(int Script, int Link), Outcome> Cells)
{
    public Outcome? Of(CallCheck check, string part, int testCase) => Calls.GetValueOrDefault((check.Function.ToString(), part, testCase));

    public Outcome? Of(TrainingCheck check, long seed) => Calls.GetValueOrDefault(Key(check, seed));

    public static (string, string, int) Key(TrainingCheck check, long seed) => (check.Run, "", (int)seed);
}

/// <summary>Makes the rubric's calls in one worker after the other: one submission a process, a new process after a call that killed it.</summary>
internal sealed class SubmissionRun(Sandbox sandbox, SemaphoreSlim alone, WarmWorkers? warm = null)
{
    /// <summary>Two deaths settle a check for sizes of the same pattern, and so many settle it for good: more would only cost restarts.</summary>
    private const int DeathsPerPattern = 2, DeathsPerCheck = 5;

    private readonly Dictionary<CallCheck, TimeSpan> _times = [];

    /// <summary>How long the calls took that were made for each check, by the clock.</summary>
    public IReadOnlyDictionary<CallCheck, TimeSpan> Times => _times;

    /// <param name="part">Only the calls of this part, and of the cells of a notebook only those that they need.</param>
    /// <param name="onlyNeeded">The same of the cells, for all parts.</param>
    public async Task<SubmissionOutcomes> RunAsync(CompiledSubmission submission, PreparedHomework homework, CancellationToken cancel, string? part = null, bool onlyNeeded = false)
    {
        var parts = homework.Rubric.Parts.Where(it => part is null || it.Id == part).ToList();
        var outcomes = ImmutableDictionary.CreateBuilder<(string, string, int), Outcome>();
        var programs = submission.Files.Select((file, index) => (file, index)).Where(it => it.file.Compilation is { Succeeded: true })
            .Select(it => new LoadedProgram(it.index, it.file.Compilation!.Response.Images, it.file.Notebook is not null, LimitsOf(it.file, homework.Rubric), OnlyNeeded: onlyNeeded || part is not null)).ToList();
        await using var worker = new Worker(sandbox, homework.Rubric.Limits, programs, warm, homework.Data, alone);
        foreach (var of in parts)
        {
            foreach (var check in of.Checks.OfType<CallCheck>().Where(it => it is not FormulaCheck))
            {
                var (script, file) = submission.Of(check);
                if (file.FitOf(check.Function) is not { Slot: >= 0 } fit) continue;
                var (clock, cases) = (Stopwatch.StartNew(), homework.CasesOf(of.Id));
                var wanted = Enumerable.Range(0, cases.Length).Where(i => cases[i].IsFor(check) && !outcomes.ContainsKey((check.Function.ToString(), of.Id, i))).ToList();
                var apart = file.Notebook is null;
                var found = await CallTwiceAsync(wanted, i => SizePattern.Of(cases[i].Arguments), apart, i =>
                {
                    var request = new CallRequest(script, fit.Slot, cases[i].Arguments, check.Function.IsProbe ? homework.Rubric.Seed : null);
                    return apart ? AloneIfNeededAsync(worker, request, check.Limits, cancel) : CallAsync(worker, request, check.Limits, cancel);
                });
                foreach (var (i, outcome) in found) outcomes[(check.Function.ToString(), of.Id, i)] = outcome;
                _times[check] = clock.Elapsed;
            }
        }
        if (part is null) await FollowThroughAsync(worker, submission, homework, outcomes, cancel);
        await TrainAsync(worker, submission, homework, parts.SelectMany(it => it.Checks).OfType<TrainingCheck>(), outcomes, cancel);
        foreach (var program in programs.Where(it => it.IsNotebook && part is null)) await worker.LoadAsync(program.Script, cancel);
        return new SubmissionOutcomes(outcomes.ToImmutable(), worker.Loads.ToImmutableDictionary(), worker.Cells.ToImmutableDictionary());
    }

    /// <summary>
    /// Each call is made twice, the second time from the last to the first: the same inputs must give the same bits, whatever was called before.
    /// (A notebook's cells are run again after each death, so that its calls are repeated at once: <paramref name="apart"/> is false.)
    /// A round ends early when going on would only cost restarts; what was not called again then has no outcome.
    /// </summary>
    private static async Task<Dictionary<int, Outcome>> CallTwiceAsync(List<int> cases, Func<int, string> pattern, bool apart, Func<int, Task<Outcome>> call)
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
        if (!apart) return found;
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
    private async Task FollowThroughAsync(
        Worker worker, CompiledSubmission submission, PreparedHomework homework, ImmutableDictionary<(string, string, int), Outcome>.Builder outcomes, CancellationToken cancel)
    {
        foreach (var (part, check) in homework.Rubric.Parts.SelectMany(part => part.Checks.OfType<CallCheck>().Select(check => (part, check))))
        {
            if (check.FollowThrough is not { } rule) continue;
            var (cases, name) = (homework.CasesOf(part.Id), check.Function.ToString());
            var picked = Enumerable.Range(0, cases.Length).Where(i => cases[i].IsFor(check) && outcomes.GetValueOrDefault((name, part.Id, i)) is Returned).ToList();
            if (picked.All(i => NamedValues.Agree(((Returned)outcomes[(name, part.Id, i)]).Value, cases[i].Expected, check.Function))) continue;
            if (homework.Rubric.Parts.First(it => it.Id == rule.Forward).Checks.OfType<CallCheck>().FirstOrDefault() is not { } forward) continue; // not public
            var (script, file) = submission.Of(forward);
            if (file.FitOf(forward.Function) is not { Slot: >= 0 } fit) continue;
            var own = new OwnForward(rule, forward.Function, check.Function, arguments => AloneIfNeededAsync(worker, new CallRequest(script, fit.Slot, arguments), forward.Limits, cancel));
            foreach (var i in picked.OrderBy(i => own.Entries(cases[i])).ThenBy(i => i).Take(OwnForward.MostCases))
            {
                if (await own.GradientAsync(cases[i]) is not { } gradient) break;
                outcomes[(OwnForward.Key(check), part.Id, i)] = new Returned(gradient, [], "");
            }
        }
    }

    private static Limits LimitsOf(CompiledFile file, Rubric rubric) => rubric.Checks.OfType<CodeCheck>().First(it => it.File == file.File).Limits;

    /// <summary>As many seeds as it takes: no more once the highest step is reached, two more when the best is just below a step.</summary>
    private async Task TrainAsync(Worker worker, CompiledSubmission submission, PreparedHomework homework, IEnumerable<TrainingCheck> checks, ImmutableDictionary<(string, string, int), Outcome>.Builder outcomes, CancellationToken cancel)
    {
        foreach (var check in checks)
        {
            var (script, file) = submission.Of(check);
            if (file.FitOf(check.Function) is not { Slot: >= 0 } fit) continue;
            var made = new List<Outcome>();
            while (TrainingComparer.NextSeed(check, made, homework) is { } seed)
            {
                var key = SubmissionOutcomes.Key(check, seed);
                if (!outcomes.TryGetValue(key, out var outcome))
                {
                    var request = new CallRequest(script, fit.Slot, homework.TrainingArguments(check, seed), seed);
                    outcomes[key] = outcome = await AloneIfNeededAsync(worker, request, check.Limits, cancel);
                }
                made.Add(outcome);
                if (outcome is TimedOut) break; // another seed would only take as long
            }
        }
    }

    /// <summary>Each call is made twice: the same inputs must give the same bits.</summary>
    private async Task<Outcome> CallAsync(Worker worker, CallRequest request, Limits limits, CancellationToken cancel)
    {
        var first = await AloneIfNeededAsync(worker, request, limits, cancel);
        if (first is not Returned once) return first;
        var second = await AloneIfNeededAsync(worker, request, limits, cancel);
        if (second is not Returned again) return second;
        return Value.SameBits(once.Value, again.Value) ? once : new Unstable(once.Value, again.Value, once.Printed);
    }

    /// <summary>What a busy machine can do to a call counts only when it happens again, alone.</summary>
    private async Task<Outcome> AloneIfNeededAsync(Worker worker, CallRequest request, Limits limits, CancellationToken cancel)
    {
        var first = await worker.AskAsync(request.Script, request, limits, cancel);
        if (first is not (TimedOut or Died { FromOutside: true })) return first;
        await alone.WaitAsync(cancel);
        try { return await worker.AskAsync(request.Script, request, limits, cancel); }
        finally { alone.Release(); }
    }
}
