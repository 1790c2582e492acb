using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Sandboxing;

namespace Grader.Core.Compiling;

/// <summary>Why the compiler itself died or hung on a source, twice, alone.</summary>
internal enum CompilerLimit { None, Time, Memory, Nesting }

/// <summary>A chain that compiled, or why not.</summary>
internal sealed record Compilation(CompileResponse Response, CompilerLimit GaveUp)
{
    public bool Succeeded => !Response.Images.IsEmpty;
}

/// <summary>The warm compiler process: one request at a time, so that a bomb is never blamed on a neighbour; started again when it dies.</summary>
internal sealed class CompilerClient(Sandbox sandbox) : IAsyncDisposable
{
    private const int CompilesBeforeRecycling = 5000;
    private const long MemoryBeforeRecycling = 512L << 20;
    private const int MostBombs = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10), LimitOfACell = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _turn = new(1);
    private SandboxedProcess? _process;
    private int _compiles;
    private Task _preparing = Task.CompletedTask;

    public async Task<Compilation> CompileAsync(CompileRequest request, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            var bombs = ImmutableArray<CompilerMessage>.Empty;
            while (true)
            {
                var (compiled, why, cell) = await TwiceAsync(request, cancel);
                if (compiled is not null) return compiled with { Response = compiled.Response with { Messages = [.. bombs, .. compiled.Response.Messages] } };
                if (cell < 0 || cell >= request.Links.Length || bombs.Length == MostBombs) return new Compilation(new CompileResponse([], [], [], []), why);
                // One cell of a notebook; the others are compiled without it.
                bombs = bombs.Add(CompilerWords.Bomb(request.Links[cell].FileName, why));
                request = request with { Links = request.Links.SetItem(cell, request.Links[cell] with { Text = "" }) };
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<(Compilation? Compilation, CompilerLimit Why, int Cell)> TwiceAsync(CompileRequest request, CancellationToken cancel)
    {
        var first = await TryAsync(request, cancel);
        if (first.Compilation is not null) return first;
        var second = await TryAsync(request, cancel);
        return second with { Cell = first.Cell == second.Cell ? second.Cell : -1 };
    }

    /// <summary>Starts it before there is anything to compile.</summary>
    public void Prepare() => _preparing = PrepareAsync();

    private async Task PrepareAsync()
    {
        await _turn.WaitAsync();
        try
        {
            _process ??= await StartAsync();
        }
        catch (Exception failed) when (failed is IsolationException || Sandbox.IsOfStarting(failed))
        {
            // the compilation that needs it tries again, and says why it cannot be
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<(Compilation? Compilation, CompilerLimit Why, int Cell)> TryAsync(CompileRequest request, CancellationToken cancel)
    {
        if (_process is { } warm && (_compiles++ >= CompilesBeforeRecycling || warm.Memory > MemoryBeforeRecycling)) await StopAsync();
        _process ??= await StartAsync();
        var (answer, ending, _) = await _process.AskAsync(MessageCodec.Encode(request), request.Cells ? Limit + request.Links.Length * LimitOfACell : Limit, cancel);
        if (answer is not null) return (new Compilation(MessageCodec.DecodeCompileResponse(answer), CompilerLimit.None), CompilerLimit.None, -1);
        var (code, words) = ending == Ending.Exited ? (await _process.ExitCodeAsync(), _process.Output().Trim()) : (0, "");
        var cell = request.Cells ? CompilerFault.LastMark(_process.Output()) : -1;
        await StopAsync();
        return (null, ending switch
        {
            _ when code == CompilerFault.ExitCode => throw new InvalidOperationException($"The compiler process failed: {(words.Length > 4000 ? words[^4000..] : words)}"),
            _ when code == CompilerFault.TooLargeExitCode => CompilerLimit.Memory,
            Ending.TimeLimit => CompilerLimit.Time,
            Ending.MemoryLimit => CompilerLimit.Memory,
            Ending.Exited when words.Contains("Out of memory", StringComparison.Ordinal) || words.Contains("OutOfMemory", StringComparison.Ordinal) => CompilerLimit.Memory,
            Ending.Exited when words.Contains("Stack overflow", StringComparison.Ordinal) || code > 128 => CompilerLimit.Nesting,
            _ => throw new InvalidOperationException(FormattableString.Invariant($"The compiler process ended ({ending}, exit code {code}): {words}")),
        }, cell);
    }

    private async Task<SandboxedProcess> StartAsync()
    {
        _compiles = 0;
        // The native one needs a C library as new as that of the machine that made it; the other one runs wherever .NET does, and compiles the same.
        if (Programs.NativeCompiler is { } native && await TryStartAsync(native) is { Process: { } started }) return started;
        var (process, code, words) = await TryStartAsync("Grader.Compiler.dll");
        return process ?? throw new IsolationException($"The compiler process did not start in the sandbox (exit code {code}): {words}");
    }

    private async Task<(SandboxedProcess? Process, int Code, string Words)> TryStartAsync(string program)
    {
        var process = await sandbox.StartAsync(SandboxProfile.Compiler(Programs.Compiler, program));
        if (await process.ReadyAsync(StartLimit)) return (process, 0, "");
        var code = await process.ExitCodeAsync();
        await process.DisposeAsync();
        return (null, code, process.Output().Trim());
    }

    private async Task StopAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await _preparing;
        await StopAsync();
        _turn.Dispose();
    }
}
