using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Grader.Core.Exporting;
using Grader.Core.Results;

namespace Grader.Core.Tests.Exporting;

/// <summary>Grade books, read as their importers read them.</summary>
public sealed partial class GradebookTests
{
    private static readonly ClassResult Moodle = SampleClass.From("moodle");
    private static readonly ClassResult Marked = SampleClass.Marked(Moodle);

    private const string Header = "Identifier,\"Full name\",\"Email address\",Status,Grade,\"Maximum grade\",\"Grade can be changed\",\"Last modified (submission)\",\"Last modified (grade)\",\"Feedback comments\"\r\n";

    private static string Row(int participant, string grade = "", string changeable = "Yes", string comment = "", decimal? max = null) =>
        FormattableString.Invariant($"\"Participant {participant}\",\"Name, {participant}\",s{participant}@example.edu,\"Submitted for grading\",{grade},{max ?? Moodle.Max:0.00},{changeable},\"Thursday, 21 December 2023, 8:15 PM\",-,{comment}\r\n");

    private static byte[] Worksheet(string text) => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)];

    private static byte[] WholeClass(Func<int, string>? grade = null) => Worksheet(Header + string.Concat(Moodle.Submissions.Select((_, at) => Row(10_001 + at, grade?.Invoke(at) ?? ""))));

    private static ExportedFile Fill(ClassResult result, byte[] template, ExportOptions? options = null) => SampleClass.Export("moodle", result, (options ?? new ExportOptions()) with { Template = template });

    /// <summary>What Moodle's importer does with a worksheet: the grades and comments that it takes over, by participant; blank comments erase.</summary>
    private static Dictionary<string, (decimal? Grade, string? Comment)> Import(byte[] file, byte[] downloaded)
    {
        var (now, before) = (MoodleRows(file), MoodleRows(downloaded).ToDictionary(row => row["Identifier"]));
        var taken = new Dictionary<string, (decimal?, string?)>();
        foreach (var row in now)
        {
            var was = before[row["Identifier"]];
            // PHP's float parser takes ASCII digits alone and stops at the first other letter.
            decimal? grade = PhpFloat().Match(row["Grade"]) is { Success: true } number ? decimal.Parse(number.Value, CultureInfo.InvariantCulture) : null;
            if (row["Grade"].Length == 0 || row["Grade"] == was["Grade"] || grade < 0 || grade > decimal.Parse(row["Maximum grade"], CultureInfo.InvariantCulture) || row["Grade can be changed"] == "No") grade = null;
            var comment = row["Feedback comments"] == was["Feedback comments"] ? null : row["Feedback comments"];
            if (grade is not null || comment is not null) taken[row["Identifier"].Split(' ')[1]] = (grade, comment);
        }
        return taken;
    }

    private static List<Dictionary<string, string>> MoodleRows(byte[] file)
    {
        var rows = Csv.Read(Encoding.UTF8.GetString(file).TrimStart('\uFEFF'));
        return [.. rows.Skip(1).Select(row => rows[0].Zip(row).ToDictionary(it => it.First, it => it.Second))];
    }

    [Fact]
    public void Moodle_takes_every_final_total_and_nothing_else_of_the_worksheet_changes()
    {
        var template = WholeClass();
        var file = Fill(Marked, template);
        var taken = Import(file.Bytes, template);
        foreach (var it in Marked.Submissions)
        {
            if (it.Total is { } total) Assert.Equal(Math.Round(total, 2), taken[it.Participant!].Grade);
            else Assert.False(taken.ContainsKey(it.Participant!));
        }
        var (was, now) = (MoodleRows(template), MoodleRows(file.Bytes));
        foreach (var (before, after) in was.Zip(now))
            foreach (var (column, cell) in before.Where(it => it.Key is not ("Grade" or "Feedback comments"))) Assert.Equal(cell, after[column]);
        Assert.Contains(file.Warnings, it => it.En.StartsWith("1 ungraded by our fault", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_those_who_wait_for_a_person_no_byte_changes_unless_the_interim_is_asked_for()
    {
        var template = Worksheet(Header + Row(10_001, "12.00", comment: "\"old, \"\"comment\"\"\"") + Row(99_999, "1.00"));
        Assert.Equal(template, Fill(Moodle, template).Bytes);
        var taken = Import(Fill(Moodle, template, new ExportOptions { Interim = true }).Bytes, template);
        var first = Moodle.Submissions[0];
        Assert.Equal(first.Total, taken["10001"].Grade);
        Assert.StartsWith(FormattableString.Invariant($"{first.Total} of {first.Max} so far; {first.Pending} points wait for a person. · q1 9/15"), taken["10001"].Comment, StringComparison.Ordinal);
        Assert.Single(taken);
    }

    [Fact]
    public void Rows_that_Moodle_will_skip_are_said_and_a_locked_one_is_left_alone()
    {
        var marked = Marked.Submissions[0].Total!.Value.ToString("0.00", CultureInfo.InvariantCulture);
        var template = Worksheet(Header + Row(10_001, marked) + Row(10_002, "1.00", changeable: "No") + Row(77_777));
        var file = Fill(Marked, template);
        var warnings = string.Join('\n', file.Warnings.Select(it => it.En));
        Assert.Contains("Moodle will skip 1 rows whose grade cannot be changed: 402521002", warnings, StringComparison.Ordinal);
        Assert.Contains("Moodle will skip the grade of 1 rows, for it is the same already: 402521001", warnings, StringComparison.Ordinal);
        Assert.Contains("1 rows have no submission here and stay as they are: Participant 77777", warnings, StringComparison.Ordinal);
        Assert.Contains("of our students are in no row there", warnings, StringComparison.Ordinal);
        Assert.Contains(Row(10_002, "1.00", changeable: "No"), Encoding.UTF8.GetString(file.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_grade_above_the_maximum_is_clamped_and_said_since_Moodle_would_skip_it()
    {
        var rich = Marked with { Submissions = [Marked.Submissions[0] with { Bonus = 90 }] };
        var template = Worksheet(Header + Row(10_001));
        var file = Fill(rich, template);
        Assert.Equal(rich.Max, Import(file.Bytes, template)["10001"].Grade);
        Assert.Contains(file.Warnings, it => it.En == "1 above the maximum there, written as the maximum: 402521001");
    }

    [Fact]
    public void Another_maximum_is_refused_until_somebody_says_that_points_are_to_be_scaled()
    {
        var template = Worksheet(Header + Row(10_001, max: 2 * Moodle.Max));
        Assert.Contains("--scale", Assert.Throws<UsageException>(() => Fill(Marked, template)).Message, StringComparison.Ordinal);
        var taken = Import(Fill(Marked, template, new ExportOptions { Scale = true }).Bytes, template);
        Assert.Equal(2 * Marked.Submissions[0].Total, taken["10001"].Grade);
    }

    [Fact]
    public void A_worksheet_of_a_persian_site_is_filled_by_the_column_that_is_named()
    {
        var text = "شناسه,نام,نمره,آخرین تغییر\n\"شرکت‌کننده 10001\",سارا,,-\n\"شرکت‌کننده 10002\",آرمان,,-\n";
        Assert.Contains("--grade-column", Assert.Throws<UsageException>(() => Fill(Marked, Encoding.UTF8.GetBytes(text))).Message, StringComparison.Ordinal);
        var filled = Encoding.UTF8.GetString(Fill(Marked, Encoding.UTF8.GetBytes(text), new ExportOptions { GradeColumn = "نمره" }).Bytes);
        Assert.Contains(FormattableString.Invariant($"\"شرکت‌کننده 10001\",سارا,{Marked.Submissions[0].Total:0.00},-\n"), filled, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_downloaded_worksheet_there_is_none() =>
        Assert.Contains("--template", Assert.Throws<UsageException>(() => SampleClass.Export("moodle", Marked)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_feedback_zip_has_a_folder_that_Moodle_splits_into_participant_and_plugin()
    {
        var bytes = SampleClass.Export("moodle-feedback", Marked).Bytes;
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var folders = zip.Entries.Select(it => it.FullName.Split('/')[0].Split('_')).ToList();
        Assert.All(folders, parts => Assert.Equal((4, "assignsubmission", "file"), (parts.Length, parts[2], parts[3])));
        Assert.Equal(Marked.Submissions.Where(it => it.Total is not null).Select(it => it.Participant), folders.Select(parts => parts[1]));
        Assert.All(zip.Entries, it => Assert.False(it.Name.StartsWith('.') || it.Name.StartsWith('~')));
        Assert.Equal(bytes, SampleClass.Export("moodle-feedback", Marked).Bytes);
    }

    /// <summary>Canvas's importer: the assignment's number out of the header, students by number, SIS id, login, then name; empty is no change.</summary>
    private static Dictionary<string, decimal> Canvas(byte[] file, string assignment)
    {
        var rows = Csv.Read(Encoding.UTF8.GetString(file));
        Assert.Contains("Student", rows[0][0], StringComparison.Ordinal);
        Assert.Contains("ID", rows[0][1], StringComparison.Ordinal);
        var section = Array.FindLastIndex(rows[0], it => it.Contains("Section", StringComparison.Ordinal));
        var column = Array.FindIndex(rows[0], section + 1, it => it.EndsWith($"({assignment})", StringComparison.Ordinal));
        Assert.All(rows[0].Skip(section + 1), title => Assert.Matches(@"\([0-9]+\)$", title));
        return rows.Skip(1).Where(row => !row[0].Trim().StartsWith("Points Possible", StringComparison.Ordinal) && row[column].Length > 0)
            .ToDictionary(row => new[] { row[1], row[2], row[3], row[0] }.First(it => it.Length > 0), row => decimal.Parse(row[column], CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Canvas_takes_every_final_total_by_the_assignments_number_and_nothing_is_made_without_it()
    {
        var all = SampleClass.Marked(SampleClass.From("canvas"));
        Assert.Throws<UsageException>(() => SampleClass.Export("canvas", all));
        var taken = Canvas(SampleClass.Export("canvas", all, new ExportOptions { AssignmentId = "4321", Item = "HW5" }).Bytes, "4321");
        Assert.Equal(all.Submissions.Where(it => it.Total is not null).Select(it => (it.Participant!, Math.Round(it.Total!.Value, 2))).Order(), taken.Select(it => (it.Key, it.Value)).Order());
        Assert.Single(Canvas(SampleClass.Export("canvas", SampleClass.AsGraded, new ExportOptions { AssignmentId = "4321" }).Bytes, "4321")); // the one that handed in nothing
    }

    [Fact]
    public void A_canvas_grade_book_that_was_exported_is_filled_in()
    {
        var text = FormattableString.Invariant($"Student,ID,SIS User ID,SIS Login ID,Section,HW4 (11),HW5 (4321)\n    Points Possible,,,,,10,{Marked.Max}\n") + "\"Mohammadi, Sara\",4411,402521001,sara,Fall,9.5,\n\"Someone, Else\",4412,402599999,x,Fall,8,3\n";
        var file = SampleClass.Export("canvas", SampleClass.Marked(SampleClass.AsGraded), new ExportOptions { Template = Encoding.UTF8.GetBytes(text), AssignmentId = "4321" });
        Assert.Equal(text.Replace("9.5,\n", FormattableString.Invariant($"9.5,{Marked.Submissions[0].Total:0.##}\n"), StringComparison.Ordinal), Encoding.UTF8.GetString(file.Bytes));
        Assert.Contains("--assignment-id", Assert.Throws<UsageException>(() => SampleClass.Export("canvas", Marked, new ExportOptions { Template = Encoding.UTF8.GetBytes(text) })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Blackboards_utf16_download_goes_back_in_utf16_with_tabs()
    {
        var all = SampleClass.Marked(SampleClass.From("blackboard"));
        var text = FormattableString.Invariant($"\"Last Name\"\t\"Username\"\t\"HW5 [Total Pts: {all.Max} Score] |123456\"\r\n") + "\"محمدی\"\t\"10001\"\t\"\"\r\n";
        byte[] template = [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)];
        var filled = SampleClass.Export("blackboard", all, new ExportOptions { Template = template }).Bytes;
        Assert.Equal(text.Replace("\"10001\"\t\"\"", FormattableString.Invariant($"\"10001\"\t\"{all.Submissions[0].Total:0.##}\""), StringComparison.Ordinal), Encoding.Unicode.GetString(filled[2..]));
        Assert.Throws<UsageException>(() => SampleClass.Export("blackboard", all));
    }

    [Fact]
    public void Brightspace_and_nbgrader_and_our_own_file_show_the_same_total()
    {
        var finals = Marked.Submissions.Where(it => it.Total is not null).ToDictionary(it => it.Id, it => Math.Round(it.Total!.Value, 2));
        var brightspace = Csv.Read(SampleClass.Text(SampleClass.Export("brightspace", Marked, new ExportOptions { Item = "HW5" })));
        Assert.Equal(["OrgDefinedId", "HW5 Points Grade", "End-of-Line Indicator"], brightspace[0]);
        Assert.Equal(finals.OrderBy(it => it.Key), brightspace.Skip(1).ToDictionary(row => row[0].TrimStart('#'), row => decimal.Parse(row[1], CultureInfo.InvariantCulture)).OrderBy(it => it.Key));
        Assert.All(brightspace.Skip(1), row => Assert.Equal("#", row[2]));

        var nbgrader = Csv.Read(SampleClass.Text(SampleClass.Export("nbgrader", Marked)));
        Assert.Equal("assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,max_score", string.Join(',', nbgrader[0]));
        Assert.Equal(finals.OrderBy(it => it.Key), nbgrader.Skip(1).Where(row => row[9].Length > 0).ToDictionary(row => row[3], row => decimal.Parse(row[9], CultureInfo.InvariantCulture)).OrderBy(it => it.Key));
        Assert.All(nbgrader.Skip(1).Where(row => row[9].Length > 0), row => Assert.Equal(Cell(row[7]) - Cell(row[8]), Cell(row[9])));
        Assert.Equal("4.2", nbgrader[3][8]);

        var own = Csv.Read(SampleClass.Text(SampleClass.Export("csv", Marked)).TrimStart('\uFEFF'));
        var (total, id) = (Array.IndexOf(own[0], "total"), Array.IndexOf(own[0], "student_id"));
        Assert.Equal(finals.OrderBy(it => it.Key), own.Skip(1).Where(row => row[total].Length > 0).ToDictionary(row => row[id], row => Cell(row[total])).OrderBy(it => it.Key));
    }

    private static decimal Cell(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^-?[0-9]+(?:\.[0-9]+)?")]
    private static partial Regex PhpFloat();
}

/// <summary>RFC 4180 as a consumer reads it, written apart from the code that writes.</summary>
internal static class Csv
{
    public static List<string[]> Read(string text, char separator = ',')
    {
        var (rows, row, cell, quoted) = (new List<string[]>(), new List<string>(), new StringBuilder(), false);
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (at + 1 < text.Length && text[at + 1] == '"') cell.Append(text[at++]);
                else quoted = false;
            }
            else if (c == '"') quoted = true;
            else if (c == separator) Cell();
            else if (c == '\n') Row();
            else if (c != '\r') cell.Append(c);
        }
        if (cell.Length > 0 || row.Count > 0) Row();
        return rows;

        void Cell()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }
        void Row()
        {
            Cell();
            rows.Add([.. row]);
            row.Clear();
        }
    }
}
