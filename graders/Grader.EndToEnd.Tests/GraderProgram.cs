using System.Diagnostics;
using System.Runtime.CompilerServices;

// The walls are Linux's own; so are these tests.
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

namespace Grader.EndToEnd.Tests;

internal sealed record Ran(int ExitCode, string Out, string Error);

/// <summary>The built grader, run as a process in a folder that is thrown away.</summary>
internal sealed class GraderProgram : IDisposable
{
    public static string Repository { get; } = FindRepository();

    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory.Replace("Grader.EndToEnd.Tests", "Grader.Cli", StringComparison.Ordinal), "grader");

    public string Folder { get; } = Directory.CreateTempSubdirectory("grader-e2e-").FullName;

    public string At(params string[] path) => Path.Combine([Folder, .. path]);

    public Task<Ran> RunAsync(string[] arguments, params (string Name, string Value)[] environment) => RunAsync(Executable, arguments, environment);

    /// <summary>By way of another program: in namespaces of its own, as another user.</summary>
    public async Task<Ran> RunAsync(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new Ran(process.ExitCode, await output, await error);
    }

    /// <summary>With Ctrl-C as it is in a terminal, also when the tests themselves run in the background.</summary>
    public Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var process = Process.Start(new ProcessStartInfo("/usr/bin/env", ["--default-signal=INT", .. environment.Select(it => $"{it.Name}={it.Value}"), Executable, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    public void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllBytes(At(path), bytes);
    }

    /// <summary>To be talked with: lines in, lines out.</summary>
    public Process StartTalking(string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(Executable, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Folder })!;
        process.BeginErrorReadLine();
        return process;
    }

    /// <summary>Starts it and pulls the plug.</summary>
    public async Task KillAsync(string[] arguments, TimeSpan after, params (string Name, string Value)[] environment)
    {
        using var process = Start(arguments, environment);
        await Task.Delay(after);
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>The homework as it is, with its notebook.</summary>
    public void CopyWholeHomework()
    {
        Copy(Path.Combine(Repository, "rubrics"), At("rubrics"));
        Copy(Path.Combine(Repository, "reference"), At("reference"));
    }

    /// <summary>A homework of one's own to break: a copy of rubric and reference, and one submission.</summary>
    public void CopyHomework(params string[] students)
    {
        CopyWholeHomework();
        foreach (var student in students) Copy(Path.Combine(Repository, "submissions-sample", "hw5", student), At("hw5", student));
        LeaveQuestion4Out();
    }

    /// <summary>Its trainings cost more than all else together; the whole sample class is graded with it, once.</summary>
    private void LeaveQuestion4Out()
    {
        var rubric = At("rubrics", "hw5.yaml");
        var text = File.ReadAllText(rubric);
        File.WriteAllText(rubric, text[..text.IndexOf("  - id: q4\n", StringComparison.Ordinal)].Replace("points: 100\n", "points: 55\n", StringComparison.Ordinal));
        foreach (var file in Directory.GetFiles(Folder, "Question 4*", SearchOption.AllDirectories).Concat(Directory.GetFiles(Folder, "q4.csx", SearchOption.AllDirectories))) File.Delete(file);
    }

    /// <summary>A whole class of samples as <c>class</c>, with links as links, and its homework.</summary>
    public void CopyClass(string homework, string samples)
    {
        CopyHomework();
        using var copy = Process.Start("cp", ["-a", samples, At("class")]);
        copy.WaitForExit();
        if (copy.ExitCode != 0 || !File.Exists(At("rubrics", homework + ".yaml"))) throw new InvalidOperationException("The samples could not be copied.");
    }

    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static string FindRepository([CallerFilePath] string source = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", ".."));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
