using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Xunit;

/// <summary>
/// Every check as a test case, judged by the grader program itself. Teachers see all checks of one submission by setting
/// GRADER (the program) and GRADER_ARGUMENTS (such as "--root ../course --homework hw5 ../submissions/402521001").
/// </summary>
public sealed class Checks
{
    private static readonly Lazy<Grader> Program = new(() => new Grader());

    public static TheoryData<string> Names => [.. Grader.Lines("--list")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Check(string name)
    {
        var answer = Program.Value.Ask(name);
        Assert.True(answer.Passed, answer.Message);
    }

    /// <summary>One process for all cases, so that each takes only its own time.</summary>
    private sealed class Grader
    {
        private readonly Process _process = Start("--serve", quietly: false);

        public (bool Passed, string Message) Ask(string name)
        {
            lock (_process)
            {
                _process.StandardInput.WriteLine(name);
                _process.StandardInput.Flush();
                var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The grader stopped. Run it by hand to see why: dotnet grader check");
                var answer = JsonDocument.Parse(line).RootElement;
                return (answer.GetProperty("passed").GetBoolean(), answer.GetProperty("message").GetString()!);
            }
        }

        public static IEnumerable<string> Lines(string option)
        {
            using var process = Start(option, quietly: true);
            process.StandardInput.Close();
            var faults = process.StandardError.ReadToEndAsync();
            var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            process.WaitForExit();
            return process.ExitCode == 0 ? lines : throw new InvalidOperationException(faults.Result);
        }

        private static Process Start(string option, bool quietly)
        {
            var given = Environment.GetEnvironmentVariable("GRADER");
            var words = Environment.GetEnvironmentVariable("GRADER_ARGUMENTS")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [Kit()];
            var start = new ProcessStartInfo(given ?? "dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = quietly, WorkingDirectory = Kit() };
            foreach (var word in (string[])[.. given is null ? ["grader"] : Array.Empty<string>(), "check", option, .. words]) start.ArgumentList.Add(word);
            return Process.Start(start) ?? throw new InvalidOperationException("The grader did not start.");
        }

        private static string Kit([CallerFilePath] string source = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, ".."));
    }
}
