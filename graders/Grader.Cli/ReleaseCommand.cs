using Grader.Cli.Terminal;
using Grader.Core.Packing;
using Grader.Core.Results;
using Spectre.Console;

namespace Grader.Cli;

/// <summary>Writes what students may see, one file each; stdout has a line a student, tab-separated, for the script that sends them back.</summary>
internal static class ReleaseCommand
{
    public static async Task<int> RunAsync(ReleaseRequest request, IAnsiConsole talk)
    {
        var (afterDue, reports) = await Release.WriteAsync(request, TimeProvider.System);
        talk.WriteLine(afterDue ? "After the deadline: points, verdicts and evidence, without the cases of hidden checks." : "Before the deadline: only what a self-check could say.");
        foreach (var it in reports)
        {
            Console.Out.WriteLine($"{it.StudentId}\t{it.File}\t{it.Summary}\t{it.Status}");
            foreach (var file in it.Tampered) talk.WriteLine($"{it.StudentId}: tampered: {SafeText.Visible(file)}");
        }
        return ExitCodes.Done;
    }
}
