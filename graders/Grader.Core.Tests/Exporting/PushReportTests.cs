using System.Xml.Linq;
using Grader.Core.Exporting;

namespace Grader.Core.Tests.Exporting;

public sealed class PushReportTests
{
    private static readonly string[] Hostile = ["::error file=q2.csx::forged", "a%0A::error::b", "x,y:z", "a\nb\r\n::add-mask::c", "<script>alert(1)</script>", "| a | `b` | [c](https://evil.example) |", "\u001B[31mred\u0000", "\u202Ereversed", "]]>&<![CDATA[", "@everyone #1 $x$"];

    [Fact]
    public void An_annotation_stands_at_its_line_and_escapes_what_would_end_it()
    {
        var line = GitHubCommands.Annotations([Line("100 % wrong,\nreally: yes", "a,b:c.csx")]).TrimEnd('\n');
        Assert.Equal("::error file=a%2Cb%3Ac.csx,line=14,endLine=14,col=5,title=q2b.direct 0/2::100 %25 wrong,%0Areally: yes", line);
    }

    [Fact]
    public void Ten_annotations_are_shown_and_the_tenth_counts_the_rest()
    {
        var lines = GitHubCommands.Annotations([.. Enumerable.Range(1, 14).Select(it => Line("wrong", "q2.csx") with { Max = it })]).TrimEnd('\n').Split('\n');
        Assert.Equal(10, lines.Length);
        Assert.Contains("0/14", lines[0], StringComparison.Ordinal); // the worst first
        Assert.Equal("::error title=More::5 more are in the summary", lines[9]);
    }

    [Fact]
    public void No_text_of_a_stranger_makes_a_command_or_a_line_of_its_own()
    {
        foreach (var text in Hostile)
        {
            var annotation = GitHubCommands.Annotations([Line(text, text)]);
            Assert.Single(annotation.TrimEnd('\n').Split('\n'));
            var quoted = GitHubCommands.Quoted(text).TrimEnd('\n').Split('\n');
            var word = quoted[0]["::stop-commands::".Length..];
            Assert.Equal((32, $"::{word}::"), (word.Length, quoted[^1]));
            Assert.DoesNotContain('\u001B', annotation);
        }
    }

    [Fact]
    public void Two_runs_never_stop_commands_by_the_same_word() => Assert.NotEqual(GitHubCommands.Quoted("x"), GitHubCommands.Quoted("x"));

    [Fact]
    public void A_summary_shows_hostile_text_as_text()
    {
        foreach (var text in Hostile)
        {
            var summary = GitHubSummary.Write(text, [Line(text, "q2.csx")], text, rightToLeft: false);
            Assert.Equal(7, summary.TrimEnd('\n').Split('\n').Length);
            foreach (var markup in new[] { "<script", "](", "https://", "`", "@everyone" }) Assert.DoesNotContain(markup, summary, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_summary_stays_below_the_limit_at_which_it_would_be_dropped() =>
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(GitHubSummary.Write("hw", [.. Enumerable.Repeat(Line(new string('ی', 1900), "q2.csx"), 500)], "end", rightToLeft: true)) < 1024 << 10);

    [Fact]
    public void JUnit_says_failure_error_and_skipped_apart_with_the_text_inside()
    {
        TestLine[] tests = [Line("right", "q2.csx") with { State = TestState.Passed, Score = 2 }, Line("wrong", "q2.csx"), Line("boom", "q2.csx") with { State = TestState.Error, Verdict = "crash" }, Line("waits", "answers.yaml") with { State = TestState.Skipped }, .. Hostile.Select(it => Line(it, it))];
        var suite = XDocument.Parse(JUnitXml.Write("hw5", [("99521234", tests)])).Root!.Element("testsuite")!;
        Assert.Equal(("99521234", "14", "11", "1", "1"), ((string)suite.Attribute("name")!, (string)suite.Attribute("tests")!, (string)suite.Attribute("failures")!, (string)suite.Attribute("errors")!, (string)suite.Attribute("skipped")!));
        var cases = suite.Elements("testcase").ToList();
        Assert.Equal("wrong\nthe case", cases[1].Element("failure")!.Value);
        Assert.Equal(("crash", "0/2: boom"), ((string)cases[2].Element("error")!.Attribute("type")!, (string)cases[2].Element("error")!.Attribute("message")!));
        Assert.Equal("waits", (string)cases[3].Element("skipped")!.Attribute("message")!);
        Assert.Equal(("q2", "14", "0.250"), ((string)cases[0].Attribute("classname")!, (string)cases[0].Attribute("line")!, (string)cases[0].Attribute("time")!));
    }

    private static TestLine Line(string message, string file) => new("q2", "q2b.direct", "", TestState.Failed, "wrong", message, message is "wrong" ? "the case" : "", file, 14, 5, 0.25, 0, 2);
}
