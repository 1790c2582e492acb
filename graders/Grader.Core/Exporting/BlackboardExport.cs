using System.Globalization;
using System.Text.RegularExpressions;
using Grader.Core.Intake;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>
/// Blackboard's grade centre, from its own download: a header without the column's number makes a new column, so it is only filled in. The
/// download is UTF-16 with tabs, or CSV, and goes back as it came.
/// </summary>
internal static partial class BlackboardExport
{
    public static readonly ExportFormat Format = new()
    {
        Name = "blackboard", PerStudent = false, FileName = "blackboard.xls", Asks = true,
        Carries = new("the total in one column of the downloaded grade centre (--template, --assignment-id for the column's number)", "مجموع در یک ستون از فایل دریافت‌شده (--template و در صورت نیاز --assignment-id)"),
        Cannot = new("no comments, no points per question. Pending: the cell is left as it is", "توضیح و نمرهٔ هر سؤال ندارد. در انتظار: خانه دست نمی‌خورد"),
        Write = Write,
    };

    private static ExportedFile Write(ExportInput input)
    {
        var sheet = CsvTemplate.Read(input.Options.Template ?? throw new UsageException("Blackboard makes a new column of a header without its number: download the grade centre (Work Offline, Download) and say --template <file>."));
        var column = Column(sheet, input.Options);
        var user = sheet.Column("Username");
        if (user < 0) throw new UsageException("The template has no column 'Username'. Download it again, with user information.");
        decimal? max = Total().Match(sheet.Header[column].Value) is { Success: true } found ? decimal.Parse(found.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;
        var book = new Gradebook(input);
        book.Agree(max);
        var left = input.Submissions.ToList();
        foreach (var row in sheet.Body)
        {
            var name = StudentIds.WithAsciiDigits(CsvTemplate.Value(row, user).Trim());
            var number = StudentIds.WithAsciiDigits(CsvTemplate.Value(row, sheet.Column("Student ID")).Trim());
            if ((left.FirstOrDefault(it => it.System == "blackboard" && it.Participant == name) ?? left.FirstOrDefault(it => it.Id == name) ?? left.FirstOrDefault(it => it.Id == number)) is not { } student) continue;
            left.Remove(student);
            if (book.Grade(student, theirMax: max) is { } grade) sheet.Set(row, column, ExportWords.Number(grade));
        }
        var lost = left.Where(it => it.Status != SubmissionStatus.Missing).Select(it => it.Id).ToList();
        return new ExportedFile(sheet.Write(), Gradebook.Listed(book.Warnings(), lost.Count == 0 ? [] : [Gradebook.NotFound(lost)]));
    }

    private static int Column(CsvTemplate sheet, ExportOptions options)
    {
        var numbered = sheet.Header.Select((cell, at) => (Title: cell.Value.Trim(), At: at)).Where(it => Numbered().IsMatch(it.Title)).ToList();
        var wanted = options.AssignmentId is { } id ? numbered.Where(it => it.Title.EndsWith($"|{id}", StringComparison.Ordinal)).ToList()
            : options.GradeColumn is { } name ? numbered.Where(it => it.Title.StartsWith(name, StringComparison.OrdinalIgnoreCase)).ToList() : numbered;
        if (wanted is [var only]) return only.At;
        throw new UsageException($"Which column takes the grade? Say --assignment-id <its number>; there are {string.Join(", ", numbered.Select(it => $"\"{SafeText.Visible(it.Title, 60)}\""))}.");
    }

    [GeneratedRegex(@"\|[A-Za-z0-9_]+$")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"Total Pts: ([0-9]{1,6}(?:\.[0-9]{1,4})?)")]
    private static partial Regex Total();
}
