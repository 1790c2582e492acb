using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>
/// Workflow commands of GitHub Actions (formats §3.2): annotations at the student's own lines, the worst nine and a tenth that counts the rest.
/// Everything that may hold a student's words comes between <c>stop-commands</c>, so that a printed <c>::error</c> forges nothing.
/// </summary>
public static class GitHubCommands
{
    private const int MostOfALevel = 10; // more are not shown

    public static string Annotations(IEnumerable<TestLine> tests)
    {
        var faults = tests.Where(it => it.State is TestState.Failed or TestState.Error).OrderByDescending(it => it.Max - it.Score).ToList();
        var shown = faults.Count <= MostOfALevel ? faults : faults.Take(MostOfALevel - 1);
        var text = new StringBuilder();
        foreach (var test in shown) text.Append(Annotation(test)).Append('\n');
        if (faults.Count > MostOfALevel) text.Append(CultureInfo.InvariantCulture, $"::error title=More::{faults.Count - MostOfALevel + 1} more are in the summary\n");
        return text.ToString();
    }

    private static string Annotation(TestLine test)
    {
        var place = test.Line == 0 ? "" : FormattableString.Invariant($",line={test.Line},endLine={test.Line}") + (test.Column == 0 ? "" : FormattableString.Invariant($",col={test.Column}"));
        return $"::error file={WorkflowText.Property(test.File)}{place},title={WorkflowText.Property($"{test.Name} {GradesCsv.Number(test.Score)}/{GradesCsv.Number(test.Max)}")}::{WorkflowText.Data(test.Details.Length > 0 ? $"{test.Message}\n{test.Details}" : test.Message)}";
    }

    /// <summary>Plain lines for logs that show no annotations: <c>q2.csx:14:5: error q2b.direct: …</c></summary>
    public static string LogLines(IEnumerable<TestLine> tests)
    {
        var text = new StringBuilder();
        foreach (var test in tests.Where(it => it.State is TestState.Failed or TestState.Error))
        {
            text.Append(Safe(test.File)).Append(test.Line == 0 ? ":1:1" : FormattableString.Invariant($":{test.Line}:{Math.Max(1, test.Column)}"))
                .Append(": error ").Append(test.Name).Append(": ").Append(Safe(test.Message).ReplaceLineEndings(" ")).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>Text of a stranger, in which no command counts. The word that ends it cannot be guessed.</summary>
    public static string Quoted(string untrusted)
    {
        var word = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        return $"::stop-commands::{word}\n{Safe(untrusted).TrimEnd('\n')}\n::{word}::\n";
    }

    private static string Safe(string text) => SafeText.Visible(text);
}
