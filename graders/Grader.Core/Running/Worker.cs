using System.Text.RegularExpressions;
using Grader.Contract;
using Grader.Core.Rubrics;
using Grader.Core.Sandboxing;

namespace Grader.Core.Running;

/// <summary>
/// A worker process with the scripts and notebooks of one submission loaded; when a call kills it, the next one gets a new process. The cells of a
/// notebook run once; a new process runs only those of them again whose variables the functions or the cells still to come need, and never one that
/// killed its process: of the others it has what they declare.
/// </summary>
internal sealed partial class Worker(Sandbox sandbox, Limits limits, IReadOnlyList<LoadedProgram> programs, WarmWorkers? warm = null, string? data = null, SemaphoreSlim? alone = null) : IAsyncDisposable
{
    private const int OutputShown = 2000;
    /// <summary>Each costs a process; after so many, the cells that are left are not run.</summary>
    private const int MostDeathsOfCells = 8;
    /// <summary>The same of calls that leak memory and throw: after so many, the others have to do with what is left.</summary>
    private const int MostFreshStarts = 10;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private SandboxedProcess? _process;
    private long _dataWhenLoaded;
    private int _freshStarts;
    /// <summary>The functions that this process has run.</summary>
    private readonly HashSet<(int Script, int Slot)> _called = [];
    private readonly Dictionary<int, Outcome> _loads = [];
    private readonly Dictionary<(int Script, int Link), Outcome> _cells = [];
    private readonly Dictionary<int, TimeSpan> _spent = [];
    private readonly HashSet<(int Script, int Link)> _suspects = [];

    /// <summary>The outcome of loading each script and running its top-level statements, the first time.</summary>
    public IReadOnlyDictionary<int, Outcome> Loads => _loads;

    /// <summary>The outcome of each cell, the first time, by the number of the notebook and the link of the cell.</summary>
    public IReadOnlyDictionary<(int Script, int Link), Outcome> Cells => _cells;

    /// <summary>
    /// What another function left behind (threads, no memory, a process about to die) must not be this one's fault: where it dies, or throws with much
    /// memory held, after another, it is called once more, in a new process, and that counts.
    /// </summary>
    public async Task<Outcome> AskAsync(int script, WorkerRequest request, Limits callLimits, CancellationToken cancel)
    {
        while (true)
        {
            if (_process is null && !await StartAsync(script, cancel)) return _loads[script];
            if (request is not CallRequest call) return await AskAsync(request, callLimits, callLimits.Cpu, cancel);
            var isAfterAnother = _called.Any(it => it != (call.Script, call.Slot));
            _called.Add((call.Script, call.Slot));
            var outcome = await AskAsync(request, callLimits, callLimits.Cpu, cancel);
            if (_process is { } process && HoldsMemory(outcome, process)) await StopAsync();
            // A time limit is tried once more by the caller, when nothing else runs.
            if (_process is not null || !isAfterAnother || outcome is TimedOut) return outcome;
        }
    }

    /// <summary>Runs what there is to run, where no call will ask for it.</summary>
    public async Task LoadAsync(int script, CancellationToken cancel)
    {
        if (_process is null) await StartAsync(script, cancel);
    }

    /// <summary>A new process with all scripts loaded; one whose loading kills the process is left out from then on.</summary>
    private async Task<bool> StartAsync(int wanted, CancellationToken cancel)
    {
        if (_loads.TryGetValue(wanted, out var known) && known is not Returned) return false;
        for (var again = true; again;)
        {
            again = false;
            _process = await (warm?.Take(limits, data) ?? sandbox.StartAsync(SandboxProfile.Worker(Programs.Worker, limits.MemoryBytes, limits.OutputBytes) with { DataFolder = data}));
            if (!await _process.ReadyAsync(StartLimit))
            {
                var code = await _process.ExitCodeAsync();
                var words = _process.Output().Trim();
                await StopAsync();
                throw new IsolationException($"The worker process did not start in the sandbox (exit code {code}): {words}");
            }
            foreach (var program in programs.Where(it => !_loads.TryGetValue(it.Script, out var load) || load is Returned))
            {
                var loaded = program.IsNotebook ? await RunCellsAsync(program, cancel) : await AskAsync(new LoadRequest(program.Script, program.Images), limits, limits.Cpu, cancel);
                if (loaded is not null) _loads[program.Script] = loaded;
                if (_process is null) { again = true; break; }
            }
        }
        _dataWhenLoaded = _process?.Data ?? 0;
        return _loads[wanted] is Returned;
    }

    /// <summary>Null: a cell killed the process, is known now, and the rest goes on in a new one.</summary>
    private async Task<Outcome?> RunCellsAsync(LoadedProgram notebook, CancellationToken cancel)
    {
        Outcome? Known(int link) => _cells.GetValueOrDefault((notebook.Script, link));
        var needed = notebook.Images.Where(it => it.Link < 0 || (Known(it.Link) is null && !notebook.OnlyNeeded)).SelectMany(it => it.Needs).ToHashSet();
        foreach (var image in notebook.Images[..^1])
        {
            if (image.Link < 0)
            {
                // Definitions only: nothing of a student's is run by them.
                if (await AskAsync(new CellRequest(notebook.Script, image, Run: true, IsLast: false), notebook.Limits, notebook.Limits.Cell, cancel) is not Returned and var broken) return broken;
                continue;
            }
            var left = notebook.Limits.Notebook - _spent.GetValueOrDefault(notebook.Script);
            var isStopped = left <= TimeSpan.Zero || Deaths(notebook.Script) >= MostDeathsOfCells;
            if (Known(image.Link) is null && isStopped) _cells[(notebook.Script, image.Link)] = new NotRun(left <= TimeSpan.Zero ? notebook.Limits.Notebook : TimeSpan.Zero);
            var known = Known(image.Link);
            var isWanted = needed.Contains(image.Link);
            var run = known is null ? !notebook.OnlyNeeded || isWanted : known is Returned && isWanted;
            var outcome = await RunCellAsync(notebook, image, run, known is null, cancel);
            if (outcome is null) return null;
            if (known is null || _process is null) _cells[(notebook.Script, image.Link)] = outcome;
            if (_process is null) return run ? null : outcome;
        }
        return await AskAsync(new CellRequest(notebook.Script, notebook.Images[^1], Run: true, IsLast: true), notebook.Limits, notebook.Limits.Cpu, cancel);
    }

    /// <summary>What a busy machine can do to a cell counts only when it happens again, alone: null asks for that.</summary>
    private async Task<Outcome?> RunCellAsync(LoadedProgram notebook, ScriptImage image, bool run, bool isFirst, CancellationToken cancel)
    {
        var left = notebook.Limits.Notebook - _spent.GetValueOrDefault(notebook.Script);
        var cpu = isFirst && left < notebook.Limits.Cell ? left : notebook.Limits.Cell;
        var isSuspect = isFirst && _suspects.Contains((notebook.Script, image.Link)); // later it may be the call above that holds the turn: waiting for it would never end
        if (isSuspect && alone is not null) await alone.WaitAsync(cancel);
        try
        {
            var before = _process!.CpuTime;
            var outcome = await AskAsync(new CellRequest(notebook.Script, image, run, IsLast: false), notebook.Limits, cpu, cancel);
            if (outcome is TimedOut or Died { FromOutside: true } && isFirst && _suspects.Add((notebook.Script, image.Link))) return null;
            if (isFirst) _spent[notebook.Script] = _spent.GetValueOrDefault(notebook.Script) + (_process is { } alive ? alive.CpuTime - before : outcome is TimedOut ? cpu : TimeSpan.Zero);
            return outcome is TimedOut && cpu < notebook.Limits.Cell ? new TimedOut(notebook.Limits.Notebook, outcome.Printed) : outcome;
        }
        finally
        {
            if (isSuspect && alone is not null) alone.Release();
        }
    }

    private int Deaths(int script) => _cells.Count(it => it.Key.Script == script && it.Value.Kills);

    private async Task<Outcome> AskAsync(WorkerRequest request, Limits callLimits, TimeSpan cpu, CancellationToken cancel)
    {
        var process = _process!;
        var (answer, ending, detail) = await process.AskAsync(MessageCodec.Encode(request), cpu, cancel);
        if (answer is not null)
        {
            try
            {
                return Outcome(MessageCodec.DecodeWorkerResponse(answer), Cut(process.Output()));
            }
            catch (InvalidDataException fault)
            {
                (ending, detail) = (Ending.Protocol, fault.Message);
            }
        }
        var code = ending == Ending.Exited ? await process.ExitCodeAsync() : 0;
        var printed = Cut(process.Output());
        await StopAsync();
        return ending switch
        {
            Ending.TimeLimit => new TimedOut(cpu, printed),
            Ending.MemoryLimit => new TooMuchMemory(limits.MemoryBytes, printed),
            Ending.OutputLimit => new TooMuchOutput(callLimits.OutputBytes, printed),
            Ending.Protocol => new BrokeProtocol(detail, printed),
            _ when new Died(code, printed) is { OutOfMemory: true } => new TooMuchMemory(limits.MemoryBytes, printed),
            _ => new Died(code, printed),
        };
    }

    /// <summary>
    /// A call that threw in a process with little memory left, and keeps that: the next one must not suffer for it. A process that has no figures
    /// any more has died of it.
    /// </summary>
    private bool HoldsMemory(Outcome outcome, SandboxedProcess process) =>
        outcome is Threw && process.Data is var data && ((data == 0 && OperatingSystem.IsLinux()) || data - _dataWhenLoaded > limits.MemoryBytes / 8) && _freshStarts++ < MostFreshStarts;

    private static Outcome Outcome(WorkerResponse response, string printed) => response switch
    {
        ReturnedResponse it => new Returned(it.Value, it.MutatedArguments, printed),
        ThrewResponse it => new Threw(it with { Message = WithoutScriptNames(it.Message) }, printed),
        _ => throw new InvalidOperationException($"Unknown response {response.GetType().Name}."),
    };

    private static string Cut(string text) => WithoutScriptNames(text.Length <= OutputShown ? text : text[..OutputShown]);

    /// <summary>A compiled script has a name that is never the same twice; results must be.</summary>
    private static string WithoutScriptNames(string text) => ScriptName().Replace(text, "script");

    [GeneratedRegex("ℛ\\*[0-9a-f-]{36}#[0-9]+-[0-9]+")]
    private static partial Regex ScriptName();

    private async Task StopAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _process = null;
        _called.Clear();
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
