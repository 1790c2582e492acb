using System.Collections.Immutable;

namespace Grader.Core.Sandboxing;

/// <summary>One wall around a submission: whether it held when it was tried, what came of the trial, and how to mend it (empty when it holds).</summary>
public sealed record IsolationLayer(string Id, LocalizedText Name, bool Holds, string Found, string Mend);

/// <summary>What this machine can isolate, found by trying from inside.</summary>
public sealed record IsolationReport(ImmutableArray<IsolationLayer> Layers)
{
    public bool Full => Layers.All(it => it.Holds);

    /// <summary>The first wall that does not stand, in one line.</summary>
    public string Why => Layers.FirstOrDefault(it => !it.Holds) is { } broken ? $"{broken.Name.En}: {broken.Found}" : "";
}

/// <summary>The walls of this machine, for <c>grader doctor</c>.</summary>
public static class Isolation
{
    public static async Task<IsolationReport> ProbeAsync(CancellationToken cancel)
    {
        try
        {
            using var sandbox = new Sandbox(reduced: false);
            return await new IsolationProbe(sandbox).RunAsync(cancel);
        }
        catch (IsolationException missing)
        {
            // Not even a sandbox to try: say that, and try what is left without one.
            var first = new IsolationLayer("namespaces", IsolationProbe.Namespaces, false, missing.Message.Split(". ")[0], "sudo apt-get install bubblewrap   (Fedora: dnf install bubblewrap; Arch: pacman -S bubblewrap)");
            using var reduced = new Sandbox(reduced: true);
            return new IsolationReport([first, .. (await new IsolationProbe(reduced).RunAsync(cancel)).Layers.Where(it => it.Id != "namespaces")]);
        }
    }
}
