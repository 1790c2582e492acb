using System.Collections.Immutable;
using Grader.Cli.Terminal;
using Grader.Core;
using Grader.Core.Exporting;
using Grader.Core.Results;
using Spectre.Console;

namespace Grader.Cli;

/// <summary>How the outcome is to be shown.</summary>
internal sealed record GradeView(bool Json, string Language, bool NoColor, decimal? FailBelow)
{
    public ImmutableArray<(ExportFormat Format, string Path)> Reports { get; init; } = [];
}

internal static class GradeCommand
{
    public static async Task<int> RunAsync(GradeRequest request, GradeView view, IAnsiConsole talk, CancellationToken cancel)
    {
        var progress = new ProgressLines(talk, view.Language);
        var outcome = await progress.WatchAsync(report => GradeRun.RunAsync(request, report, cancel));
        if (view.Json) Console.Out.Write(ResultsJson.Write(outcome.Result));
        else ClassSummary.Write(Consoles.Stdout(view.NoColor), outcome, view.Language, request);
        await ExportCommand.WriteAsync(view.Reports, outcome.Result, outcome.OutFolder, view.Language, talk);
        foreach (var fault in outcome.Faults) talk.WriteLine($"error: {fault.StudentId} is UNGRADED, by our fault: {SafeText.Visible(fault.Message)}");
        if (outcome.Result.Submissions.Any(it => it.Status == SubmissionStatus.Ungraded)) return ExitCodes.Ours;
        return view.FailBelow is { } least && outcome.Result.Submissions.Any(it => it.Total < least) ? ExitCodes.Below : ExitCodes.Done;
    }
}
