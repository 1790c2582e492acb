namespace Grader.Cli;

/// <summary>The service that runs us on a push, as it says itself in the environment. Gitea and Forgejo say that they are GitHub, too, and read the same commands.</summary>
internal static class CiService
{
    public static bool IsGitHub => Is("GITHUB_ACTIONS");

    public static bool IsGitLab => Is("GITLAB_CI");

    private static bool Is(string variable) => string.Equals(Environment.GetEnvironmentVariable(variable), "true", StringComparison.OrdinalIgnoreCase);
}
