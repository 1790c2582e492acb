// Which processes run, with which rights, over which pipes, and why.
//
//   grader (trusted)     holds rubric, expected values and scores. Reads submissions as data; never compiles or runs them.
//     ├─ compiler        one warm process: source text in, assemblies or diagnostics out. Loads nothing that it made. Submissions can
//     │                  make it slow, large or crash (compile bombs), so it is limited and restarted like a worker.
//     ├─ worker          one process for one submission: knows the calls and their inputs, no expected value, no rubric, no other student.
//     └─ reference       the same program for the TA's own scripts, in the same sandbox: a reference is code too.
//
// All three children are started the same way:
//   prlimit   address space, data, file size, open files, stack, processor time: hold even where no cgroup can be had
//   bwrap     own user, pid, net, ipc, uts and cgroup namespaces; no capability; read-only system libraries, .NET and the program's own folder;
//             empty /tmp and /dev/shm of bounded size; no /etc, no shell, no home, no checkout, so there is nothing to read
//   dotnet    the program, with an empty environment but for the runtime's own switches
// Pipes: two anonymous pipes carry frames, one each way, with numbers given as arguments; stdout and stderr are bounded buffers kept as data.
// bwrap's arguments go through a pipe of their own (--args), so that no host path stands in a command line that the child can read in /proc.
// The children are forked by one long-lived thread: --die-with-parent is tied to the forking thread, and pipes that are inheritable
// for a moment can then never leak into a neighbour that is being started at the same time.

using System.Collections.Concurrent;
using System.Diagnostics;
using System.IO.Pipes;
using System.Text;

namespace Grader.Core.Sandboxing;

/// <summary>What a sandboxed program may have. Memory limits are bytes.</summary>
internal sealed record SandboxProfile(string Folder, string Program, long AddressSpace, long Data, long ManagedHeap, long CpuSeconds, int OutputBytes)
{
    public static SandboxProfile Worker(string folder, long memory, int outputBytes) =>
        new(folder, "Grader.Worker.dll", AddressSpace: memory + (5L << 29), Data: memory + (176L << 20), ManagedHeap: memory / 2, CpuSeconds: 3600, outputBytes);

    public static SandboxProfile Compiler(string folder) =>
        new(folder, "Grader.Compiler.dll", AddressSpace: 6L << 30, Data: 2L << 30, ManagedHeap: 1L << 30, CpuSeconds: 7200, OutputBytes: 64 << 10);
}

/// <summary>Starts programs in isolation. One a run.</summary>
internal sealed class Sandbox : IDisposable
{
    private readonly BlockingCollection<Action> _launches = [];
    private readonly bool _reduced;
    private readonly string _bwrap;
    private readonly string _prlimit;

    public Sandbox(bool reduced)
    {
        _reduced = reduced;
        _prlimit = Find("prlimit") ?? throw new IsolationException("prlimit is missing; it is part of util-linux: sudo apt-get install util-linux");
        _bwrap = Find("bwrap") ?? (reduced ? "" : throw new IsolationException(
            "Submissions run only in isolation, and bubblewrap is missing. Install it: sudo apt-get install bubblewrap   (or take the risk yourself: --isolation reduced)"));
        new Thread(() => { foreach (var launch in _launches.GetConsumingEnumerable()) launch(); }) { IsBackground = true, Name = "sandbox launcher" }.Start();
    }

    /// <summary>The word of results: <c>full</c>, or <c>reduced</c> with the reason.</summary>
    public string Isolation => _reduced ? "reduced (asked for by --isolation reduced)" : "full";

    public Task<SandboxedProcess> StartAsync(SandboxProfile profile)
    {
        var started = new TaskCompletionSource<SandboxedProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        _launches.Add(() =>
        {
            try { started.SetResult(Start(profile)); }
            catch (Exception fault) when (fault is IOException or System.ComponentModel.Win32Exception or InvalidOperationException) { started.SetException(fault); }
        });
        return started.Task;
    }

    private SandboxedProcess Start(SandboxProfile profile)
    {
        var requests = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        var answers = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.Inheritable);
        using var arguments = new AnonymousPipeServerStream(PipeDirection.Out, HandleInheritability.Inheritable);
        var pipes = new[] { requests.GetClientHandleAsString(), answers.GetClientHandleAsString() };

        var start = new ProcessStartInfo(_prlimit) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        start.Environment.Clear();
        foreach (var limit in Rlimits(profile)) start.ArgumentList.Add(limit);
        start.ArgumentList.Add("--");
        if (_reduced)
        {
            foreach (var (name, value) in RuntimeSwitches(profile)) start.Environment[name] = value;
            string[] command = [DotnetHost.Muxer, "exec", Path.Combine(profile.Folder, profile.Program), .. pipes];
            foreach (var word in command) start.ArgumentList.Add(word);
        }
        else
        {
            string[] command = [_bwrap, "--args", arguments.GetClientHandleAsString(), "/dotnet/dotnet", "exec", "/w/" + profile.Program, .. pipes];
            foreach (var word in command) start.ArgumentList.Add(word);
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("The sandbox did not start.");
        process.StandardInput.Close();
        requests.DisposeLocalCopyOfClientHandle();
        answers.DisposeLocalCopyOfClientHandle();
        arguments.DisposeLocalCopyOfClientHandle();
        if (!_reduced) SendArguments(arguments, profile);
        return new SandboxedProcess(process, requests, answers, profile.OutputBytes, nested: !_reduced);
    }

    private static void SendArguments(AnonymousPipeServerStream pipe, SandboxProfile profile)
    {
        try
        {
            pipe.Write(Encoding.UTF8.GetBytes(string.Concat(Namespaces(profile).Select(it => it + '\0'))));
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
        ("MALLOC_ARENA_MAX", "2"), ("OMP_NUM_THREADS", "1"), ("MKL_NUM_THREADS", "1"), ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"),
        ("MKL_CBWR", "COMPATIBLE"), ("ATEN_CPU_CAPABILITY", "default"), // the same instructions, so the same bits, on every machine
    ];

    private static IEnumerable<string> Namespaces(SandboxProfile profile)
    {
        string[] isolation =
        [
            "--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup", "--disable-userns",
            "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--uid", "65534", "--gid", "65534", "--hostname", "box",
        ];
        string[] files =
        [
            "--ro-bind", "/usr/lib", "/usr/lib", "--ro-bind-try", "/usr/lib64", "/usr/lib64", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64",
            "--ro-bind", DotnetHost.Muxer, "/dotnet/dotnet", "--ro-bind", DotnetHost.HostFolder, "/dotnet/host",
            "--ro-bind", DotnetHost.Framework, "/dotnet/shared/Microsoft.NETCore.App/" + Path.GetFileName(DotnetHost.Framework),
            "--ro-bind", profile.Folder, "/w", "--proc", "/proc", "--dev", "/dev",
            "--size", "67108864", "--tmpfs", "/tmp", "--size", "67108864", "--tmpfs", "/dev/shm", "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp",
        ];
        string[] environment = ["--clearenv", .. RuntimeSwitches(profile).SelectMany(it => new[] { "--setenv", it.Name, it.Value })];
        return [.. isolation, .. files, .. environment];
    }

    private static readonly string[] ProgramFolders = ["/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin"];

    private static string? Find(string program) =>
        ProgramFolders.Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    public void Dispose() => _launches.CompleteAdding();
}
