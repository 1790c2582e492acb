// Which processes run, with which rights, over which pipes, and why.
//
//   grader (trusted)     holds rubric, expected values and scores. Reads submissions as data; never compiles or runs them.
//     ├─ compiler        one warm process: source text in, assemblies or diagnostics out. Loads nothing that it made. Submissions can
//     │                  make it slow, large or crash (compile bombs), so it is limited and restarted like a worker.
//     ├─ worker          one process for one submission: knows the calls and their inputs, no expected value, no rubric, no other student.
//     └─ reference       the same program for the TA's own scripts, in the same sandbox: a reference is code too.
//
// All three children are started the same way, and each wall stands without the others:
//   prlimit   address space, data, file size, open files, stack, processor time: hold even where no cgroup can be had
//   cgroup    memory (without a way out into swap) and the number of threads, by the kernel's own count, where a group can be made (root, or a
//             folder that the system gave to the user). The watchdog of SandboxedProcess looks at the same figure in any case.
//   bwrap     own user, pid, net, ipc, uts and cgroup namespaces; no capability; read-only system libraries, .NET and the program's own folder;
//             empty /tmp and /dev/shm of bounded size; no /etc, no shell, no home, no checkout, so there is nothing to read
//   seccomp   set by bwrap before the program starts (SystemCallFilter): threads yes, processes no; no sockets, tracing, mounts, keys, io_uring
//   dotnet    the program, with an empty environment but for the runtime's own switches; a native compiler runs by itself
//   Seal      set by the program on itself before it reads a request: no other program may be started, signals go to itself alone
// With --isolation reduced there is no bwrap: rlimits, cgroup or watchdog, and Seal remain, and every report says so. The file system is open then.
// Pipes: two anonymous pipes carry frames, one each way, with numbers given as arguments; stdout and stderr are bounded buffers kept as data.
// bwrap's arguments go through a pipe of their own (--args), so that no host path stands in a command line that the child can read in /proc;
// they are sent when the process is in its cgroup, so that it has not run before. The filter's byte code has a pipe too (--seccomp).
// The children are forked by one long-lived thread: --die-with-parent is tied to the forking thread, and pipes that are inheritable
// for a moment can then never leak into a neighbour that is being started at the same time.

using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipes;
using System.Text;
using Grader.Contract;

namespace Grader.Core.Sandboxing;

/// <summary>What a sandboxed program may have. Sizes are bytes; <paramref name="Memory"/> is what it may really keep, the other two what it may reserve.</summary>
internal sealed record SandboxProfile(string Folder, string Program, long Memory, long AddressSpace, long Data, long ManagedHeap, long CpuSeconds, int OutputBytes)
{
    /// <summary>A folder that it may read as <c>data</c> beside where it stands.</summary>
    public string? DataFolder { get; init; }

    /// <summary>It is told the folder of .NET.</summary>
    public bool NamesFramework { get; init; }

    /// <summary>A program of this machine, else one of .NET.</summary>
    public bool IsNative => !Program.EndsWith(".dll", StringComparison.Ordinal);

    /// <summary>.NET and libtorch themselves, before a script has asked for anything.</summary>
    private const long Base = 176L << 20;

    public static SandboxProfile Worker(string folder, long memory, int outputBytes) =>
        new(folder, "Grader.Worker.dll", Memory: memory + Base + (64 << 20), AddressSpace: memory + (5L << 29), Data: memory + Base, ManagedHeap: memory / 2, CpuSeconds: 3600, outputBytes);

    public static SandboxProfile Compiler(string folder, string program) =>
        new(folder, program, Memory: 2L << 30, AddressSpace: 6L << 30, Data: 2L << 30, ManagedHeap: 1L << 30, CpuSeconds: 7200, OutputBytes: 64 << 10) { NamesFramework = true };
}

/// <summary>Starts programs in isolation. One a run.</summary>
internal sealed class Sandbox : IDisposable
{
    private const int MostThreads = 256;

    private readonly BlockingCollection<Action> _launches = [];
    private readonly Bubblewrap? _bwrap;
    private readonly string? _prlimit;
    private readonly ControlGroups? _groups = ControlGroups.Find();
    private readonly byte[]? _filter = SystemCallFilter.Build();
    private readonly ScratchFolders _scratch = new();

    private readonly string _why;

    /// <param name="why">Of reduced isolation, for the reports.</param>
    public Sandbox(bool reduced, string why = "asked for by --isolation reduced")
    {
        _why = why;
        _prlimit = Bubblewrap.FindProgram("prlimit") ?? (reduced && !OperatingSystem.IsLinux() ? null // processor time and memory are watched, and that is all that there is
            : throw new IsolationException("prlimit is missing; it is part of util-linux: sudo apt-get install util-linux"));
        _bwrap = reduced ? null : Bubblewrap.Found ?? throw new IsolationException(
            "Submissions run only in isolation, and bubblewrap is missing. Install it: sudo apt-get install bubblewrap   (or take the risk yourself: --isolation reduced)");
        new Thread(() => { foreach (var launch in _launches.GetConsumingEnumerable()) launch(); }) { IsBackground = true, Name = "sandbox launcher" }.Start();
    }

    /// <summary>The word of results: <c>full</c>, or <c>reduced</c> with the reason.</summary>
    public string Isolation => _bwrap is null ? $"reduced ({_why})" : "full";

    public bool Reduced => _bwrap is null;

    /// <summary>What starts programs here.</summary>
    public string Starter => _bwrap is null ? "prlimit" : $"bubblewrap {_bwrap.Version}";

    /// <summary>How memory is counted here.</summary>
    public string MemoryLayer => _groups?.Description ?? "watchdog";

    public Task<SandboxedProcess> StartAsync(SandboxProfile profile, bool probing = false)
    {
        var started = new TaskCompletionSource<SandboxedProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        _launches.Add(() =>
        {
            try { started.SetResult(Start(profile, probing)); }
            catch (Exception fault) when (IsOfStarting(fault)) { started.SetException(fault); }
        });
        return started.Task;
    }

    /// <summary>What <see cref="StartAsync"/> may fail with.</summary>
    public static bool IsOfStarting(Exception fault) => fault is IOException or UnauthorizedAccessException or System.ComponentModel.Win32Exception or InvalidOperationException;

    private SandboxedProcess Start(SandboxProfile profile, bool probing)
    {
        var requests = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        var answers = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        using var arguments = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        using var filter = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        var framework = _bwrap is null ? DotnetHost.Framework : Bubblewrap.Framework;
        string[] words = [requests.GetClientHandleAsString(), answers.GetClientHandleAsString(), .. probing ? ["probe"] : Array.Empty<string>(), .. profile.NamesFramework ? [framework] : Array.Empty<string>()];
        string[] program = profile.IsNative ? [Inside(profile)] : [_bwrap is null ? DotnetHost.Muxer : "/dotnet/dotnet", "exec", Inside(profile)];

        var start = new ProcessStartInfo(_prlimit ?? DotnetHost.Muxer) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _bwrap is null && profile.DataFolder is { } data ? _scratch.With(data) : OperatingSystem.IsWindows() ? Path.GetTempPath() : "/" };
        start.Environment.Clear();
        if (OperatingSystem.IsWindows()) start.Environment["SystemRoot"] = Environment.GetEnvironmentVariable("SystemRoot"); // without it no library loads there
        string[] seccomp = _filter is null ? [] : ["--seccomp", filter.GetClientHandleAsString()];
        string[] command = _prlimit is null ? [.. program[1..], .. words]
            : _bwrap is null ? [.. Rlimits(profile), "--", .. program, .. words]
            : [.. Rlimits(profile), "--", _bwrap.Path, "--args", arguments.GetClientHandleAsString(), .. seccomp, .. program, .. words];
        foreach (var word in command) start.ArgumentList.Add(word);
        if (_bwrap is null)
        {
            foreach (var (name, value) in RuntimeSwitches(profile)) start.Environment[name] = value;
        }

        var group = _groups?.Create(profile.Memory, MostThreads);
        try
        {
            var process = Process.Start(start) ?? throw new InvalidOperationException("The sandbox did not start.");
            process.StandardInput.Close();
            foreach (var pipe in new[] { requests, answers, arguments, filter }) pipe.DisposeLocalCopyOfClientHandle();
            Join(group, process.Id);
            if (_bwrap is not null)
            {
                Send(filter, _filter ?? []);
                Send(arguments, Encoding.UTF8.GetBytes(string.Concat(_bwrap.Arguments(profile.Folder, profile.DataFolder, RuntimeSwitches(profile)).Select(it => it + '\0'))));
            }
            return new SandboxedProcess(process, requests, answers, profile, group, nested: _bwrap is not null);
        }
        catch
        {
            group?.Dispose();
            throw;
        }
    }

    private string Inside(SandboxProfile profile) => _bwrap is null ? Path.Combine(profile.Folder, profile.Program) : "/w/" + profile.Program;

    /// <summary>Before bubblewrap has read its arguments, and so before it has started anything.</summary>
    private static void Join(ControlGroup? group, int process)
    {
        try
        {
            group?.Add(process);
        }
        catch (IOException)
        {
            // it has ended already; the missing ready frame reports what it said
        }
    }

    private static void Send(AnonymousPipeServerStream pipe, byte[] bytes)
    {
        try
        {
            pipe.Write(bytes);
            pipe.Dispose();
        }
        catch (IOException)
        {
            // bwrap is gone already; its own words on stderr say why, and the missing ready frame reports them.
        }
    }

    private static IEnumerable<string> Rlimits(SandboxProfile profile) =>
    [
        FormattableString.Invariant($"--as={profile.AddressSpace}"), FormattableString.Invariant($"--data={profile.Data}"),
        FormattableString.Invariant($"--cpu={profile.CpuSeconds}"), "--fsize=67108864", "--nofile=256", "--core=0", "--stack=8388608", "--nproc=512",
    ];

    private static IEnumerable<(string Name, string Value)> RuntimeSwitches(SandboxProfile profile) =>
    [
        ("DOTNET_EnableDiagnostics", "0"), ("DOTNET_EnableWriteXorExecute", "0"), ("DOTNET_gcConcurrent", "0"), ("DOTNET_TieredPGO", "0"),
        ("DOTNET_GCHeapHardLimit", FormattableString.Invariant($"0x{profile.ManagedHeap:X}")),
        ("DOTNET_GCRegionRange", FormattableString.Invariant($"0x{profile.ManagedHeap * 2:X}")),
        ("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"), // large pages: torch fills its registry at start, in half the time
        ("MALLOC_ARENA_MAX", "2"), ("OMP_NUM_THREADS", "1"), ("MKL_NUM_THREADS", "1"), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"),
        ("MKL_CBWR", "COMPATIBLE"), ("ATEN_CPU_CAPABILITY", "default"), // the same instructions, so the same bits, on every machine
    ];

    public void Dispose()
    {
        _launches.CompleteAdding();
        _scratch.Dispose();
    }
}
