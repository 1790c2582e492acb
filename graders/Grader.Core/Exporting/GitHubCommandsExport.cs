using System.Globalization;
using System.Text;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>
/// Workflow commands for one student's repository: an annotation at each finding's place, and each finding as a plain line, since Gitea shows no
/// annotations. GitHub shows ten of a level in a step, so the worst nine are written and a tenth counts the rest.
/// </summary>
internal static class GitHubCommandsExport
{
    private const int Shown = 9;

    public static readonly ExportFormat Format = new()
    {
        Name = "github", PerStudent = true, FileName = "github.txt", ToStudents = true,
        Carries = new("the worst findings as annotations at their places, all of them as plain lines", "مهم‌ترین یافته‌ها به‌صورت یادداشت در جای خود، و همه در سطرهای ساده"),
        Cannot = new("at most ten annotations of a level; the rest is in github-summary. Pending: a notice with the open points", "در هر سطح حداکثر ده یادداشت؛ بقیه در github-summary. در انتظار: یک notice با نمرهٔ باز"),
        Write = input => new ExportedFile(Encoding.UTF8.GetBytes(Write(input.Student, input.Language)), []),
    };

    private static string Write(SubmissionResult it, string language)
    {
        var text = new StringBuilder();
        var lines = ExportLines.Of(it, language).OrderByDescending(line => line.Max - line.Score).ThenBy(line => line.Id, StringComparer.Ordinal).ToList();
        foreach (var level in lines.Where(line => Level(line) is not null).GroupBy(line => Level(line)!).OrderBy(level => level.Key, StringComparer.Ordinal))
        {
            foreach (var line in level.Take(level.Count() > Shown + 1 ? Shown : Shown + 1)) Command(text, level.Key, line);
            if (level.Count() > Shown + 1) text.Append("::").Append(level.Key).Append("::").Append(WorkflowText.Data(ExportWords.Say(language, $"{level.Count() - Shown} more in the summary", $"{level.Count() - Shown} مورد دیگر در خلاصه"))).Append('\n');
        }
        text.Append(it.Total is null ? "::error title=grader::" : "::notice title=grader::").Append(WorkflowText.Data(ExportWords.Total(it, language))).Append('\n');
        foreach (var line in lines.Where(line => Level(line) is not null)) Plain(text, line);
        return text.ToString();
    }

    private static string? Level(ExportLine line) => line.Outcome switch
    {
        LineOutcome.Passed or LineOutcome.Skipped => null,
        LineOutcome.Pending => "notice",
        LineOutcome.Failed when line.Score > 0 || line.IsPolicy => "warning",
        _ => "error",
    };

    private static void Command(StringBuilder text, string level, ExportLine line)
    {
        text.Append("::").Append(level).Append(' ');
        if (line.File is { } file)
        {
            text.Append("file=").Append(WorkflowText.Property(file)).Append(",line=").Append((line.Line ?? 1).ToString(CultureInfo.InvariantCulture)).Append(',');
            if (line.Column is { } column) text.Append("col=").Append(column.ToString(CultureInfo.InvariantCulture)).Append(',');
        }
        text.Append("title=").Append(WorkflowText.Property($"{line.Id} {StudentSummary.Points(line)}")).Append("::").Append(WorkflowText.Data(line.Message)).Append('\n');
    }

    /// <summary>On one line that starts with our own words, so that nothing in it is a command; the older form of commands is found anywhere in a line.</summary>
    private static void Plain(StringBuilder text, ExportLine line)
    {
        var place = line.File is null ? "grader" : line.Line is null ? line.File : FormattableString.Invariant($"{line.File}:{line.Line}:{line.Column ?? 1}");
        var message = $"{place}: {Level(line)} {line.Id} {StudentSummary.Points(line)}: {line.Message}".ReplaceLineEndings(" ↵ ").Replace("##[", "## [", StringComparison.Ordinal);
        // A file's name is a student's.
        text.Append(message.TrimStart().StartsWith("::", StringComparison.Ordinal) ? "grader: " + message : message).Append('\n');
    }
}
