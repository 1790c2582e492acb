using System.Globalization;
using System.Text;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>A table for the step summary of GitHub and Gitea: Markdown in which nothing of a student is markup.</summary>
public static class GitHubSummary
{
    /// <summary>A longer one is dropped whole at 1,024 KiB.</summary>
    private const int MostBytes = 900 << 10;
    private const int MostOfACell = 2000;

    public static string Write(string title, IReadOnlyList<TestLine> tests, string lastLine, bool rightToLeft)
    {
        var text = new StringBuilder(rightToLeft ? "<div dir=\"rtl\">\n\n" : "").Append(CultureInfo.InvariantCulture, $"### {MarkdownText.Cell(title)}\n\n| | | | |\n|---|---|---|---|\n");
        foreach (var test in tests)
        {
            var place = test.State is TestState.Failed or TestState.Error && test.Line > 0 ? FormattableString.Invariant($"{test.File}:{test.Line}: ") : "";
            var row = $"| {Mark(test.State)} | {MarkdownText.Cell(test.Name)} | {GradesCsv.Number(test.Score)} / {GradesCsv.Number(test.Max)} | {MarkdownText.Cell(SafeText.Visible(place + test.Message, MostOfACell))} |\n";
            if (Encoding.UTF8.GetByteCount(row) + Encoding.UTF8.GetByteCount(text.ToString()) > MostBytes) { text.Append("| … | | | |\n"); break; }
            text.Append(row);
        }
        return text.Append(CultureInfo.InvariantCulture, $"\n{MarkdownText.Cell(lastLine)}\n{(rightToLeft ? "\n</div>\n" : "")}").ToString();
    }

    private static string Mark(TestState state) => state switch { TestState.Passed => "✅", TestState.Skipped => "➖", TestState.Failed => "❌", _ => "⚠️" };
}
