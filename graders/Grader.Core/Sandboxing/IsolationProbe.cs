using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Grader.Core.Sandboxing;

/// <summary>Starts the worker's program in the sandbox and lets it try to get out: files, network, processes, memory, time, environment.</summary>
internal sealed class IsolationProbe(Sandbox sandbox)
{
    public static readonly LocalizedText Namespaces = new("namespaces", "فضاهای نام");
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SpinLimit = TimeSpan.FromMilliseconds(100);
    private const long SmallMemory = 64 << 20;

    private static SandboxProfile Profile => SandboxProfile.Worker(Programs.Worker, SmallMemory, 64 << 10);

    public async Task<IsolationReport> RunAsync(CancellationToken cancel)
    {
        await using var inside = await sandbox.StartAsync(Profile, probing: true);
        if (!await inside.ReadyAsync(StartLimit))
        {
            await inside.ExitCodeAsync();
            var words = inside.Output().Trim().ReplaceLineEndings(" ");
            return new IsolationReport([new("namespaces", Namespaces, false, words.Length > 0 ? words : "the sandbox did not start", UserNamespaceHelp(words))]);
        }
        var (memory, time) = (MemoryAsync(cancel), TimeAsync(cancel));
        var layers = ImmutableArray.CreateBuilder<IsolationLayer>();
        layers.Add(await ProcessesSeenAsync(inside, cancel));
        layers.Add(await FilesAsync(inside, cancel));
        layers.Add(await RefusedAsync(inside, "network", new("network", "شبکه"), [["socket"]], "A kernel with seccomp is needed (CONFIG_SECCOMP_FILTER).", cancel));
        layers.Add(await RefusedAsync(inside, "processes", new("other processes", "پردازه‌های دیگر"), [["fork"], ["start", sandbox.Reduced ? DotnetHost.Muxer : "/dotnet/dotnet"]], "A kernel with seccomp is needed (CONFIG_SECCOMP_FILTER).", cancel));
        layers.Add(await RefusedAsync(inside, "environment", new("the grader's environment", "محیط تصحیح‌گر"), [["environment", "PATH="]], "Run without --isolation reduced.", cancel));
        layers.Add(await memory);
        layers.Add(await time);
        return new IsolationReport(layers.ToImmutable());
    }

    private async Task<IsolationLayer> ProcessesSeenAsync(SandboxedProcess inside, CancellationToken cancel)
    {
        var seen = await AskAsync(inside, cancel, "processes");
        var alone = int.TryParse(seen, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 2;
        return new("namespaces", Namespaces, alone && !sandbox.Reduced, sandbox.Reduced ? "none: started without bubblewrap" : $"{sandbox.Starter}; {seen} processes in sight", alone ? "" : "Run without --isolation reduced.");
    }

    private static async Task<IsolationLayer> FilesAsync(SandboxedProcess inside, CancellationToken cancel)
    {
        const string Mend = "Run without --isolation reduced: only bubblewrap hides files.";
        LocalizedText name = new("files", "فایل‌ها");
        var word = "grader-probe-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var secret = Path.Combine(Path.GetTempPath(), word);
        string[] places = [secret + ".out", "/w/" + word, "/usr/lib/" + word];
        await File.WriteAllTextAsync(secret, "canary", cancel);
        try
        {
            var reading = await RefusedAsync(inside, "files", name, [["read", secret], ["read", "/etc/passwd"], ["open", "/proc/sys/kernel/core_pattern"]], Mend, cancel);
            if (!reading.Holds) return reading;
            // It has a /tmp of its own to write to; what counts is what is to be seen from outside.
            foreach (var place in places) await AskAsync(inside, cancel, "write", place);
            return places.FirstOrDefault(File.Exists) is { } written ? new("files", name, false, $"write {written}: possible", Mend) : reading with { Found = reading.Found.Replace("read, ", "read, write, ", StringComparison.Ordinal) };
        }
        finally
        {
            foreach (var file in places.Append(secret).Where(File.Exists)) File.Delete(file);
        }
    }

    private static async Task<IsolationLayer> RefusedAsync(SandboxedProcess inside, string id, LocalizedText name, string[][] attempts, string mend, CancellationToken cancel)
    {
        var refusals = new List<string>();
        foreach (var attempt in attempts)
        {
            var came = await AskAsync(inside, cancel, attempt);
            if (came == "ok") return new(id, name, false, $"{string.Join(' ', attempt)}: possible", mend);
            refusals.Add(came);
        }
        return new(id, name, true, $"{string.Join(", ", attempts.Select(it => it[0]).Distinct())} refused: {Short(refusals[0])}", "");
    }

    /// <summary>With wide rlimits, so that the group or the watchdog must do it.</summary>
    private async Task<IsolationLayer> MemoryAsync(CancellationToken cancel)
    {
        var wide = Profile with { AddressSpace = 16L << 30, Data = 8L << 30 };
        await using var process = await sandbox.StartAsync(wide, probing: true);
        LocalizedText name = new("memory", "حافظه");
        if (!await process.ReadyAsync(StartLimit)) return new("memory", name, false, "the program did not start", "Run grader doctor again.");
        var (_, ending, _) = await process.AskAsync(Words("memory", (4 * wide.Memory).ToString(CultureInfo.InvariantCulture)), AnswerLimit, cancel);
        return ending == Ending.MemoryLimit
            ? new("memory", name, true, FormattableString.Invariant($"ended above {wide.Memory >> 20} MiB, by {sandbox.MemoryLayer}"), "")
            : new("memory", name, false, $"not ended ({ending})", "Please report this: the watchdog should have seen it.");
    }

    private async Task<IsolationLayer> TimeAsync(CancellationToken cancel)
    {
        await using var process = await sandbox.StartAsync(Profile, probing: true);
        LocalizedText name = new("time", "زمان");
        if (!await process.ReadyAsync(StartLimit)) return new("time", name, false, "the program did not start", "Run grader doctor again.");
        var clock = Stopwatch.StartNew();
        var (_, ending, _) = await process.AskAsync(Words("spin"), SpinLimit, cancel);
        return ending == Ending.TimeLimit
            ? new("time", name, true, FormattableString.Invariant($"an endless loop ended after {SpinLimit.TotalSeconds} s of processor time"), "")
            : new("time", name, false, FormattableString.Invariant($"not ended after {clock.Elapsed.TotalSeconds:0.0} s ({ending})"), "Is /proc mounted? Processor time is read there.");
    }

    private static async Task<string> AskAsync(SandboxedProcess inside, CancellationToken cancel, params string[] words)
    {
        var (answer, ending, _) = await inside.AskAsync(Words(words), AnswerLimit, cancel);
        return answer is null ? $"ended ({ending})" : Encoding.UTF8.GetString(answer);
    }

    private static byte[] Words(params string[] words) => Encoding.UTF8.GetBytes(string.Join('\n', words));

    private static string Short(string text) => text.Length <= 80 ? text : text[..79] + "…";

    /// <summary>Why bubblewrap could not make its namespaces, as far as the system's switches tell.</summary>
    private static string UserNamespaceHelp(string words)
    {
        (string File, string Bad, string Help)[] switches =
        [
            ("/proc/sys/user/max_user_namespaces", "0", "sudo sysctl -w user.max_user_namespaces=15000"),
            ("/proc/sys/kernel/unprivileged_userns_clone", "0", "sudo sysctl -w kernel.unprivileged_userns_clone=1"),
            ("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1", "sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0   (or give bwrap an AppArmor profile with 'userns,')"),
        ];
        foreach (var (file, bad, help) in switches)
        {
            var named = words.Contains("max_*_namespaces", StringComparison.Ordinal) && file.Contains("max_", StringComparison.Ordinal);
            if (named || (File.Exists(file) && File.ReadAllText(file).Trim() == bad)) return $"User namespaces are switched off here: {help}";
        }
        return "In a container, start it so that user namespaces may be made: docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined …";
    }
}
