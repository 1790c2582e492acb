using System.Globalization;
using System.Text.RegularExpressions;

namespace Grader.Core.Sandboxing;

/// <summary>Where control groups can be made here: version 1 (one tree a controller) or 2, as root or in a folder that the system gave to the user.</summary>
internal sealed partial record ControlGroups(int Version, string Memory, string? Processes)
{
    private static int _made;

    public string Description => FormattableString.Invariant($"cgroup v{Version} ({(Processes is null ? "memory" : "memory, pids")})");

    /// <summary>Null where none can be made: the memory watchdog does their work then.</summary>
    public static ControlGroups? Find()
    {
        try
        {
            return Candidates(File.ReadAllLines("/proc/self/mountinfo"), File.ReadAllLines("/proc/self/cgroup")).FirstOrDefault(it => it.Works());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null; // no /proc, no control groups
        }
    }

    public ControlGroup Create(long memory, int processes)
    {
        var name = FormattableString.Invariant($"grader-{Environment.ProcessId}-{Interlocked.Increment(ref _made)}");
        return new ControlGroup(Version, Path.Combine(Memory, name), Processes is null || Version == 2 ? null : Path.Combine(Processes, name), memory, Processes is null ? null : processes);
    }

    private bool Works()
    {
        try
        {
            RemoveLeftOvers();
            using var trial = Create(64 << 20, 16);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Groups of graders that were killed: their processes died with them, the empty folders stay.</summary>
    private void RemoveLeftOvers()
    {
        foreach (var folder in new[] { Memory, Processes }.Distinct().OfType<string>().SelectMany(it => Directory.GetDirectories(it, "grader-*")))
        {
            if (OwnName().Match(Path.GetFileName(folder)) is { Success: true } match && !Directory.Exists("/proc/" + match.Groups[1].Value)) ControlGroup.Remove(folder);
        }
    }

    private static IEnumerable<ControlGroups> Candidates(string[] mounts, string[] own)
    {
        string? Tree(string type, string controller)
        {
            foreach (var line in mounts)
            {
                var (left, right) = (line.Split(" - ")[0].Split(' '), line.Split(" - ")[1].Split(' '));
                if (right[0] != type || (controller.Length > 0 && !right[2].Split(',').Contains(controller))) continue;
                var path = own.Select(it => it.Split(':', 3)).FirstOrDefault(it => controller.Length == 0 ? it[0] == "0" : it[1].Split(',').Contains(controller))?[2] ?? "/";
                var below = left[3] == "/" ? path : path.StartsWith(left[3], StringComparison.Ordinal) ? path[left[3].Length..] : "/";
                var folder = left[4] + below.TrimEnd('/');
                return Directory.Exists(folder) ? folder : left[4];
            }
            return null;
        }

        if (Tree("cgroup", "memory") is { } memory) yield return new ControlGroups(1, memory, Tree("cgroup", "pids"));
        // In version 2 a group with processes of its own can have no children with limits, so a sibling is tried too.
        if (Tree("cgroup2", "") is not { } unified) yield break;
        foreach (var folder in new[] { unified, Path.GetDirectoryName(unified)! })
        {
            var control = Path.Combine(folder, "cgroup.subtree_control");
            if (!File.Exists(control)) continue;
            var controllers = File.ReadAllText(control).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
            if (controllers.Contains("memory")) yield return new ControlGroups(2, folder, controllers.Contains("pids") ? folder : null);
        }
    }

    [GeneratedRegex("^grader-([0-9]+)-[0-9]+$")]
    private static partial Regex OwnName();
}

/// <summary>The control group of one sandboxed program: it ends at the kernel's own count of memory, and the kernel says so.</summary>
internal sealed class ControlGroup : IDisposable
{
    private readonly int _version;
    private readonly string _memory;
    private readonly string? _processes;

    public ControlGroup(int version, string memory, string? processes, long bytes, int? most)
    {
        (_version, _memory, _processes) = (version, memory, processes);
        Directory.CreateDirectory(memory);
        if (processes is not null) Directory.CreateDirectory(processes);
        if (version == 1)
        {
            Write(memory, "memory.limit_in_bytes", bytes);
            if (File.Exists(Path.Combine(memory, "memory.memsw.limit_in_bytes"))) Write(memory, "memory.memsw.limit_in_bytes", bytes); // no way out into swap
        }
        else
        {
            Write(memory, "memory.max", bytes);
            if (File.Exists(Path.Combine(memory, "memory.swap.max"))) Write(memory, "memory.swap.max", 0);
        }
        if (most is { } count) Write(processes ?? memory, "pids.max", count);
    }

    public void Add(int process)
    {
        Write(_memory, "cgroup.procs", process);
        if (_processes is not null) Write(_processes, "cgroup.procs", process);
    }

    /// <summary>The kernel ended a process of the group because its memory was used up: the proof of a memory-limit.</summary>
    public bool KilledForMemory
    {
        get
        {
            var file = Path.Combine(_memory, _version == 1 ? "memory.oom_control" : "memory.events");
            return File.Exists(file) && File.ReadAllLines(file).Any(it => it.StartsWith("oom_kill ", StringComparison.Ordinal) && !it.EndsWith(" 0", StringComparison.Ordinal));
        }
    }

    /// <summary>Processes that are still there.</summary>
    public IEnumerable<int> Members()
    {
        try
        {
            return [.. File.ReadAllLines(Path.Combine(_memory, "cgroup.procs")).Select(it => int.Parse(it, CultureInfo.InvariantCulture))];
        }
        catch (IOException)
        {
            return []; // the folder is gone
        }
    }

    public void Dispose()
    {
        Remove(_memory);
        if (_processes is not null) Remove(_processes);
    }

    /// <summary>The kernel lets a folder go a moment after its last process has ended.</summary>
    internal static void Remove(string folder)
    {
        for (var attempt = 0; attempt < 100 && Directory.Exists(folder); attempt++)
        {
            if (RemoveFolder([.. System.Text.Encoding.UTF8.GetBytes(folder), 0]) == 0) return;
            Thread.Sleep(10);
        }
    }

    private static void Write(string folder, string file, long value) => File.WriteAllText(Path.Combine(folder, file), value.ToString(CultureInfo.InvariantCulture));

    // Directory.Delete looks for files to delete first; here there are only the kernel's.
    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "rmdir", SetLastError = true)]
    [System.Runtime.InteropServices.DefaultDllImportSearchPaths(System.Runtime.InteropServices.DllImportSearchPath.SafeDirectories)]
    private static extern int RemoveFolder(byte[] folder);
}
