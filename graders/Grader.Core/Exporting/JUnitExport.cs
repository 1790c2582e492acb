using System.Collections.Immutable;
using System.Xml;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>
/// JUnit's XML: a suite for each student. <c>junit</c> is what GitLab, GitHub's actions and Jenkins's own plugin read, with file, line and points; the
/// schema of Jenkins's xunit plugin knows none of these, and <c>junit-strict</c> leaves them out.
/// </summary>
internal static class JUnitExport
{
    public static readonly ExportFormat Format = new()
    {
        Name = "junit", PerStudent = false, FileName = "junit.xml", ToStudents = true,
        Carries = new("every check as a test case with feedback, place and points", "هر بررسی یک آزمون با بازخورد، جا و نمره"),
        Cannot = new("readers count tests, not points; no times. Pending: skipped, with the open points in its text; ungraded: an error", "خواننده‌ها آزمون می‌شمارند نه نمره؛ زمان ندارد. در انتظار: skipped با نمرهٔ باز در متن؛ بدون نمره: error"),
        Write = input => Write(input, strict: false),
    };

    public static readonly ExportFormat Strict = Format with
    {
        Name = "junit-strict",
        Carries = new("the same without place and points, for readers that check Jenkins's schema", "همان بدون جا و نمره، برای خواننده‌هایی که طرح‌وارهٔ Jenkins را می‌سنجند"),
        Write = input => Write(input, strict: true),
    };

    private static ExportedFile Write(ExportInput input, bool strict)
    {
        return new ExportedFile(JUnitElements.Document(input.Class.Homework, xml =>
        {
            foreach (var it in input.Submissions) Suite(xml, it, ExportLines.Of(it, input.Language), input.Language, strict);
        }), []);
    }

    private static void Suite(XmlWriter xml, SubmissionResult it, ImmutableArray<ExportLine> lines, string language, bool strict)
    {
        var ungraded = it.Total is null;
        xml.WriteStartElement("testsuite");
        JUnitElements.Text(xml, "name", it.Id);
        JUnitElements.Count(xml, "tests", lines.Length + (ungraded ? 1 : 0));
        JUnitElements.Count(xml, "failures", lines.Count(line => line.Outcome == LineOutcome.Failed));
        JUnitElements.Count(xml, "errors", lines.Count(line => line.Outcome is LineOutcome.Error or LineOutcome.Ungraded) + (ungraded ? 1 : 0));
        JUnitElements.Count(xml, "skipped", lines.Count(line => line.Outcome is LineOutcome.Pending or LineOutcome.Skipped));
        JUnitElements.Seconds(xml, 0);
        JUnitElements.Properties(xml, [("total", it.Total is { } total ? ExportWords.Number(total) : "ungraded"), ("max", ExportWords.Number(it.Max)), ("pending", ExportWords.Number(it.Pending)), ("status", Words.Of(it.Status))]);
        foreach (var line in lines) Case(xml, it.Id, line, strict);
        if (ungraded)
        {
            xml.WriteStartElement("testcase");
            JUnitElements.Text(xml, "name", "graded");
            JUnitElements.Text(xml, "classname", it.Id);
            JUnitElements.Seconds(xml, 0);
            JUnitElements.Detail(xml, "error", ExportWords.Total(it, language), "ungraded", string.Join('\n', it.Notes.Select(note => SafeText.Visible(note.In(language)))));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static void Case(XmlWriter xml, string student, ExportLine line, bool strict)
    {
        xml.WriteStartElement("testcase");
        JUnitElements.Text(xml, "name", line.Id);
        // GitLab keeps the first of equal names, so the student is part of it.
        JUnitElements.Text(xml, "classname", $"{student}.{line.Question}");
        if (!strict && line.File is { } file) JUnitElements.Text(xml, "file", file);
        if (!strict && line.Line is { } at) JUnitElements.Count(xml, "line", at);
        JUnitElements.Seconds(xml, 0);
        if (!strict) JUnitElements.Properties(xml, [("score", ExportWords.Number(line.Score)), ("max", ExportWords.Number(line.Max)), ("pending", ExportWords.Number(line.Pending)), ("verdict", line.Status)]);
        var points = StudentSummary.Points(line);
        var message = $"{points}: {line.Message.Split('\n')[0]}";
        switch (line.Outcome)
        {
            case LineOutcome.Failed: JUnitElements.Detail(xml, "failure", message, line.Status, $"{points}: {line.Message}"); break;
            case LineOutcome.Error or LineOutcome.Ungraded: JUnitElements.Detail(xml, "error", message, line.Status, $"{points}: {line.Message}"); break;
            case LineOutcome.Pending or LineOutcome.Skipped: JUnitElements.Detail(xml, "skipped", message, null, $"{points}: {line.Message}"); break;
            default: break;
        }
        xml.WriteEndElement();
    }
}
