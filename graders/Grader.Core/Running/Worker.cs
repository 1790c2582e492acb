using System.Text.RegularExpressions;
using Grader.Contract;
using Grader.Core.Rubrics;
using Grader.Core.Sandboxing;

namespace Grader.Core.Running;

/// <summary>A worker process with the scripts of one submission loaded; when a call kills it, the next one gets a new process.</summary>
internal sealed partial class Worker(Sandbox sandbox, Limits limits, IReadOnlyList<LoadRequest> scripts, WarmWorkers? warm = null) : IAsyncDisposable
{
    private const int OutputShown = 2000;
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private SandboxedProcess? _process;
    private readonly Dictionary<int, Outcome> _loads = [];

    /// <summary>The outcome of loading each script and running its top-level statements, the first time.</summary>
    public IReadOnlyDictionary<int, Outcome> Loads => _loads;

    public async Task<Outcome> AskAsync(int script, WorkerRequest request, Limits callLimits, CancellationToken cancel)
    {
        if (_process is null && !await StartAsync(script, cancel)) return _loads[script];
        return await AskAsync(request, callLimits, cancel);
    }

    /// <summary>A new process with all scripts loaded; one whose loading kills the process is left out from then on.</summary>
    private async Task<bool> StartAsync(int wanted, CancellationToken cancel)
    {
        if (_loads.TryGetValue(wanted, out var known) && known is not Returned) return false;
        for (var again = true; again;)
        {
            again = false;
            _process = await (warm?.Take(limits) ?? sandbox.StartAsync(SandboxProfile.Worker(Programs.Worker, limits.MemoryBytes, limits.OutputBytes)));
            if (!await _process.ReadyAsync(StartLimit))
            {
                var code = await _process.ExitCodeAsync();
                var words = _process.Output().Trim();
                await StopAsync();
                throw new IsolationException($"The worker process did not start in the sandbox (exit code {code}): {words}");
            }
            foreach (var script in scripts.Where(it => !_loads.TryGetValue(it.Script, out var load) || load is Returned))
            {
                _loads[script.Script] = await AskAsync(script, limits, cancel);
                if (_process is null) { again = true; break; }
            }
        }
        return _loads[wanted] is Returned;
    }

    private async Task<Outcome> AskAsync(WorkerRequest request, Limits callLimits, CancellationToken cancel)
    {
        var process = _process!;
        var (answer, ending, detail) = await process.AskAsync(MessageCodec.Encode(request), callLimits.Cpu, cancel);
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
            Ending.TimeLimit => new TimedOut(callLimits.Cpu, printed),
            Ending.MemoryLimit => new TooMuchMemory(limits.MemoryBytes, printed),
            Ending.OutputLimit => new TooMuchOutput(callLimits.OutputBytes, printed),
            Ending.Protocol => new BrokeProtocol(detail, printed),
            _ when new Died(code, printed) is { OutOfMemory: true } => new TooMuchMemory(limits.MemoryBytes, printed),
            _ => new Died(code, printed),
        };
    }

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
    }

    public async ValueTask DisposeAsync() => await StopAsync();
}
