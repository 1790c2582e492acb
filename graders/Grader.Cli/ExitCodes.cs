namespace Grader.Cli;

/// <summary>What the caller's script sees (design §6).</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int Below = 1;
    public const int Usage = 2;
    public const int Ours = 3;
    public const int Interrupted = 130;
}
