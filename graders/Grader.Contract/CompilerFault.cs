namespace Grader.Contract;

/// <summary>How the compiler process says that it failed by its own fault: no crash, which a submission could cause.</summary>
public static class CompilerFault
{
    public const int ExitCode = 70;
}
