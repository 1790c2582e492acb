using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Grader.Core.Exporting;
using Grader.Core.Results;
using Grader.Testing;

namespace Grader.Core.Tests.Exporting;

/// <summary>The files that CI reads as reports of tests, by the rules of their readers.</summary>
public sealed class TestReportTests
{
    private static readonly ClassResult Marked = SampleClass.Marked(SampleClass.AsGraded);

    private static JsonElement Parse(byte[] json) => JsonDocument.Parse(json).RootElement;

    [Fact]
    public void Ctrf_fits_its_schema_and_counts_what_it_lists()
    {
        const string Shape = """
            reportFormat 'CTRF' required
            specVersion '1.0.0' required
            generatedBy string
            results object required
            results.tool object required
            results.tool.name text required
            results.tool.version string
            results.summary object required
            results.summary.tests integer required
            results.summary.passed integer required
            results.summary.failed integer required
            results.summary.skipped integer required
            results.summary.pending integer required
            results.summary.other integer required
            results.summary.start integer required
            results.summary.stop integer required
            results.summary.extra any
            results.tests array required
            results.tests[] object
            results.tests[].name text required
            results.tests[].status 'passed/failed/skipped/pending/other' required
            results.tests[].duration integer required
            results.tests[].message string
            results.tests[].rawStatus string
            results.tests[].suite array
            results.tests[].suite[] string
            results.tests[].filePath string
            results.tests[].line integer
            results.tests[].snippet string
            results.tests[].extra any
            """;
        foreach (var all in new[] { SampleClass.AsGraded, Marked })
        {
            var json = SampleClass.Export("ctrf", all).Bytes;
            JsonShape.Check(Shape, json);
            var results = Parse(json).GetProperty("results");
            var tests = results.GetProperty("tests").EnumerateArray().ToList();
            Assert.Equal(tests.Count, results.GetProperty("summary").GetProperty("tests").GetInt32());
            foreach (var status in new[] { "passed", "failed", "skipped", "pending", "other" })
                Assert.Equal(tests.Count(it => it.GetProperty("status").GetString() == status), results.GetProperty("summary").GetProperty(status).GetInt32());
            foreach (var it in all.Submissions.Where(it => it.Total is not null))
                Assert.Equal(it.Total, tests.Where(test => test.GetProperty("suite")[0].GetString() == it.Id).Sum(test => test.GetProperty("extra").GetProperty("score").GetDecimal()));
            Assert.Equal(all.Submissions.SelectMany(it => it.Checks).Count(it => it.Check.Pending > 0), tests.Count(it => it.GetProperty("status").GetString() == "pending"));
        }
    }

    [Fact]
    public void Sarif_names_each_finding_once_at_its_place()
    {
        const string Shape = """
            $schema string required
            version '2.1.0' required
            runs array required
            runs[] object
            runs[].tool object required
            runs[].tool.driver object required
            runs[].tool.driver.name text required
            runs[].tool.driver.version string
            runs[].tool.driver.rules array
            runs[].tool.driver.rules[] object
            runs[].tool.driver.rules[].id text required
            runs[].tool.driver.rules[].shortDescription object
            runs[].tool.driver.rules[].shortDescription.text text required
            runs[].columnKind 'utf16CodeUnits/unicodeCodePoints'
            runs[].results array
            runs[].results[] object
            runs[].results[].ruleId string
            runs[].results[].level 'none/note/warning/error'
            runs[].results[].message object required
            runs[].results[].message.text text required
            runs[].results[].locations array
            runs[].results[].locations[] object
            runs[].results[].locations[].physicalLocation object
            runs[].results[].locations[].physicalLocation.artifactLocation object
            runs[].results[].locations[].physicalLocation.artifactLocation.uri text
            runs[].results[].locations[].physicalLocation.region object
            runs[].results[].locations[].physicalLocation.region.startLine integer
            runs[].results[].locations[].physicalLocation.region.startColumn integer
            """;
        var json = SampleClass.Export("sarif", SampleClass.AsGraded).Bytes;
        JsonShape.Check(Shape, json);
        var results = Parse(json).GetProperty("runs")[0].GetProperty("results").EnumerateArray().ToList();
        // Three checks fall with one missing semicolon.
        Assert.Single(results, it => it.GetProperty("ruleId").GetString() == "CS1002");
        Assert.All(results, it => Assert.True(Uri.TryCreate(it.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString(), UriKind.Relative, out _)));
    }

    [Theory]
    [InlineData("junit")]
    [InlineData("junit-strict")]
    public void JUnit_fits_its_schema_and_shows_every_check_with_its_points(string format)
    {
        foreach (var all in new[] { SampleClass.AsGraded, Marked })
        {
            var document = JUnitSchema.Read(SampleClass.Export(format, all).Bytes, strict: format == "junit-strict");
            foreach (var it in all.Submissions)
            {
                var suite = Assert.Single(document.Descendants("testsuite"), suite => suite.Attribute("name")!.Value == it.Id);
                var cases = suite.Elements("testcase").ToList();
                int Count(string element) => cases.Count(one => one.Element(element) is not null);
                Assert.Equal((cases.Count, Count("failure"), Count("error"), Count("skipped")), (Number(suite, "tests"), Number(suite, "failures"), Number(suite, "errors"), Number(suite, "skipped")));
                Assert.Equal(cases.Count, cases.Select(one => (one.Attribute("classname")!.Value, one.Attribute("name")!.Value)).Distinct().Count());
                string Property(XElement element, string name) => element.Element("properties")!.Elements("property").Single(one => one.Attribute("name")!.Value == name).Attribute("value")!.Value;
                Assert.Equal(it.Total is { } total ? GradesCsv.Number(total) : "ungraded", Property(suite, "total"));
                Assert.Equal(it.Checks.Count(pair => pair.Check.Pending > 0 || pair.Check.Verdict == Verdict.Skipped), Count("skipped"));
                if (format == "junit" && it.Total is not null) Assert.Equal(it.Total, cases.Sum(one => decimal.Parse(Property(one, "score"), CultureInfo.InvariantCulture)));
            }
        }
    }

    private static int Number(XElement element, string name) => int.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    [Fact]
    public void GitHub_gets_at_most_ten_annotations_of_a_level_and_every_finding_as_a_line()
    {
        foreach (var it in SampleClass.AsGraded.Submissions.Concat(Marked.Submissions))
        {
            var lines = SampleClass.Text(SampleClass.Export("github", SampleClass.Only(Marked, it))).TrimEnd('\n').Split('\n');
            foreach (var level in new[] { "error", "warning", "notice" }) Assert.InRange(lines.Count(line => line.StartsWith($"::{level}", StringComparison.Ordinal) && !line.Contains("title=grader", StringComparison.Ordinal)), 0, 10);
            Assert.Contains(lines, line => line.Contains(it.Total is { } total ? $"{GradesCsv.Number(total)} of {GradesCsv.Number(it.Max)}" : "Not graded", StringComparison.Ordinal));
            Assert.Equal(ExportLines.Of(it, "en").Count(line => line.Outcome is not (LineOutcome.Passed or LineOutcome.Skipped)), lines.Count(line => !line.StartsWith("::", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task The_files_of_one_student_look_as_they_are_meant_to()
    {
        var text = new StringBuilder();
        var one = SampleClass.Invented;
        foreach (var format in new[] { "gradescope", "github", "github-summary", "junit", "sarif" }) text.Append("==== ").Append(format).Append('\n').Append(SampleClass.Text(SampleClass.Export(format, one)));
        text.Append("==== github-summary in Persian\n").Append(SampleClass.Text(SampleClass.Export("github-summary", one, new ExportOptions { Language = "fa" })));
        await Snapshot.MatchAsync(text.ToString(), "one-student");
    }

    [Fact]
    public void A_summary_of_a_large_class_stops_below_the_limit_and_says_so()
    {
        var many = SampleClass.AsGraded with { Submissions = [.. Enumerable.Range(0, 40).SelectMany(round => SampleClass.AsGraded.Submissions.Select(it => it with { Id = FormattableString.Invariant($"{it.Id}-{round}") }))] };
        var file = SampleClass.Export("github-summary", many);
        Assert.InRange(file.Bytes.Length, 100_000, 910 * 1024);
        Assert.Single(file.Warnings);
    }

    [Fact]
    public void Every_format_says_in_both_languages_what_it_carries_and_what_it_cannot()
    {
        Assert.Equal(ExportFormats.All.Length, ExportFormats.All.Select(it => it.Name).Distinct().Count());
        Assert.All(ExportFormats.All, it =>
        {
            Assert.Contains("ending", it.Cannot.En, StringComparison.Ordinal);
            Assert.Contains("در انتظار", it.Cannot.Fa, StringComparison.Ordinal);
            Assert.False(it.Carries.Fa == it.Carries.En);
        });
    }
}
