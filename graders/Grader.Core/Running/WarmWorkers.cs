using Grader.Core.Rubrics;
using Grader.Core.Sandboxing;

namespace Grader.Core.Running;

/// <summary>Workers that are started before there is anything to run, so that a student who waits does not wait for torch. Each serves one file once, as ever.</summary>
/// <param name="sandbox">Where they start.</param>
/// <param name="memory">Bytes, as in <see cref="Limits"/>.</param>
/// <param name="output">Bytes, as in <see cref="Limits"/>.</param>
/// <param name="data">The folder that they may read.</param>
internal sealed class WarmWorkers(Sandbox sandbox, long memory, int output, string? data) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>How many start at once: beside a compiler that needs .NET to start, more than one would only make all of them late.</summary>
    private static readonly int AtOnce = Programs.NativeCompiler is null ? 1 : 2;

    private readonly Queue<Task<SandboxedProcess>> _started = [];
    private readonly Queue<Task<SandboxedProcess>> _last = [];

    /// <summary>Until so many wait to be taken.</summary>
    public void Prepare(int count)
    {
        lock (_started)
        {
            while (_started.Count < count)
            {
                var one = StartAsync(_last.Count < AtOnce ? null : _last.Dequeue());
                _last.Enqueue(one);
                _started.Enqueue(one);
            }
        }
    }

    private async Task<SandboxedProcess> StartAsync(Task<SandboxedProcess>? before)
    {
        try
        {
            if (before is not null) await Task.WhenAny((await before).FirstFrame(), Task.Delay(Patience));
        }
        catch (Exception failed) when (Sandbox.IsOfStarting(failed))
        {
            // whoever takes that one is told
        }
        return await sandbox.StartAsync(SandboxProfile.Worker(Programs.Worker, memory, output) with { DataFolder = data });
    }

    /// <summary>Null when none is left, or when others are asked for.</summary>
    public Task<SandboxedProcess>? Take(Limits wanted, string? withData)
    {
        lock (_started) return (wanted.MemoryBytes, wanted.OutputBytes, withData) == (memory, output, data) ? Take() : null;
    }

    private Task<SandboxedProcess>? Take()
    {
        lock (_started) return _started.TryDequeue(out var one) ? one : null;
    }

    public async ValueTask DisposeAsync()
    {
        while (Take() is { } one)
        {
            try
            {
                await (await one).DisposeAsync();
            }
            catch (Exception failed) when (Sandbox.IsOfStarting(failed))
            {
                // it never started; whoever needed one has been told
            }
        }
    }
}
