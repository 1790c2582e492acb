using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Grader.Core.Intake;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>
/// Canvas's grade book. A column whose title and number match no assignment makes a new one, so we never write one without the number: from an
/// exported grade book, filled in, or by <c>--assignment-id</c>.
/// </summary>
internal static partial class CanvasExport
{
    public static readonly ExportFormat Format = new()
    {
        Name = "canvas", PerStudent = false, FileName = "canvas.csv", Asks = true,
        Carries = new("the total in the column of one assignment: --template <exported grade book>, or --assignment-id N", "مجموع در ستون یک تکلیف: با --template (دفتر نمرهٔ دریافت‌شده) یا --assignment-id"),
        Cannot = new("no comments, no points per question. Pending: the cell stays as it is, which Canvas reads as no change", "توضیح و نمرهٔ هر سؤال ندارد. در انتظار: خانه دست نمی‌خورد و Canvas آن را بدون تغییر می‌گیرد"),
        Write = input => input.Options.Template is { } template ? Fill(input, CsvTemplate.Read(template)) : Make(input),
    };

    private static ExportedFile Make(ExportInput input)
    {
        if (input.Options.AssignmentId is not { } id || !Number().IsMatch(id))
            throw new UsageException("Canvas would make a new assignment of a column that it does not know. Say --assignment-id <the number at the end of the assignment's address>, or --template <grade book exported from Canvas>.");
        var book = new Gradebook(input);
        var title = $"{(input.Options.Item ?? input.Class.Homework).ReplaceLineEndings(" ")} ({id})";
        List<string[]> rows = [["Student", "ID", "SIS User ID", "SIS Login ID", "Section", CsvText.Free(title)], ["    Points Possible", "", "", "", "", ExportWords.Number(input.Class.Max)]];
        foreach (var it in input.Submissions)
        {
            var user = it.System == "canvas" ? it.Participant! : "";
            rows.Add([CsvText.Free(it.Name.Length == 0 ? it.Id : it.Name), user, user.Length > 0 && user == it.Id ? "" : it.Id, "", "", book.Grade(it) is { } grade ? ExportWords.Number(grade) : ""]);
        }
        return new ExportedFile(CsvText.Write(rows, byteOrderMark: false), Gradebook.Listed(book.Warnings()));
    }

    private static ExportedFile Fill(ExportInput input, CsvTemplate sheet)
    {
        var column = Column(sheet, input.Options);
        var book = new Gradebook(input);
        book.Agree(sheet.Body.Where(IsPossible).Select(row => Decimal(CsvTemplate.Value(row, column))).FirstOrDefault());
        var left = input.Submissions.ToList();
        foreach (var row in sheet.Body.Where(row => !IsPossible(row)))
        {
            if (Find(left, sheet, row) is not { } found) continue;
            left.Remove(found);
            if (book.Grade(found, theirMax: sheet.Body.Where(IsPossible).Select(it => Decimal(CsvTemplate.Value(it, column))).FirstOrDefault()) is { } grade) sheet.Set(row, column, ExportWords.Number(grade));
        }
        var lost = left.Where(it => it.Status != SubmissionStatus.Missing).Select(it => it.Id).ToList();
        return new ExportedFile(sheet.Write(), Gradebook.Listed(book.Warnings(), lost.Count == 0 ? [] : [Gradebook.NotFound(lost)]));
    }

    private static int Column(CsvTemplate sheet, ExportOptions options)
    {
        var numbered = sheet.Header.Select((cell, at) => (Title: cell.Value.Trim(), At: at)).Where(it => Titled().IsMatch(it.Title)).ToList();
        var wanted = options.AssignmentId is { } id ? numbered.Where(it => it.Title.EndsWith($"({id})", StringComparison.Ordinal)).ToList()
            : options.GradeColumn is { } name ? numbered.Where(it => it.Title.StartsWith(name, StringComparison.OrdinalIgnoreCase)).ToList() : numbered;
        if (wanted is [var only]) return only.At;
        throw new UsageException($"Which column takes the grade? Say --assignment-id; there are {string.Join(", ", numbered.Select(it => $"\"{SafeText.Visible(it.Title, 60)}\""))}.");
    }

    /// <summary>As Canvas itself matches students: number, SIS id, login; not by name or address, which a student may type.</summary>
    private static SubmissionResult? Find(List<SubmissionResult> all, CsvTemplate sheet, ImmutableArray<TemplateCell> row)
    {
        string Cell(string header) => StudentIds.WithAsciiDigits(CsvTemplate.Value(row, sheet.Column(header)).Trim());
        SubmissionResult? By(string header, Func<SubmissionResult, string> of) => Cell(header) is { Length: > 0 } cell ? all.FirstOrDefault(it => of(it).Equals(cell, StringComparison.OrdinalIgnoreCase)) : null;
        return By("ID", it => it.System == "canvas" ? it.Participant! : "") ?? By("SIS User ID", it => it.Id) ?? By("SIS Login ID", it => it.Id);
    }

    private static bool IsPossible(ImmutableArray<TemplateCell> row) => row[0].Value.Trim().StartsWith("Points Possible", StringComparison.OrdinalIgnoreCase);

    private static decimal? Decimal(string text) => decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    [GeneratedRegex("^[0-9]{1,19}$")]
    private static partial Regex Number();

    [GeneratedRegex(@"\([0-9]{1,19}\)$")]
    private static partial Regex Titled();
}
