using System.Runtime.InteropServices;

namespace Grader.Core.Sandboxing;

/// <summary>The .NET that runs this process, which the children use too.</summary>
internal static class DotnetHost
{
    /// <summary><c>…/shared/Microsoft.NETCore.App/10.0.x</c></summary>
    public static string Framework { get; } = RuntimeEnvironment.GetRuntimeDirectory().TrimEnd('/', '\\');

    private static string Root { get; } = Path.GetFullPath(Path.Combine(Framework, "..", "..", ".."));

    public static string Muxer { get; } = Path.Combine(Root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");

    public static string HostFolder { get; } = Path.Combine(Root, "host");
}

/// <summary>Where the two helper programs lie: beside the grader when installed, in the neighbouring output folder when built from source.</summary>
internal static class Programs
{
    public static string InstalledWorker { get; } = Find("worker", "Grader.Worker");

    /// <summary>With libtorch beside it; an installed tool has that in a folder of its own, made at first use (<see cref="WorkerSetup"/>).</summary>
    public static string Worker { get; } = WorkerSetup.FolderOf(InstalledWorker);

    /// <summary>In a package for all systems, the native code for this one lies apart.</summary>
    public static string Compiler { get; } = Find("compiler", "Grader.Compiler") is var folder && OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64
        && Path.Combine(folder, "ready") is var ready && File.Exists(Path.Combine(ready, "Grader.Compiler.dll")) ? ready : folder;

    /// <summary>The compiler without .NET, which starts in a quarter of the time; in the package for students, on the system that it was made for.</summary>
    public static string? NativeCompiler { get; } = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64
        && Path.Combine(Compiler, "grader-compiler") is var native && File.Exists(native) && MayRun(native) ? Path.GetFileName(native) : null;

    /// <summary>NuGet unpacks without the right to execute.</summary>
    private static bool MayRun(string program)
    {
        const UnixFileMode all = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        if (OperatingSystem.IsWindows()) return false;
        var mode = File.GetUnixFileMode(program);
        if ((mode & all) == all) return true;
        try
        {
            File.SetUnixFileMode(program, mode | all);
            return true;
        }
        catch (Exception notOurs) when (notOurs is UnauthorizedAccessException or IOException)
        {
            return (mode & all) != 0;
        }
    }

    private static string Find(string installed, string project)
    {
        var here = AppContext.BaseDirectory.TrimEnd('/', '\\');
        var beside = Path.Combine(here, installed);
        var own = Path.GetFullPath(Path.Combine(here, "..", "..", "..")); // above bin/Release/net10.0
        var neighbour = Path.Combine(Path.GetDirectoryName(own) ?? "/", project, Path.GetRelativePath(own, here));
        return new[] { beside, neighbour }.FirstOrDefault(it => File.Exists(Path.Combine(it, project + ".dll")))
            ?? throw new InvalidOperationException($"{project} was not found: neither {beside} nor {neighbour} holds it. Build the whole solution: dotnet build");
    }
}
