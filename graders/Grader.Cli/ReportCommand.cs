using Grader.Core.Reports;
using Spectre.Console;

namespace Grader.Cli;

/// <summary>All reports once more, from <c>results.json</c>: another language, or a newer grader.</summary>
internal static class ReportCommand
{
    public static async Task<int> RunAsync(string? folder, string? homework, string? language, IAnsiConsole talk, CancellationToken cancel)
    {
        var found = ResultsFolder.Find(folder, homework);
        var result = ResultsFolder.Read(found);
        var run = Path.Combine(found, "run.json");
        await ReportFiles.WriteAsync(found, result, File.Exists(run) ? RunFigures.Read(await File.ReadAllTextAsync(run, cancel)) : null, language ?? result.Language, cancel);
        talk.WriteLine($"{result.Submissions.Length} + 1 reports, in English and Persian.");
        Console.Out.WriteLine(Path.Combine(found, "report.html"));
        return ExitCodes.Done;
    }
}
