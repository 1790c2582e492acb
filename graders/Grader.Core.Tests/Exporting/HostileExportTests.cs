using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Grader.Core.Exporting;
using Grader.Core.Results;

namespace Grader.Core.Tests.Exporting;

/// <summary>Texts that mean something to a terminal, a spreadsheet, a browser or a runner of CI, in every place that a student can reach, through every writer.</summary>
public sealed partial class HostileExportTests
{
    private static readonly string[] Texts =
    [
        "=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "a,b;c\td\"e\"\r\nf,\"", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "]]>", "--><!--",
        "::error file=rubric.yaml::owned", "\n::set-output name=score::100\n::add-mask::5", "##[error]owned", "x ##[set-output name=a]b", "%0A::error::x", "| a | b |\n| --- | --- |", "`code` **bold** [x](javascript:alert(1)) @everyone #1",
        "\u001b[2J\u001b]0;owned\u0007", "\u202Egnp.exe\u202C", "\u2066x\u2069", "\0\u0001\uFFFE\uD800", "$(rm -rf /)`id`", "{{7*7}} ${7*7} %s %n", "[red]x[/] [[", "۱۲٫۵", "</details></div>", "```\nfence", "&lt;b&gt; &amp;",
    ];

    private static readonly string[] OurTags = ["<details>", "</details>", "<summary>", "</summary>", "<div dir=\"rtl\">", "</div>"];

    /// <summary>A student for each text, who wrote it wherever one can write.</summary>
    private static readonly ClassResult Hostile = ResultsReader.Read(ResultsJson.Write(new ClassResult
    {
        Homework = "hw", Grader = "0.1.0", Seed = 1, Isolation = "full", Max = 10,
        Submissions = [.. Texts.Select((text, at) => new SubmissionResult
        {
            Id = FormattableString.Invariant($"4025210{at:00}"), Name = text, Email = text, System = "moodle", Participant = FormattableString.Invariant($"{10_001 + at}"), Status = SubmissionStatus.Graded,
            Score = 4, Bonus = 0, Pending = 0, Max = 10, Late = null, Notes = [LocalizedText.Same(text)],
            Questions = [new QuestionResult("q1", 4, 0, 0, 10, [new PartResult("q1a", 4, 0, 0, 10,
            [
                Check("a", Verdict.Partial, 4, text), Check("b", Verdict.CompileError, 0, text),
            ])])],
        })],
    }));

    private static CheckResult Check(string id, Verdict verdict, decimal score, string text) => new()
    {
        Id = id, Kind = "tensor", Verdict = verdict, Score = score, Pending = 0, Max = 5, Bonus = false, Mistake = null, Feedback = LocalizedText.Same(text),
        Evidence = new Evidence { Case = text, Expected = text, Actual = text, Detail = text, SourceLine = text, Output = text, Given = text, At = $"{text}:3:7" },
    };

    private static byte[] Export(ExportFormat format, ClassResult result, string language = "en")
    {
        var template = format.Name switch
        {
            "moodle" => "Identifier,Full name,Grade,Maximum grade,Feedback comments\r\n" + string.Concat(result.Submissions.Select(it => $"Participant {it.Participant},x,,10.00,\r\n")),
            "blackboard" => "Username\tHW |123\r\n" + string.Concat(result.Submissions.Select(it => $"{it.Id}\t\r\n")),
            _ => null,
        };
        return format.Write(new ExportInput(result, result.Submissions, new ExportOptions { Language = language, AssignmentId = format.Name == "canvas" ? "7" : null, Template = template is null ? null : Encoding.UTF8.GetBytes(template) })).Bytes;
    }

    private static IEnumerable<(ExportFormat Format, byte[] Bytes)> All() => ExportFormats.All.SelectMany(format =>
        format.PerStudent ? Hostile.Submissions.Select(it => (format, Export(format, Hostile with { Submissions = [it] }))) : [(format, Export(format, Hostile))]);

    [Fact]
    public void Nothing_gets_out_that_a_terminal_or_a_reader_of_xml_would_obey()
    {
        foreach (var (format, bytes) in All().Where(it => !it.Format.Binary))
        {
            var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
            Assert.DoesNotContain(text, c => (char.IsControl(c) && c is not ('\n' or '\r' or '\t')) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFFFE');
            if (format.FileName.EndsWith(".json", StringComparison.Ordinal) || format.FileName.EndsWith(".sarif", StringComparison.Ordinal)) JsonDocument.Parse(bytes).Dispose();
            if (format.FileName.EndsWith(".xml", StringComparison.Ordinal)) JUnitSchema.Read(bytes, strict: format.Name == "junit-strict");
        }
    }

    [Fact]
    public void No_column_is_shifted_and_no_cell_is_a_formula()
    {
        foreach (var name in new[] { "csv", "moodle", "canvas", "brightspace", "blackboard", "nbgrader" })
        {
            var rows = Csv.Read(Encoding.UTF8.GetString(Export(ExportFormats.Find(name), Hostile)).TrimStart('\uFEFF'), name == "blackboard" ? '\t' : ',');
            Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
            Assert.True(rows.Count >= Hostile.Submissions.Length + 1, $"{name} lost rows");
            Assert.DoesNotContain(rows.SelectMany(row => row), cell => cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '＝');
        }
    }

    [Fact]
    public void No_annotation_is_forged_whatever_a_message_holds()
    {
        foreach (var it in Hostile.Submissions)
        {
            var lines = Encoding.UTF8.GetString(Export(ExportFormats.Find("github"), Hostile with { Submissions = [it] })).Split('\n');
            // Two findings and the total, as for a student who wrote nothing of the kind.
            Assert.Equal(3, lines.Count(line => line.TrimStart().StartsWith("::", StringComparison.Ordinal)));
            Assert.DoesNotContain(lines, line => !line.StartsWith("::", StringComparison.Ordinal) && line.Contains("##[", StringComparison.Ordinal));
            Assert.All(lines.Where(line => line.StartsWith("::", StringComparison.Ordinal)), line => Assert.Matches(@"^::(error|warning|notice) (file=[^,:]+,line=[0-9]+,col=[0-9]+,)?title=[^,:]*::", line));
            Assert.Single(Encoding.UTF8.GetString(Export(ExportFormats.Find("classroom"), Hostile with { Submissions = [it] })).TrimEnd('\n').Split('\n'));
        }
    }

    [Fact]
    public void No_markup_and_no_table_row_of_a_student_reaches_a_summary()
    {
        var summary = Encoding.UTF8.GetString(Export(ExportFormats.Find("github-summary"), Hostile, "fa"));
        Assert.All(Tag().Matches(summary).Select(it => it.Value), tag => Assert.Contains(tag, OurTags));
        Assert.Equal((Hostile.Submissions.Length, Hostile.Submissions.Length), (Regex.Count(summary, "</details>"), Regex.Count(summary, "</div>")));
        foreach (var line in summary.Split('\n').Where(line => line.StartsWith('|')))
            Assert.Equal(5, Bar().Count(line));
        Assert.DoesNotContain("@everyone", summary, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?<!\\)\]\(", summary);
    }

    [Fact]
    public void The_names_in_a_zip_lead_nowhere()
    {
        using var zip = new ZipArchive(new MemoryStream(Export(ExportFormats.Find("moodle-feedback"), Hostile)));
        Assert.All(zip.Entries, it => Assert.Matches(@"^[\p{L}\p{Nd} \u200C]+_[0-9]+_assignsubmission_file/feedback\.md$", it.FullName));
    }

    [Fact]
    public void Every_file_is_the_same_under_any_culture()
    {
        var before = All().Select(it => it.Bytes).ToList();
        foreach (var culture in new[] { "fa-IR", "tr-TR" })
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
            Assert.All(All().Zip(before), it => Assert.Equal(it.Second, it.First.Bytes));
        }
    }

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    /// <summary>A bar that is not escaped.</summary>
    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();
}
