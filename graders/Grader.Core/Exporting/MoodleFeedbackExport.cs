using System.IO.Compression;
using System.Text;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>
/// The zip that Moodle's "Upload multiple feedback files in a zip" takes. It splits the folder's name at <c>_</c> and reads the second part as the
/// participant's number; the first may be anything without one.
/// </summary>
internal static class MoodleFeedbackExport
{
    /// <summary>Of all entries: the same results make the same bytes.</summary>
    private static readonly DateTimeOffset Never = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly ExportFormat Format = new()
    {
        Name = "moodle-feedback", PerStudent = false, FileName = "moodle-feedback.zip", ToStudents = true, Binary = true,
        Carries = new("each student's report as a feedback file", "گزارش هر دانشجو به‌صورت فایل بازخورد"),
        Cannot = new("no grades; only for submissions downloaded from Moodle. Pending: the report says what waits", "نمره ندارد؛ فقط برای تحویل‌های دریافت‌شده از Moodle. در انتظار: در گزارش آمده است"),
        Write = Write,
    };

    private static ExportedFile Write(ExportInput input)
    {
        var theirs = input.Submissions.Where(it => it is { System: "moodle", Participant: not null }).OrderBy(it => it.Participant!.Length).ThenBy(it => it.Participant, StringComparer.Ordinal).ToList();
        if (theirs.Count == 0) throw new UsageException("None of these submissions came from Moodle, so there is no participant to give feedback to.");
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var it in theirs.Where(it => it.Total is not null))
            {
                var (name, bytes) = Report(input, it);
                var entry = zip.CreateEntry($"{Folder(it)}/{name}", CompressionLevel.Optimal);
                entry.LastWriteTime = Never;
                using var stream = entry.Open();
                stream.Write(bytes);
            }
        }
        var others = input.Submissions.Except(theirs).Select(it => it.Id).ToList();
        var ungraded = theirs.Where(it => it.Total is null).Select(it => it.Id).ToList();
        return new ExportedFile(buffer.ToArray(), Gradebook.Listed(
            others.Count == 0 ? [] : [Gradebook.NotFound(others)],
            ungraded.Count == 0 ? [] : [ExportWords.Plain($"{ungraded.Count} ungraded by our fault, left out: {ExportWords.Ids(ungraded)}", $"{ungraded.Count} تحویل به سبب خطای تصحیح‌گر نمره ندارد و نوشته نشد: {ExportWords.Ids(ungraded)}")]));
    }

    private static string Folder(SubmissionResult it)
    {
        var name = string.Concat(SafeText.Visible(it.Name, 80).Where(c => char.IsLetterOrDigit(c) || c is ' ' or '\u200C')).Trim();
        return $"{(name.Length == 0 ? "Participant" : name)}_{it.Participant}_assignsubmission_file";
    }

    private static (string Name, byte[] Bytes) Report(ExportInput input, SubmissionResult it)
    {
        var file = input.Options.Folder is { } folder ? Path.Combine(folder, "students", it.Id, "report.html") : null;
        return file is not null && File.Exists(file) ? ("feedback.html", File.ReadAllBytes(file)) : ("feedback.md", Encoding.UTF8.GetBytes(StudentSummary.Markdown(it, input.Language)));
    }
}
