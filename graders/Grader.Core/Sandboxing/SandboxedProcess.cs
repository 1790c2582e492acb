using System.Diagnostics;
using Grader.Contract;

namespace Grader.Core.Sandboxing;

/// <summary>How a process ended, or why it was ended.</summary>
internal enum Ending { None, TimeLimit, MemoryLimit, OutputLimit, Protocol, Exited }

/// <summary>A running sandboxed program: frames one at a time, what it prints, the processor time and memory that it takes.</summary>
internal sealed class SandboxedProcess : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Stream _requests;
    private readonly Stream _answers;
    private readonly SandboxProfile _profile;
    private readonly ControlGroup? _group;
    private readonly ProcessFigures _figures;
    private readonly PrintedText _printed;
    private readonly bool _nested;
    private readonly Lock _readying = new();
    private Task<(Frame? Frame, string Problem)>? _ready;
    private long _asked;

    public SandboxedProcess(Process process, Stream requests, Stream answers, SandboxProfile profile, ControlGroup? group, bool nested)
    {
        (_process, _requests, _answers, _profile, _group, _nested) = (process, requests, answers, profile, group, nested);
        _figures = new ProcessFigures(process.Id, nested);
        _printed = new PrintedText(process, profile.OutputBytes);
    }

    /// <summary>What was printed between the last request and its answer, or the end, up to the limit.</summary>
    public string Output() => _printed.ToString();

    /// <summary>Bytes that it keeps now.</summary>
    public long Memory => _figures.Memory;

    /// <summary>Bytes that it has asked for.</summary>
    public long Data => _figures.Data;

    /// <summary>Processor time that it has taken so far.</summary>
    public TimeSpan CpuTime => _figures.CpuTime;

    /// <summary>Ends when the program is ready, or will never be.</summary>
    public Task<(Frame? Frame, string Problem)> FirstFrame()
    {
        lock (_readying) return _ready ??= ReadAsync(default);
    }

    public async Task<bool> ReadyAsync(TimeSpan within)
    {
        var ready = FirstFrame();
        if (await Task.WhenAny(ready, Task.Delay(within)) != ready) { Kill(); return false; }
        _printed.Take();
        return (await ready).Frame is not null;
    }

    /// <summary>
    /// Sends one request and waits for its answer: for so much processor time, and three times that and 2 s by the clock, without the time in
    /// which the machine had no processor for it.
    /// </summary>
    public async Task<(byte[]? Answer, Ending Ending, string Detail)> AskAsync(byte[] payload, TimeSpan cpuLimit, CancellationToken cancel)
    {
        var frame = Frame.Ask(++_asked, payload);
        _printed.Begin();
        var (clock, cpuBefore, waitedBefore) = (Stopwatch.StartNew(), _figures.CpuTime, (IReadOnlyDictionary<string, TimeSpan>?)null);
        // Both at once: a program that has stopped reading must not make us wait for ever.
        var asking = SendAsync(frame, cancel);
        var reading = ReadAsync(cancel);
        while (await Task.WhenAny(reading, Task.Delay(Poll, cancel)) != reading)
        {
            cancel.ThrowIfCancellationRequested();
            _printed.Take();
            if (OverLimit(cpuLimit, clock.Elapsed, cpuBefore, ref waitedBefore) is not { } ending) continue;
            Kill();
            await reading;
            return (null, ending, "");
        }
        var (answer, problem) = await reading;
        _printed.Take();
        if (_printed.TooMuch) return (null, Ending.OutputLimit, "");
        if (answer is null && problem.Length == 0) return await EndedAsync(); // let it die by itself: its exit code says how
        if (answer is null) { Kill(); return (null, Ending.Protocol, problem); }
        if (answer.Request != frame.Request || answer.Nonce != frame.Nonce) { Kill(); return (null, Ending.Protocol, "an answer to another request"); }
        if (await Task.WhenAny(asking, Task.Delay(Patience, cancel)) == asking) return (answer.Payload, Ending.None, "");
        Kill();
        return (null, Ending.Protocol, "an answer before its request was read");
    }

    private Ending? OverLimit(TimeSpan cpuLimit, TimeSpan elapsed, TimeSpan cpuBefore, ref IReadOnlyDictionary<string, TimeSpan>? waitedBefore)
    {
        if (_printed.TooMuch) return Ending.OutputLimit;
        if (_figures.Memory > _profile.Memory) return Ending.MemoryLimit;
        if (_figures.CpuTime - cpuBefore > cpuLimit) return Ending.TimeLimit;
        waitedBefore ??= _figures.Waits();
        var wall = 3 * cpuLimit + TimeSpan.FromSeconds(2);
        return elapsed > wall && elapsed - _figures.WaitedSince(waitedBefore) > wall ? Ending.TimeLimit : null;
    }

    /// <summary>The channel is closed: because the process has ended, or by its own hand while it goes on.</summary>
    private async Task<(byte[]? Answer, Ending Ending, string Detail)> EndedAsync()
    {
        var ended = _process.WaitForExitAsync(CancellationToken.None);
        if (await Task.WhenAny(ended, Task.Delay(Patience)) == ended) return (null, _group is { KilledForMemory: true } ? Ending.MemoryLimit : Ending.Exited, "");
        Kill();
        return (null, Ending.Protocol, "the answer channel was closed");
    }

    private async Task SendAsync(Frame frame, CancellationToken cancel)
    {
        try
        {
            // On a thread of its own: a pipe that nobody empties blocks its writer.
            await Task.Run(() => frame.WriteAsync(_requests, cancel), cancel);
        }
        catch (Exception gone) when (gone is IOException or ObjectDisposedException)
        {
            // it ended; reading its answer says so
        }
    }

    private async Task<(Frame? Frame, string Problem)> ReadAsync(CancellationToken cancel)
    {
        try { return (await Frame.ReadAsync(_answers, Frame.MaxAnswer, cancel), ""); }
        catch (InvalidDataException fault) { return (null, fault.Message); }
        catch (IOException) { return (null, ""); } // the pipe broke with the process
    }

    /// <summary>128 + signal for a killed child, as bubblewrap and shells say it.</summary>
    public async Task<int> ExitCodeAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        try { await _process.WaitForExitAsync(patience.Token); }
        catch (OperationCanceledException) { Kill(); await _process.WaitForExitAsync(CancellationToken.None); }
        _printed.Take();
        return _process.ExitCode;
    }

    /// <summary>The first process of a namespace dies with bubblewrap and takes all others along; without one, all of /proc is read for children.</summary>
    public void Kill()
    {
        try { _process.Kill(entireProcessTree: !_nested); }
        catch (InvalidOperationException) { /* it has ended by itself */ }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _requests.DisposeAsync();
        await _answers.DisposeAsync();
        _printed.Dispose();
        _process.Dispose();
        _group?.Dispose();
    }
}
