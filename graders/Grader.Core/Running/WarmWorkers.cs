using Grader.Core.Rubrics;
using Grader.Core.Sandboxing;

namespace Grader.Core.Running;

/// <summary>Workers that are started before there is anything to run, so that a student who waits does not wait for torch. Each serves one file once, as ever.</summary>
internal sealed class WarmWorkers(Sandbox sandbox, Limits limits, string? data) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Queue<Task<SandboxedProcess>> _started = [];
    private Task<SandboxedProcess>? _last;

    /// <summary>One after the other: beside a compiler that starts, more at once would only make all of them late.</summary>
    public void Prepare(int count)
    {
        lock (_started)
        {
            while (_started.Count < count) _started.Enqueue(_last = StartAsync(_last));
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
        return await sandbox.StartAsync(SandboxProfile.Worker(Programs.Worker, limits.MemoryBytes, limits.OutputBytes) with { DataFolder = data });
    }

    /// <summary>Null when none is left, or when others are asked for.</summary>
    public Task<SandboxedProcess>? Take(Limits wanted, string? withData)
    {
        lock (_started) return wanted == limits && withData == data && _started.TryDequeue(out var one) ? one : null;
    }

    public async ValueTask DisposeAsync()
    {
        while (Take(limits, data) is { } one)
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
