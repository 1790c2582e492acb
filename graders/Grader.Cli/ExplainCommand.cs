using Grader.Core.Explaining;
using Spectre.Console;

namespace Grader.Cli;

/// <summary>A code of a diagnostic, or a verdict, in full sentences; without a code, the list of them.</summary>
internal static class ExplainCommand
{
    public static int Run(string? code, string language, bool noColor, IAnsiConsole talk)
    {
        var console = Terminal.Consoles.Stdout(noColor);
        if (code is null)
        {
            foreach (var it in Explanations.All) console.MarkupLineInterpolated($"[bold]{it.Code,-14}[/] {FirstSentence(it.Words.In(language))}");
            return ExitCodes.Done;
        }
        if (Explanations.Find(code) is not { } found)
        {
            talk.WriteLine($"error: There is no code or verdict '{code}'. {Explanations.Nearest(code)}".TrimEnd());
            talk.WriteLine("help: grader explain lists them all; codes such as CS0103 are the C# compiler's own.");
            return ExitCodes.Usage;
        }
        console.MarkupLineInterpolated($"[bold]{found.Code}[/]");
        console.WriteLine(found.Words.In(language));
        if (found.Example.Length > 0)
        {
            console.WriteLine();
            foreach (var line in found.Example.Split('\n')) console.MarkupLineInterpolated($"[grey]    {line}[/]");
        }
        return ExitCodes.Done;
    }

    private static string FirstSentence(string text) => text.IndexOf(". ", StringComparison.Ordinal) is var end and > 0 ? text[..(end + 1)] : text;
}
