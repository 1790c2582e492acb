using System.Text;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>One student's result as a short page of GitHub's Markdown, for systems that show Markdown themselves.</summary>
internal static class StudentSummary
{
    public static string Markdown(SubmissionResult it, string language)
    {
        string Say(string en, string fa) => ExportWords.Say(language, en, fa);
        var text = new StringBuilder();
        if (language == "fa") text.Append("<div dir=\"rtl\">\n\n");
        text.Append("**").Append(ExportWords.Total(it, language)).Append("**\n\n");
        var lines = ExportLines.Of(it, language);
        if (lines.Length > 0) text.Append(Say("| check | points | result | what was found |\n| --- | --- | --- | --- |\n", "| بررسی | نمره | نتیجه | آنچه یافته شد |\n| --- | --- | --- | --- |\n"));
        foreach (var line in lines)
            text.Append("| ").Append(MarkdownText.Cell(line.Id)).Append(" | ").Append(Points(line)).Append(" | ").Append(Mark(line)).Append(' ').Append(MarkdownText.Cell(Word(line, language)))
                .Append(" | ").Append(MarkdownText.Cell(FirstLine(line.Message))).Append(" |\n");
        foreach (var note in it.Notes) text.Append("\n- ").Append(MarkdownText.Cell(note.In(language)));
        if (!it.Notes.IsEmpty) text.Append('\n');
        if (language == "fa") text.Append("\n</div>\n");
        return text.ToString();
    }

    /// <summary>Pending points are a range: neither zero nor full.</summary>
    internal static string Points(ExportLine line) => line.IsPolicy ? ExportWords.Number(line.Score)
        : line.Pending > 0 ? $"{ExportWords.Number(line.Score)}–{ExportWords.Number(line.Score + line.Pending)} / {ExportWords.Number(line.Max)}"
        : $"{ExportWords.Number(line.Score)} / {ExportWords.Number(line.Max)}";

    private static string Mark(ExportLine line) => line.Outcome switch
    {
        LineOutcome.Passed => "✓", LineOutcome.Pending => "…", LineOutcome.Skipped => "–", _ => line.Score > 0 ? "◐" : "✗",
    };

    private static string Word(ExportLine line, string language) => language != "fa" ? line.Status.Replace('-', ' ') : line.Outcome switch
    {
        _ when line.IsPolicy => "کسر نمره",
        LineOutcome.Passed => "درست", LineOutcome.Pending => "در انتظار تصحیح", LineOutcome.Skipped => "انجام‌نشده", LineOutcome.Error => "خطا", LineOutcome.Ungraded => "بدون نمره", _ => line.Score > 0 ? "بخشی درست" : "نادرست",
    };

    private static string FirstLine(string message) => message.Split('\n')[0];
}
