namespace Grader.Contract;

/// <summary>How the compiler process says how it ended.</summary>
public static class CompilerFault
{
    /// <summary>An exception of the compiler itself: nobody gets a verdict for it.</summary>
    public const int ExitCode = 70;

    /// <summary>What the source compiles to, or what is to be said of it, is larger than <see cref="Frame.MaxAnswer"/>.</summary>
    public const int TooLargeExitCode = 71;

    /// <summary>The source is nested deeper than the stack allows.</summary>
    public const int NestingExitCode = 134;

    private const string CellMark = "@cell ";

    /// <summary>Says which cell is being compiled, so that a bomb among them is known when this process dies of it.</summary>
    public static void Mark(int cell) => Console.Error.WriteLine(FormattableString.Invariant($"{CellMark}{cell}"));

    /// <summary>The cell that was being compiled last, −1 when none was.</summary>
    public static int LastMark(string said) =>
        said.Split('\n').LastOrDefault(it => it.StartsWith(CellMark, StringComparison.Ordinal)) is { } line && int.TryParse(line[CellMark.Length..], out var cell) ? cell : -1;
}
