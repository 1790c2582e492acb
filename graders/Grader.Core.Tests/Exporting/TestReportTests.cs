using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Grader.Core.Exporting;
using Grader.Core.Results;
using Grader.Testing;

namespace Grader.Core.Tests.Exporting;

/// <summary>The files that services and CI read, by the rules of their readers, with the one total in each.</summary>
public sealed class TestReportTests
{
    private static readonly ClassResult Marked = SampleClass.Marked(SampleClass.AsGraded);

    public static TheoryData<string> Cultures => new("", "fa-IR", "tr-TR");

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

/// <summary>The schema of Jenkins's xunit plugin (junit-10.xsd) in our own words; what GitLab and others read besides is allowed where it is not strict.</summary>
internal static class JUnitSchema
{
    private const string Text = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:complexType name="detail" mixed="true"><xs:attribute name="message"/><xs:attribute name="type"/></xs:complexType>
          <xs:complexType name="properties"><xs:sequence><xs:element name="property" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
            <xs:attribute name="name" use="required"/><xs:attribute name="value" use="required"/></xs:complexType></xs:element></xs:sequence></xs:complexType>
          <xs:simpleType name="seconds"><xs:restriction base="xs:string"><xs:pattern value="[0-9]+(\.[0-9]+)?"/></xs:restriction></xs:simpleType>
          <xs:element name="testsuites"><xs:complexType>
            <xs:sequence><xs:element name="testsuite" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
              <xs:choice minOccurs="0" maxOccurs="unbounded">
                <xs:element name="properties" type="properties"/>
                <xs:element name="testcase"><xs:complexType>
                  <xs:choice minOccurs="0" maxOccurs="unbounded">
                    LOOSE-ELEMENT
                    <xs:element name="skipped" type="detail"/><xs:element name="error" type="detail"/><xs:element name="failure" type="detail"/>
                    <xs:element name="system-out" type="xs:string"/><xs:element name="system-err" type="xs:string"/>
                  </xs:choice>
                  <xs:attribute name="name" use="required"/><xs:attribute name="time" type="seconds"/><xs:attribute name="classname"/><xs:attribute name="group"/>
                  LOOSE-ATTRIBUTE
                </xs:complexType></xs:element>
              </xs:choice>
              <xs:attribute name="name" use="required"/><xs:attribute name="tests" type="xs:int" use="required"/><xs:attribute name="failures" type="xs:int" use="required"/>
              <xs:attribute name="errors" type="xs:int" use="required"/><xs:attribute name="skipped" type="xs:int"/><xs:attribute name="time" type="seconds"/>
            </xs:complexType></xs:element></xs:sequence>
            <xs:attribute name="name"/>
          </xs:complexType></xs:element>
        </xs:schema>
        """;

    public static XDocument Read(byte[] xml, bool strict)
    {
        var schema = Text.Replace("LOOSE-ELEMENT", strict ? "" : """<xs:element name="properties" type="properties"/>""", StringComparison.Ordinal)
            .Replace("LOOSE-ATTRIBUTE", strict ? "" : """<xs:attribute name="file"/><xs:attribute name="line" type="xs:int"/>""", StringComparison.Ordinal);
        var schemas = new XmlSchemaSet();
        using var reader = XmlReader.Create(new StringReader(schema));
        schemas.Add(null, reader);
        using var stream = new MemoryStream(xml);
        var document = XDocument.Load(stream);
        document.Validate(schemas, (_, fault) => Assert.Fail(fault.Message));
        return document;
    }
}
