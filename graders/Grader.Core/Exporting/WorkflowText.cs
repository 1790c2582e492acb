using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>Text inside a workflow command of GitHub (formats §3.2), where it can end neither the command nor a property.</summary>
internal static class WorkflowText
{
    public static string Data(string text) => SafeText.Visible(text).Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    public static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
