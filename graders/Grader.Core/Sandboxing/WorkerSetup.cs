using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Grader.Core.Packing;

namespace Grader.Core.Sandboxing;

/// <summary>
/// libtorch is 130 MB to fetch and 0.5 GB on the disk, so the tool's package leaves it out. At first use it is fetched by NuGet, from the feeds that
/// the machine has, and put beside a copy of the worker in the user's own folder: once, for all homeworks.
/// </summary>
public static class WorkerSetup
{
    private const string Version = "2.10.0";
    private const string Done = "complete";

    /// <summary>The package that has libtorch for this machine; null where there is none.</summary>
    private static string? Package => (OperatingSystem.IsWindows(), OperatingSystem.IsMacOS(), RuntimeInformation.OSArchitecture) switch
    {
        (true, _, Architecture.X64) => "libtorch-cpu-win-x64",
        (_, true, Architecture.Arm64) => "libtorch-cpu-osx-arm64",
        (false, false, Architecture.X64) => "libtorch-cpu-linux-x64",
        _ => null,
    };

    private static string Platform => Package is { } name ? name["libtorch-cpu-".Length..] : "unknown";

    /// <summary>Where the worker runs from: as built or published, where libtorch lies beside it; else the folder that <see cref="PrepareAsync"/> fills.</summary>
    internal static string FolderOf(string installed) => HasTorch(installed) ? installed : OwnFolder(installed);

    /// <summary>Does nothing when all is there.</summary>
    /// <exception cref="UsageException">It cannot be fetched; how to go on is said.</exception>
    public static async Task PrepareAsync(Action<string> say, CancellationToken cancel)
    {
        var installed = Programs.InstalledWorker;
        if (HasTorch(installed)) return;
        var own = OwnFolder(installed);
        if (File.Exists(Path.Combine(own, Done))) return;
        if (Package is not { } package) throw new UsageException($"There is no libtorch for {RuntimeInformation.RuntimeIdentifier}. The grader runs on linux-x64, win-x64 and osx-arm64.");
        say($"Fetching libtorch {Version} for {Platform}, once: about 130 MB to download, 500 MB in {own}");
        var making = $"{own}.{Environment.ProcessId}";
        Directory.CreateDirectory(making);
        try
        {
            var natives = await RestoreAsync(package, Path.Combine(making, "restore"), cancel);
            foreach (var file in Directory.GetFiles(installed)) File.Copy(file, Path.Combine(making, Path.GetFileName(file)), overwrite: true);
            var bridge = Path.Combine(installed, "native", Platform);
            foreach (var file in Directory.Exists(bridge) ? Directory.GetFiles(bridge) : []) File.Copy(file, Path.Combine(making, Path.GetFileName(file)), overwrite: true);
            foreach (var file in Directory.GetFiles(natives).Where(IsNeeded)) LinkOrCopy(file, Path.Combine(making, Path.GetFileName(file)));
            Directory.Delete(Path.Combine(making, "restore"), recursive: true);
            await File.WriteAllTextAsync(Path.Combine(making, Done), Version, cancel);
            if (Directory.Exists(own)) Directory.Delete(own, recursive: true); // of a setup that was cut off
            Directory.Move(making, own);
        }
        finally
        {
            if (Directory.Exists(making)) Directory.Delete(making, recursive: true);
        }
    }

    private static bool HasTorch(string folder) => Directory.EnumerateFiles(folder).Any(it => Path.GetFileName(it) is "libtorch_cpu.so" or "torch_cpu.dll" or "libtorch_cpu.dylib");

    /// <summary>By the worker's own bytes: another build gets another folder.</summary>
    private static string OwnFolder(string installed)
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create);
        if (home.Length == 0) home = Path.GetTempPath();
        return Path.Combine(home, "grader", $"worker-{Version}-{KitManifest.Digest(File.ReadAllBytes(Path.Combine(installed, "Grader.Worker.dll")))[..16]}");
    }

    /// <summary>Linux's package carries more than is ever loaded.</summary>
    private static bool IsNeeded(string file) => !OperatingSystem.IsLinux() || Path.GetFileName(file) is "libtorch.so" or "libtorch_cpu.so" or "libc10.so" || Path.GetFileName(file).StartsWith("libgomp", StringComparison.Ordinal);

    private static async Task<string> RestoreAsync(string package, string folder, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var project = Path.Combine(folder, "libtorch.csproj");
        await File.WriteAllTextAsync(project, $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net{Environment.Version.Major}.0</TargetFramework></PropertyGroup>
              <ItemGroup><PackageReference Include="{package}" Version="[{Version}]" ExcludeAssets="all" /></ItemGroup>
            </Project>
            """, cancel);
        using var restore = Process.Start(new ProcessStartInfo(DotnetHost.Muxer, ["restore", project, "--verbosity", "quiet"]) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new UsageException("dotnet did not start.");
        var (said, failed) = (restore.StandardOutput.ReadToEndAsync(cancel), restore.StandardError.ReadToEndAsync(cancel));
        await restore.WaitForExitAsync(cancel);
        if (restore.ExitCode != 0) throw new UsageException($"libtorch could not be fetched. Look whether the network and your NuGet feeds work (dotnet nuget list source), then run the same command again.\n{(await said).Trim()} {(await failed).Trim()}".Trim());
        using var assets = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "obj", "project.assets.json"), cancel));
        return assets.RootElement.GetProperty("packageFolders").EnumerateObject().Select(it => Path.Combine(it.Name, package, Version, "runtimes", Platform, "native")).FirstOrDefault(Directory.Exists)
            ?? throw new UsageException($"The package {package} {Version} holds no libraries for {Platform}.");
    }

    /// <summary>Half a gigabyte need not be there twice.</summary>
    private static void LinkOrCopy(string from, string to)
    {
        if (!OperatingSystem.IsWindows() && Link(from, to) == 0) return;
        File.Copy(from, to, overwrite: true);
    }

    [DllImport("libc", EntryPoint = "link", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link(string from, string to);
}
