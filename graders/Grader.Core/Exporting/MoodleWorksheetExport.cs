using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Grader.Core.Intake;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>
/// Moodle's offline grading worksheet, filled in: the one that the TA downloaded, because its headers are in the language of the site and its
/// importer compares what it holds with what stands in Moodle. Every other byte stays. Its importer skips rows without a word, so we say which.
/// </summary>
internal static partial class MoodleWorksheetExport
{
    private static readonly string[] IdColumns = ["ID number", "Username", "Email address"];

    public static readonly ExportFormat Format = new()
    {
        Name = "moodle", PerStudent = false, FileName = "moodle-worksheet.csv", Asks = true,
        Carries = new("total and a comment in the downloaded worksheet (--template), all else byte for byte", "مجموع و یک توضیح در کاربرگ دریافت‌شده (--template)؛ بقیه بایت به بایت همان"),
        Cannot = new("no points per question but in the comment; rows that Moodle will skip are listed. Pending: the row is left as it is", "نمرهٔ هر سؤال فقط در توضیح می‌آید؛ سطرهایی که Moodle نادیده می‌گیرد گفته می‌شود. در انتظار: سطر دست نمی‌خورد"),
        Write = Write,
    };

    private static ExportedFile Write(ExportInput input)
    {
        var sheet = CsvTemplate.Read(input.Options.Template ?? throw new UsageException("Moodle takes back only its own worksheet: download it (View all submissions, Download grading worksheet) and say --template <file>."));
        var columns = Columns.Of(sheet, input.Options);
        var book = new Gradebook(input);
        book.Agree(sheet.Body.Select(row => Number(CsvTemplate.Value(row, columns.Max))).OfType<decimal>().FirstOrDefault() is var first and > 0 ? first : null);

        var left = input.Submissions.ToList();
        List<string> same = [], locked = [], unknown = [], dated = [];
        foreach (var row in sheet.Body)
        {
            var id = CsvTemplate.Value(row, columns.Identifier);
            if (Find(left, sheet, row, id) is not { } found)
            {
                unknown.Add(id);
                continue;
            }
            left.Remove(found);
            var max = Number(CsvTemplate.Value(row, columns.Max));
            if (book.Grade(found, cap: max, theirMax: max) is not { } grade) continue;
            if (CsvTemplate.Value(row, columns.Locked).Trim().Equals("No", StringComparison.OrdinalIgnoreCase))
            {
                locked.Add(found.Id);
                continue;
            }
            if (Number(CsvTemplate.Value(row, columns.Grade)) == grade) same.Add(found.Id);
            if (CsvTemplate.Value(row, columns.Modified).Trim() is not ("" or "-")) dated.Add(found.Id);
            sheet.Set(row, columns.Grade, grade.ToString("0.00", CultureInfo.InvariantCulture));
            // An empty comment would erase one that stands there; ours is never empty.
            sheet.Set(row, columns.Comment, CsvText.Free(ExportWords.Comment(found, input.Language)));
        }
        return new ExportedFile(sheet.Write(), Gradebook.Listed(book.Warnings(), Warnings(same, locked, unknown, dated, columns, [.. left.Where(it => it.Status != SubmissionStatus.Missing).Select(it => it.Id)])));
    }

    private static IEnumerable<LocalizedText> Warnings(List<string> same, List<string> locked, List<string> unknown, List<string> dated, Columns columns, List<string> left)
    {
        if (left.Count > 0) yield return Gradebook.NotFound(left);
        if (unknown.Count > 0) yield return ExportWords.Plain($"{unknown.Count} rows have no submission here and stay as they are: {ExportWords.Ids(unknown)}", $"{unknown.Count} سطر تحویلی در اینجا ندارد و دست نخورد: {ExportWords.Ids(unknown)}");
        if (locked.Count > 0) yield return ExportWords.Plain($"Moodle will skip {locked.Count} rows whose grade cannot be changed: {ExportWords.Ids(locked)}", $"Moodle {locked.Count} سطر را که نمره‌اش قابل تغییر نیست نادیده می‌گیرد: {ExportWords.Ids(locked)}");
        if (same.Count > 0) yield return ExportWords.Plain($"Moodle will skip the grade of {same.Count} rows, for it is the same already: {ExportWords.Ids(same)}", $"Moodle نمرهٔ {same.Count} سطر را نادیده می‌گیرد، چون همان است: {ExportWords.Ids(same)}");
        if (dated.Count > 0) yield return ExportWords.Plain($"{dated.Count} rows were graded before: if their grade was changed in Moodle after this worksheet was downloaded, Moodle skips them, unless \"update records modified more recently\" is ticked.", $"{dated.Count} سطر پیش‌تر نمره گرفته است: اگر پس از دریافت این کاربرگ در Moodle تغییر کرده باشد نادیده گرفته می‌شود، مگر با گزینهٔ به‌روزرسانی رکوردهای تازه‌تر.");
        if (columns.Comment < 0) yield return ExportWords.Plain($"There is no comment column, so no comments were written (switch on the feedback type \"Feedback comments\", or say --comment-column).", $"ستونی برای توضیح نیست و توضیحی نوشته نشد (نوع بازخورد «Feedback comments» را روشن کنید یا --comment-column بدهید).");
        if (columns.Max < 0) yield return ExportWords.Plain($"There is no column \"Maximum grade\": Moodle skips grades above the maximum it has.", $"ستون Maximum grade نیست: Moodle نمره‌های بالاتر از سقف خود را نادیده می‌گیرد.");
    }

    /// <summary>
    /// By the participant's number, which is the worksheet's own; else by an id that the site keeps. Never by what a student may type: a name in the
    /// profile there, an address in <c>student.yaml</c> here.
    /// </summary>
    private static SubmissionResult? Find(List<SubmissionResult> all, CsvTemplate sheet, ImmutableArray<TemplateCell> row, string identifier)
    {
        var number = Digits().Match(StudentIds.WithAsciiDigits(identifier)).Value;
        if (all.FirstOrDefault(it => it.System == "moodle" && it.Participant == number) is { } participant) return participant;
        string[] ids = [.. IdColumns.Select(header => StudentIds.WithAsciiDigits(CsvTemplate.Value(row, sheet.Column(header)).Trim().Split('@')[0]))];
        return all.FirstOrDefault(it => it.System != "moodle" && ids.Contains(it.Id, StringComparer.OrdinalIgnoreCase));
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex("[0-9]+$")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^[^0-9]*\p{L}[^0-9]*[0-9]+$")]
    private static partial Regex WordAndDigits();

    private sealed record Columns(int Identifier, int Grade, int Comment, int Max, int Locked, int Modified)
    {
        public static Columns Of(CsvTemplate sheet, ExportOptions options)
        {
            var body = sheet.Body.ToList();
            var identifier = sheet.Column("Identifier");
            // On a site in another language: the one column whose cells are all a word and a number.
            if (identifier < 0) identifier = Enumerable.Range(0, sheet.Header.Length).FirstOrDefault(at => body.Count > 0 && body.All(row => WordAndDigits().IsMatch(StudentIds.WithAsciiDigits(CsvTemplate.Value(row, at).Trim()))), -1);
            var grade = sheet.Column(options.GradeColumn ?? "Grade");
            if (identifier < 0) throw new UsageException("The template is no grading worksheet of Moodle: no column holds a participant's number in each row.");
            if (grade < 0) throw new UsageException($"The worksheet has no column '{options.GradeColumn ?? "Grade"}'. Say which one takes the grade: --grade-column \"…\"; there are {string.Join(", ", sheet.Header.Select(it => $"\"{SafeText.Visible(it.Value.Trim(), 60)}\""))}.");
            return new Columns(identifier, grade, sheet.Column(options.CommentColumn ?? "Feedback comments"), sheet.Column("Maximum grade"), sheet.Column("Grade can be changed"), sheet.Column("Last modified (grade)"));
        }
    }
}
