using System.Text;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>Markdown for <c>$GITHUB_STEP_SUMMARY</c>, which drops a summary above 1 MiB whole.</summary>
internal static class GitHubSummaryExport
{
    private const int MostBytes = 900 * 1024;

    public static readonly ExportFormat Format = new()
    {
        Name = "github-summary", PerStudent = false, FileName = "summary.md", ToStudents = true, Appends = true,
        Carries = new("the totals as a table, and every check of each student, up to 900 KiB", "مجموع‌ها در یک جدول و همهٔ بررسی‌های هر دانشجو تا ۹۰۰ کیبی‌بایت"),
        Cannot = new("what does not fit is counted in a last line. Pending: points as a range", "آنچه جا نشود در سطر آخر شمرده می‌شود. در انتظار: نمره به‌صورت بازه"),
        Write = Write,
    };

    private static ExportedFile Write(ExportInput input)
    {
        string Say(string en, string fa) => ExportWords.Say(input.Language, en, fa);
        var text = new StringBuilder();
        text.Append("## ").Append(MarkdownText.Cell(input.Class.Homework)).Append("\n\n");
        var bytes = 0;
        var left = 0;
        if (input.Submissions.Length > 1) text.Append(Say("| student | total | pending | status |\n| --- | --- | --- | --- |\n", "| دانشجو | مجموع | در انتظار | وضعیت |\n| --- | --- | --- | --- |\n"));
        foreach (var it in input.Submissions.Length > 1 ? input.Submissions : [])
            left += Add(text, ref bytes, $"| {MarkdownText.Cell(it.Id)} | {(it.Total is { } total ? ExportWords.Number(total) : "–")} / {ExportWords.Number(it.Max)} | {ExportWords.Number(it.Pending)} | {Words.Of(it.Status)} |\n");
        var cut = left;
        foreach (var it in input.Submissions)
        {
            var body = StudentSummary.Markdown(it, input.Language);
            // Closed for a class, or nobody would find anything.
            cut += Add(text, ref bytes, input.Submissions.Length == 1 ? body : $"\n<details><summary>{MarkdownText.Cell(it.Id)}</summary>\n\n{body}\n</details>\n");
        }
        if (cut > 0) text.Append('\n').Append(Say($"{cut} more pieces did not fit in here; they are in results.json.", $"{cut} بخش دیگر اینجا جا نشد و در results.json هست.")).Append('\n');
        return new ExportedFile(Encoding.UTF8.GetBytes(text.ToString()), cut == 0 ? [] : [ExportWords.Plain($"The summary was cut at 900 KiB: {cut} pieces are missing.", $"خلاصه در ۹۰۰ کیبی‌بایت بریده شد: {cut} بخش نیامده است.")]);
    }

    private static int Add(StringBuilder text, ref int bytes, string piece)
    {
        var size = Encoding.UTF8.GetByteCount(piece);
        if (bytes + size > MostBytes) return 1;
        bytes += size;
        text.Append(piece);
        return 0;
    }
}
