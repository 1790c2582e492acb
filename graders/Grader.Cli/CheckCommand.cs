using System.Text.Json;
using Grader.Cli.Terminal;
using Grader.Core;
using Grader.Core.Checking;
using Grader.Core.Results;
using Spectre.Console;

namespace Grader.Cli;

/// <summary>How a self-check is to be shown, and whether it goes on.</summary>
internal sealed record CheckOptions(string Format, IReadOnlyList<string> Reports, string Language, bool NoColor, bool Watch, bool List, bool Serve);

/// <summary>A student's own look at their work: exit code 1 as long as something fails.</summary>
internal static class CheckCommand
{
    public static async Task<int> RunAsync(SelfCheckRequest request, CheckOptions options, IAnsiConsole talk, CancellationToken cancel)
    {
        CheckReports.Demand(options.Reports);
        await using var check = await SelfCheck.OpenAsync(request, cancel);
        if (options.List) return List(check);
        if (options.Serve) return await ServeAsync(check, cancel);
        if (options.Watch) return await WatchCommand.RunAsync(check, options, talk, cancel);
        var outcome = await check.RunAsync(cancel);
        await ShowAsync(outcome, null, options);
        return ExitCode(outcome, talk);
    }

    public static async Task ShowAsync(SelfCheckOutcome outcome, SelfCheckOutcome? before, CheckOptions options)
    {
        if (options.Format == "json") Console.Out.Write(CheckJson.Write(outcome));
        else if (options.Format == "github" || CiService.IsGitHub) await CheckReports.WriteGitHubAsync(outcome, Text(outcome, before, options.Language), options.Language);
        else
        {
            CheckText.Write(Consoles.Stdout(options.NoColor), outcome, before, options.Language);
            if (CiService.IsGitLab) Console.Out.Write(CheckReports.LogLines(outcome));
        }
        await CheckReports.WriteAsync(outcome, options.Reports, options.Language);
    }

    private static string Text(SelfCheckOutcome outcome, SelfCheckOutcome? before, string language)
    {
        using var buffer = new StringWriter();
        CheckText.Write(Consoles.Plain(buffer), outcome, before, language);
        return buffer.ToString();
    }

    public static int ExitCode(SelfCheckOutcome outcome, IAnsiConsole talk)
    {
        if (outcome.Fault is { } fault)
        {
            talk.WriteLine($"error: This is a fault of grader, not yours: {SafeText.Visible(fault)}");
            return ExitCodes.Ours;
        }
        return outcome.Items.Any(it => it.State == CheckState.Failed) ? ExitCodes.Below : ExitCodes.Done;
    }

    private static int List(SelfCheck check)
    {
        foreach (var name in check.Names) Console.Out.WriteLine(name);
        return ExitCodes.Done;
    }

    /// <summary>For test runners: a check's name a line in, its answer as one line of JSON out, until stdin ends; <c>*</c> stands for all of them.</summary>
    private static async Task<int> ServeAsync(SelfCheck check, CancellationToken cancel)
    {
        while (await Console.In.ReadLineAsync(cancel) is { } name)
        {
            if (name.Trim() == "*") { Console.Out.WriteLine(CheckJson.Write(await check.RunAsync(cancel), indented: false)); check.PrepareForNext(); continue; }
            var outcome = await check.RunAsync(cancel, name.Trim());
            var item = outcome.Items.FirstOrDefault(it => it.Name == name.Trim());
            var message = outcome.Fault is { } fault ? $"A fault of grader, not yours: {fault}" : item is null ? $"There is no check '{name}'." : CheckText.Plain(item);
            Console.Out.WriteLine(JsonSerializer.Serialize(new Dictionary<string, object> { ["name"] = name.Trim(), ["passed"] = item?.State == CheckState.Passed, ["message"] = SafeText.Visible(message) }, CheckJson.Plain));
            await Console.Out.FlushAsync(cancel);
            check.PrepareForNext();
        }
        return ExitCodes.Done;
    }
}
