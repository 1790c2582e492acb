using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Sandboxing;

namespace Grader.Core.Compiling;

/// <summary>A chain that compiled, or why not. <see cref="GaveUp"/>: the compiler itself died or hung on this source, twice, alone.</summary>
internal sealed record Compilation(CompileResponse Response, bool GaveUp)
{
    public bool Succeeded => !Response.Images.IsEmpty;
}

/// <summary>The warm compiler process: one request at a time, so that a bomb is never blamed on a neighbour; started again when it dies.</summary>
internal sealed class CompilerClient(Sandbox sandbox) : IAsyncDisposable
{
    private const int CompilesBeforeRecycling = 5000;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly SemaphoreSlim _turn = new(1);
    private SandboxedProcess? _process;
    private int _compiles;

    public async Task<Compilation> CompileAsync(CompileRequest request, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            return await TryAsync(request, cancel) ?? await TryAsync(request, cancel) ?? new Compilation(new CompileResponse([], [], [], []), GaveUp: true);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<Compilation?> TryAsync(CompileRequest request, CancellationToken cancel)
    {
        if (_compiles++ >= CompilesBeforeRecycling) await StopAsync();
        _process ??= await StartAsync();
        var (answer, ending, _) = await _process.AskAsync(MessageCodec.Encode(request), Limit, cancel);
        if (answer is not null) return new Compilation(MessageCodec.DecodeCompileResponse(answer), GaveUp: false);
        var (code, words) = ending == Ending.Exited ? (await _process.ExitCodeAsync(), _process.Output().Trim()) : (0, "");
        await StopAsync();
        return code == CompilerFault.ExitCode ? throw new InvalidOperationException($"The compiler process failed: {words}") : null;
    }

    private async Task<SandboxedProcess> StartAsync()
    {
        _compiles = 0;
        var process = await sandbox.StartAsync(SandboxProfile.Compiler(Programs.Compiler));
        if (await process.ReadyAsync(StartLimit)) return process;
        var code = await process.ExitCodeAsync();
        await process.DisposeAsync();
        throw new IsolationException($"The compiler process did not start in the sandbox (exit code {code}): {process.Output().Trim()}");
    }

    private async Task StopAsync()
    {
        if (_process is not null) await _process.DisposeAsync();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _turn.Dispose();
    }
}
