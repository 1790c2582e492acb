using System.Collections.Immutable;
using Grader.Cli.Terminal;
using Grader.Core;
using Grader.Core.Checking;
using Grader.Core.Exporting;

namespace Grader.Cli;

/// <summary>A self-check for the service that runs it on a push: JUnit files, annotations, the step's summary and plain lines.</summary>
internal static class CheckReports
{
    /// <exception cref="UsageException">It is no report that we know.</exception>
    public static void Demand(IEnumerable<string> reports)
    {
        if (reports.FirstOrDefault(it => !it.StartsWith("junit=", StringComparison.Ordinal) || it.Length == 6) is { } unknown)
            throw new UsageException($"'{unknown}' is not a report of check. Write: --report junit=check.xml");
    }

    public static async Task WriteAsync(SelfCheckOutcome outcome, IEnumerable<string> reports, string language)
    {
        var tests = Tests(outcome, language);
        foreach (var report in reports) await File.WriteAllTextAsync(Path.GetFullPath(report["junit=".Length..]), JUnitXml.Write(outcome.Homework, [.. tests.GroupBy(it => it.Group).Select(it => (it.Key, (IReadOnlyList<TestLine>)[.. it]))]));
    }

    /// <summary>On GitHub and its kin: annotations as commands, then the whole text in which no command counts.</summary>
    public static async Task WriteGitHubAsync(SelfCheckOutcome outcome, string text, string language)
    {
        var tests = Tests(outcome, language);
        foreach (var file in outcome.Tampered) Console.Out.WriteLine($"::warning file={file},title=tampered::This file is not as it came with the kit; what is said here may not hold at grading.");
        Console.Out.Write(GitHubCommands.Annotations(tests));
        Console.Out.Write(GitHubCommands.Quoted(text + "\n" + GitHubCommands.LogLines(tests)));
        if (Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary)
            await File.AppendAllTextAsync(summary, GitHubSummary.Write(outcome.Title.In(language), tests, CheckText.Next(outcome, language), language == "fa"));
        if (Environment.GetEnvironmentVariable("GITHUB_OUTPUT") is { Length: > 0 } output)
            await File.AppendAllTextAsync(output, FormattableString.Invariant($"passed={outcome.Passed}\nchecks={outcome.Items.Length}\nhidden={outcome.HiddenChecks}\ntampered={(outcome.Tampered.IsEmpty ? "false" : "true")}\n"));
    }

    /// <summary>Where logs alone are shown (GitLab): what is wrong, a line each.</summary>
    public static string LogLines(SelfCheckOutcome outcome) => GitHubCommands.LogLines(Tests(outcome, "en"));

    private static ImmutableArray<TestLine> Tests(SelfCheckOutcome outcome, string language) =>
        CheckTests.Of(outcome, language, it => it.State == CheckState.Passed ? "" : string.Join('\n', CheckText.Evidence(it, language)));
}
