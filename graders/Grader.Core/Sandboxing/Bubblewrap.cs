using System.Diagnostics;

namespace Grader.Core.Sandboxing;

/// <summary>The bubblewrap of this machine, and what it is told. Versions differ in what they know; nothing that is missing there opens a way out.</summary>
internal sealed record Bubblewrap(string Path, Version Version)
{
    private static readonly Version SizesTmpfs = new(0, 7), DisablesUserNamespaces = new(0, 8);
    private static readonly string[] ProgramFolders = ["/usr/bin", "/bin", "/usr/local/bin", "/usr/sbin"];
    private const UnixFileMode AnyExecute = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
    private const string ScratchBytes = "67108864";

    /// <summary>In the system's own folders, never by PATH: whoever can write there is root.</summary>
    public static string? FindProgram(string name) =>
        ProgramFolders.Select(folder => System.IO.Path.Combine(folder, name)).FirstOrDefault(it => File.Exists(it) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(it) & AnyExecute) != 0));

    /// <summary>Asked once a run.</summary>
    public static Bubblewrap? Found => Known.Value;

    private static readonly Lazy<Bubblewrap?> Known = new(Find);

    private static Bubblewrap? Find()
    {
        if (FindProgram("bwrap") is not { } path) return null;
        using var process = Process.Start(new ProcessStartInfo(path, "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Bubblewrap(path, Version.TryParse(said.Split(' ').Last().Trim(), out var version) ? version : new Version(0, 0));
    }

    /// <summary>Whether it may make namespaces here, in a few milliseconds; <see cref="IsolationProbe"/> tries the walls themselves.</summary>
    public bool Works()
    {
        using var process = Process.Start(new ProcessStartInfo(Path, ["--unshare-user", "--unshare-pid", "--unshare-net", "--ro-bind", "/", "/", "--proc", "/proc", "/bin/true"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    public IEnumerable<string> Arguments(string programFolder, string? data, IEnumerable<(string Name, string Value)> environment) =>
    [
        "--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts", "--unshare-cgroup", .. Version >= DisablesUserNamespaces ? ["--disable-userns"] : Array.Empty<string>(),
        "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--uid", "65534", "--gid", "65534", "--hostname", "box",
        "--ro-bind", SystemLibraries, SystemLibraries, "--ro-bind-try", "/usr/lib64", "/usr/lib64", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64",
        "--ro-bind", DotnetHost.Muxer, "/dotnet/dotnet", "--ro-bind", DotnetHost.HostFolder, "/dotnet/host",
        "--ro-bind", DotnetHost.Framework, Framework,
        "--ro-bind", programFolder, "/w", "--proc", "/proc", "--remount-ro", "/proc", "--dev", "/dev", .. Scratch, .. data is null ? Array.Empty<string>() : ["--ro-bind", data, "/tmp/data"],
        "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp",
        "--clearenv", .. environment.SelectMany(it => new[] { "--setenv", it.Name, it.Value }),
    ];

    /// <summary>Where .NET lies inside.</summary>
    public static string Framework { get; } = "/dotnet/shared/Microsoft.NETCore.App/" + System.IO.Path.GetFileName(DotnetHost.Framework);

    /// <summary>The folder of the C library's kind where the system has one, so that what else lies in /usr/lib is not to be seen.</summary>
    private static string SystemLibraries { get; } =
        new[] { "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu" }.FirstOrDefault(Directory.Exists) ?? "/usr/lib";

    /// <summary>Where an old bubblewrap cannot bound a tmpfs, there is none to fill.</summary>
    private IEnumerable<string> Scratch => Version >= SizesTmpfs
        ? ["--size", ScratchBytes, "--tmpfs", "/tmp", "--size", ScratchBytes, "--tmpfs", "/dev/shm"]
        : ["--dir", "/tmp"];
}
