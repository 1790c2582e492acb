using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Grader.Core.Exporting;
using Grader.Core.Results;

namespace Grader.Core.Tests.Exporting;

/// <summary>The files of services that take scores, by the rules of their readers, with the one total in each.</summary>
public sealed class PlatformExportTests
{
    private static readonly ClassResult Marked = SampleClass.Marked(SampleClass.AsGraded);

    private static JsonElement Parse(byte[] json) => JsonDocument.Parse(json).RootElement;

    private static decimal Sum(JsonElement tests, string name) => tests.EnumerateArray().Sum(it => it.TryGetProperty(name, out var value) ? value.GetDecimal() : 0);

    [Fact]
    public void Gradescope_takes_every_submission_with_the_total_on_top_and_no_score_for_what_waits()
    {
        const string Shape = """
            score number required
            execution_time number
            output string
            output_format 'text/html/simple_format/md/ansi'
            test_output_format 'text/html/simple_format/md/ansi'
            test_name_format 'text/html/simple_format/md/ansi'
            visibility 'visible/hidden/after_due_date/after_published'
            stdout_visibility 'visible/hidden/after_due_date/after_published'
            extra_data any
            tests array
            tests[] object
            tests[].name string
            tests[].name_format 'text/html/simple_format/md/ansi'
            tests[].number string
            tests[].score number
            tests[].max_score number
            tests[].status 'passed/failed'
            tests[].visibility 'visible/hidden/after_due_date/after_published'
            tests[].output string
            tests[].tags array
            tests[].tags[] string
            tests[].extra_data any
            """;
        foreach (var it in SampleClass.AsGraded.Submissions.Concat(Marked.Submissions).Where(it => it.Total is not null))
        {
            var json = SampleClass.Export("gradescope", SampleClass.Only(Marked, it)).Bytes;
            JsonShape.Check(Shape, json);
            Assert.Equal(it.Total, Parse(json).GetProperty("score").GetDecimal());
            Assert.Equal(it.Total, Sum(Parse(json).GetProperty("tests"), "score"));
            Assert.Equal(it.Checks.Count(pair => pair.Check.Pending > 0), Parse(json).GetProperty("tests").EnumerateArray().Count(test => !test.TryGetProperty("score", out _)));
        }
        var (open, hides) = (SampleClass.Invented, SampleClass.Invented.Submissions[0].Questions[0]);
        Assert.Equal("4.95 of 12 so far; 2 points wait for a person.", Output(open));
        var part = hides.Parts[0] with { Checks = hides.Parts[0].Checks.SetItem(1, hides.Parts[0].Checks[1] with { Visibility = Visibility.Hidden }) };
        var hidden = SampleClass.Only(open, open.Submissions[0] with { Questions = [hides with { Parts = hides.Parts.SetItem(0, part) }] });
        Assert.Equal("Public checks: 3.45 points; 2 wait for a person.", Output(hidden));
        Assert.DoesNotContain("-0.5\n", SampleClass.Text(SampleClass.Export("gradescope", hidden)), StringComparison.Ordinal);

        static string Output(ClassResult result) => Parse(SampleClass.Export("gradescope", result).Bytes).GetProperty("output").GetString()!.Split('\n')[0];
    }

    [Theory]
    [InlineData("gradescope")]
    [InlineData("classroom")]
    [InlineData("classroom50")]
    public void What_would_read_as_zero_is_not_written_for_an_ungraded_submission(string format) =>
        Assert.Throws<UngradedException>(() => SampleClass.Export(format, SampleClass.Only(Marked, Marked.Submissions[3])));

    [Fact]
    public void Classroom_gets_the_total_as_a_sum_in_base64_and_hears_of_what_waits()
    {
        const string Shape = """
            version integer required
            status 'pass/fail/error' required
            max_score number required
            tests array required
            tests[] object
            tests[].name text required
            tests[].status 'pass/fail/error' required
            tests[].score number required
            tests[].message string|null
            tests[].test_code string
            tests[].filename string
            tests[].line_no integer
            tests[].execution_time number
            """;
        foreach (var it in SampleClass.AsGraded.Submissions.Concat(Marked.Submissions).Where(it => it.Total is not null))
        {
            var file = SampleClass.Export("classroom", SampleClass.Only(Marked, it));
            var line = SampleClass.Text(file);
            Assert.StartsWith("result=", line, StringComparison.Ordinal);
            Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
            var json = Convert.FromBase64String(line["result=".Length..].Trim());
            JsonShape.Check(Shape, json);
            Assert.Equal(it.Total, Sum(Parse(json).GetProperty("tests"), "score"));
            Assert.Equal(it.Status == SubmissionStatus.Pending, file.Warnings.Length == 1);
        }
    }

    [Fact]
    public void Classroom_50_gets_hundredths_of_points()
    {
        const string Shape = """
            schema 'classroom50/result/v1' required
            classroom string required
            assignment string required
            submission string required
            commit string required
            release string required
            review string required
            datetime string required
            score integer required
            max-score integer required
            pending integer
            tests array required
            tests[] object
            tests[].test-name text required
            tests[].passed boolean required
            tests[].score integer required
            tests[].max-score integer required
            tests[].pending integer
            tests[].message string
            """;
        var options = new ExportOptions { Environment = new Dictionary<string, string> { ["CLASSROOM"] = "dl", ["SUBMISSION_TAG"] = "submit/2026-06-01T14-32-05Z-a1b2c3d" }.ToImmutableDictionary() };
        foreach (var it in Marked.Submissions.Where(it => it.Total is not null))
        {
            var json = SampleClass.Export("classroom50", SampleClass.Only(Marked, it), options).Bytes;
            JsonShape.Check(Shape, json);
            Assert.Equal(it.Total * 100, Parse(json).GetProperty("score").GetInt64());
            Assert.Equal("2026-06-01T14:32:05Z", Parse(json).GetProperty("datetime").GetString());
        }
    }

    [Fact]
    public void PrairieLearn_gets_a_share_of_what_is_graded_and_no_attempt_is_lost_by_our_fault()
    {
        const string Shape = """
            gradable boolean required
            score number
            message string
            format_errors array
            format_errors[] string
            tests array
            tests[] object
            tests[].name text required
            tests[].points number
            tests[].max_points number
            tests[].message string
            """;
        foreach (var it in SampleClass.AsGraded.Submissions.Concat(Marked.Submissions))
        {
            var json = SampleClass.Export("prairielearn", SampleClass.Only(Marked, it)).Bytes;
            JsonShape.Check(Shape, json);
            Assert.Equal(it.Total is not null, Parse(json).GetProperty("gradable").GetBoolean());
            Assert.InRange(json.Length, 1, 1 << 20);
            if (it.Total is not { } total) Assert.False(Parse(json).TryGetProperty("score", out _));
            else Assert.Equal(Math.Round(total / (it.Max - it.Pending), 6), Parse(json).GetProperty("score").GetDecimal());
        }
    }

    [Fact]
    public void Exercism_gets_a_status_for_each_check()
    {
        const string Shape = """
            version integer required
            status 'pass/fail/error' required
            message string
            tests array
            tests[] object
            tests[].name text required
            tests[].status 'pass/fail/error' required
            tests[].message string
            """;
        foreach (var it in Marked.Submissions) JsonShape.Check(Shape, SampleClass.Export("exercism", SampleClass.Only(Marked, it)).Bytes);
    }
}
