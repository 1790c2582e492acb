using System.Diagnostics;
using System.Globalization;
using System.Text;
using Grader.Contract;

namespace Grader.Core.Sandboxing;

/// <summary>How a process ended, or why it was ended.</summary>
internal enum Ending { None, TimeLimit, OutputLimit, Protocol, Exited }

/// <summary>A running sandboxed program: frames one at a time, what it prints, the processor time that it takes.</summary>
internal sealed class SandboxedProcess : IAsyncDisposable
{
    private const int MaxAnswer = 32 << 20;
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(25);

    private readonly Process _process;
    private readonly Stream _requests;
    private readonly Stream _answers;
    private readonly int _outputLimit;
    private readonly bool _nested;
    private readonly StringBuilder _output = new();
    private readonly Task _drained;
    private int _printed;
    private long _asked;
    private int _worker;
    private volatile bool _tooMuchOutput;

    public SandboxedProcess(Process process, Stream requests, Stream answers, int outputLimit, bool nested)
    {
        (_process, _requests, _answers, _outputLimit, _nested) = (process, requests, answers, outputLimit, nested);
        _drained = Task.WhenAll(Drain(process.StandardOutput.BaseStream), Drain(process.StandardError.BaseStream));
    }

    /// <summary>What was printed so far, up to the limit, from one place in it.</summary>
    public string Output(int from = 0)
    {
        lock (_output) return from < _output.Length ? _output.ToString(from, _output.Length - from) : "";
    }

    public int OutputLength
    {
        get { lock (_output) return _output.Length; }
    }

    public async Task<bool> ReadyAsync(TimeSpan within)
    {
        var ready = ReadAsync(default);
        if (await Task.WhenAny(ready, Task.Delay(within)) != ready) { Kill(); return false; }
        return (await ready).Frame is not null;
    }

    /// <summary>Sends one request and waits for its answer, for so much processor time and three times that by the clock.</summary>
    public async Task<(byte[]? Answer, Ending Ending, string Detail)> AskAsync(byte[] payload, TimeSpan cpuLimit, CancellationToken cancel)
    {
        var frame = Frame.Ask(++_asked, payload);
        var (clock, cpuBefore) = (Stopwatch.StartNew(), CpuTime());
        try { await frame.WriteAsync(_requests, cancel); }
        catch (IOException) { return (null, Ending.Exited, ""); }

        var reading = ReadAsync(cancel);
        while (await Task.WhenAny(reading, Task.Delay(Poll, cancel)) != reading)
        {
            cancel.ThrowIfCancellationRequested();
            if (_tooMuchOutput) { Kill(); await reading; return (null, Ending.OutputLimit, ""); }
            if (CpuTime() - cpuBefore <= cpuLimit && clock.Elapsed <= 3 * cpuLimit + TimeSpan.FromSeconds(2)) continue;
            Kill();
            await reading;
            return (null, Ending.TimeLimit, "");
        }
        var (answer, problem) = await reading;
        if (_tooMuchOutput) return (null, Ending.OutputLimit, "");
        if (answer is null && problem.Length == 0) return (null, Ending.Exited, ""); // let it die by itself: its exit code says how
        if (answer is null) { Kill(); return (null, Ending.Protocol, problem); }
        if (answer.Request == frame.Request && answer.Nonce == frame.Nonce) return (answer.Payload, Ending.None, "");
        Kill();
        return (null, Ending.Protocol, "an answer to another request");
    }

    private async Task<(Frame? Frame, string Problem)> ReadAsync(CancellationToken cancel)
    {
        try { return (await Frame.ReadAsync(_answers, MaxAnswer, cancel), ""); }
        catch (InvalidDataException fault) { return (null, fault.Message); }
        catch (IOException) { return (null, ""); } // the pipe broke with the process
    }

    /// <summary>128 + signal for a killed child, as bubblewrap and shells say it.</summary>
    public async Task<int> ExitCodeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try { await _process.WaitForExitAsync(patience.Token); }
        catch (OperationCanceledException) { Kill(); await _process.WaitForExitAsync(CancellationToken.None); }
        await Task.WhenAny(_drained, Task.Delay(TimeSpan.FromSeconds(1)));
        return _process.ExitCode;
    }

    /// <summary>User and system time of the program itself, read from /proc: bubblewrap's own accounting leaves its child out.</summary>
    public TimeSpan CpuTime()
    {
        try
        {
            if (_worker == 0) _worker = _nested ? FirstChild(FirstChild(_process.Id)) : _process.Id;
            if (_worker == 0) return TimeSpan.Zero;
            var stat = File.ReadAllText(FormattableString.Invariant($"/proc/{_worker}/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return TimeSpan.FromSeconds((long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture)) / 100.0);
        }
        catch (IOException)
        {
            return TimeSpan.Zero; // it has just ended; the closed pipe says so
        }
    }

    private static int FirstChild(int parent)
    {
        if (parent == 0) return 0;
        var children = File.ReadAllText(FormattableString.Invariant($"/proc/{parent}/task/{parent}/children")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return children.Length == 0 ? 0 : int.Parse(children[0], CultureInfo.InvariantCulture);
    }

    private async Task Drain(Stream stream)
    {
        var buffer = new byte[4096];
        var decoder = Encoding.UTF8.GetDecoder();
        var characters = new char[Encoding.UTF8.GetMaxCharCount(buffer.Length)];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
            {
                if (Interlocked.Add(ref _printed, read) > _outputLimit) { _tooMuchOutput = true; continue; }
                var count = decoder.GetChars(buffer, 0, read, characters, 0, flush: false);
                lock (_output) _output.Append(characters, 0, count);
            }
        }
        catch (IOException)
        {
            // closed with the process
        }
    }

    public void Kill()
    {
        try { _process.Kill(entireProcessTree: true); }
        catch (InvalidOperationException) { /* it has ended by itself */ }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        await _requests.DisposeAsync();
        await _answers.DisposeAsync();
        _process.Dispose();
    }
}
