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
}
