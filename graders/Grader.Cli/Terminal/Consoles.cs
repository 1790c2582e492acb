using Spectre.Console;

namespace Grader.Cli.Terminal;

/// <summary>stdout and stderr with colour only where people want it: not for NO_COLOR, --no-color, TERM=dumb or a file, unless FORCE_COLOR.</summary>
internal static class Consoles
{
    public static IAnsiConsole Stdout(bool noColor) => Create(Console.Out, noColor, Console.IsOutputRedirected);

    public static IAnsiConsole Stderr(bool noColor) => Create(Console.Error, noColor, Console.IsErrorRedirected);

    public static bool Live => !Console.IsErrorRedirected && !Set("CI") && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");

    /// <summary>Into a text, without colour.</summary>
    public static IAnsiConsole Plain(TextWriter writer) => Create(writer, noColor: true, redirected: true);

    private static IAnsiConsole Create(TextWriter writer, bool noColor, bool redirected)
    {
        var plain = noColor || Set("NO_COLOR") || (!Set("FORCE_COLOR") && (redirected || Environment.GetEnvironmentVariable("TERM") is null or "dumb"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Yes, ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.EightBit,
            Interactive = redirected || Set("CI") ? InteractionSupport.No : InteractionSupport.Yes, Out = new AnsiConsoleOutput(writer),
        });
        if (redirected) console.Profile.Width = 1000; // nothing wraps in a file
        return console;
    }

    private static bool Set(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
