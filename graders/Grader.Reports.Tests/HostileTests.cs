using System.Globalization;
using System.Text.RegularExpressions;
using Grader.Core;
using Grader.Core.Reports;
using Grader.Core.Results;

namespace Grader.Reports.Tests;

/// <summary>A stranger's text in every place that a student or a TA can fill, through every writer.</summary>
public sealed partial class HostileTests(Browser browser) : IClassFixture<Browser>
{
    private const string Markup = "</code></pre></script><script>window.pwned=1</script><img src=x onerror=\"window.pwned=1\"><a href='javascript:pwned=1'>x</a>&lt;b&gt; \" ' ` --> ]]> {{7*7}} ${7*7}";
    private const string Directions = "abc\u202Edef\u2066ghi\u0007\u001B[31m\uD800 \u0000 نام [0, 1] | x";
    private const string Forged = "::error file=a::forged\n## forged heading\n| forged | row |\n```\n<div>\n[x](http://evil.example/) http://evil.example @everyone $$x$$";
    private static readonly string[] Texts = [Markup, Directions, Forged, "=cmd|' /C calc'!A0", new string('ی', 3000), new string('w', 3000), "\\frac{\\frac{\\frac", "\\text{<script>pwned=1</script>}"];

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public async Task Nothing_of_it_runs_leaves_the_page_or_becomes_markup(string language)
    {
        var folder = Directory.CreateTempSubdirectory("grader-hostile").FullName;
        var result = Class();
        await ReportFiles.WriteAsync(folder, result, null, language, CancellationToken.None);
        foreach (var it in result.Submissions)
        {
            await using var open = await browser.OpenAsync(Path.Combine(folder, "students", it.Id, "report.html"), 390);
            Assert.Equal("undefined 0 0 0", await open.Page.EvaluateAsync<string>("() => [typeof window.pwned, document.querySelectorAll('main script, main img, main iframe, main div[onclick]').length, [...document.querySelectorAll('main *')].filter(it => [...it.attributes].some(a => a.name.startsWith('on'))).length, [...document.querySelectorAll('a')].filter(it => !/^(#|[\\w.%-]+(\\.html|\\.csx)(#.*)?$)/.test(it.getAttribute('href'))).length].join(' ')"));
            Assert.Equal("", await open.Page.EvaluateAsync<string>(Scripts.Overflow));
            Assert.Empty(open.Complaints);
            Assert.DoesNotContain(await File.ReadAllTextAsync(Path.Combine(folder, "students", it.Id, "report.html")), letter => letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u001B' or '\0');
        }
        await using var whole = await browser.OpenAsync(Path.Combine(folder, "report.html"), 390);
        Assert.Equal("undefined", await whole.Page.EvaluateAsync<string>("() => typeof window.pwned"));
        Assert.Equal("1", await whole.Page.EvaluateAsync<string>("() => '' + new Set([...document.querySelectorAll('table.sortable tr')].map(it => it.cells.length)).size"));
        Assert.Equal("", await whole.Page.EvaluateAsync<string>(Scripts.Overflow));
        Assert.Empty(whole.Complaints);
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fa")]
    public void Of_it_Markdown_makes_no_heading_row_link_or_element(string language)
    {
        foreach (var it in Class().Submissions)
        {
            var outside = Fenced().Replace(FeedbackMarkdown.Render(Class(), it, language), "");
            Assert.DoesNotContain("forged heading", Headings().Matches(outside).Select(match => match.Value));
            Assert.DoesNotMatch(@"(?m)^\s*\| forged", outside);
            Assert.DoesNotMatch(@"<(?!div dir=""rtl"">|/div>)[a-zA-Z/!]", Spans().Replace(outside, ""));
            Assert.DoesNotMatch(@"(?<!\\)\]\(|https?://|(?<!&#64;)@everyone", Spans().Replace(outside, ""));
            Assert.DoesNotMatch("(?m)^::", outside);
        }
    }

    [Fact]
    public void Reports_are_the_same_bytes_under_any_culture()
    {
        var result = Class();
        string All() => string.Concat(result.Submissions.Select(it => StudentReport.Render(result, it, "fa") + FeedbackMarkdown.Render(result, it, "en"))) + ClassReport.Render(result, null, "fa");
        var before = CultureInfo.CurrentCulture;
        var expected = All();
        try
        {
            foreach (var culture in new[] { "fa-IR", "tr-TR", "de-DE" })
            {
                CultureInfo.CurrentCulture = new CultureInfo(culture);
                Assert.Equal(expected, All());
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static ClassResult Class() => new()
    {
        Homework = "hostile", Grader = "0", Seed = 1, Isolation = "reduced", Max = 10, Title = LocalizedText.Same(Markup),
        Sheet = [new QuestionSheet("q1", LocalizedText.Same(Markup), LocalizedText.Same(Forged), [new PartSheet("q1a", LocalizedText.Same(Markup), LocalizedText.Same(Markup), Markup, [new CheckSheet("a", LocalizedText.Same(Markup), Markup)])])],
        Submissions = [.. Texts.Select((text, i) => Submission(string.Create(CultureInfo.InvariantCulture, $"s{i}"), text))],
    };

    private static SubmissionResult Submission(string id, string text)
    {
        var check = new CheckResult
        {
            Id = "a", Kind = "tensor", Verdict = Verdict.Wrong, Score = 1.5m, Pending = 0, Max = 10, Bonus = false, Mistake = null, Feedback = LocalizedText.Same(text),
            Evidence = new Evidence
            {
                Case = text, CasesPassed = 1, CasesRun = 2, Value = text, Index = text, Expected = text, Actual = text, LargestAbsolute = text, LargestRelative = text, Map = text, At = text, SourceLine = text, Detail = text, Output = text, Given = text,
                Entries = [new EntryPair(text, text, text, true)], EntriesInAll = 99, Excerpt = new SourceExcerpt(text, 1, 2, 3, 900, [text, text, text]),
            },
        };
        CheckResult[] checks = [check, check with { Id = "b", Evidence = check.Evidence with { Entries = [], Excerpt = null } }, check with { Id = "c", Mistake = text, Verdict = Verdict.Forbidden }, check with { Id = "d", Verdict = Verdict.NeedsReview, Pending = 1 }];
        return new SubmissionResult
        {
            Id = id, Name = text, Status = SubmissionStatus.Graded, Score = 1.5m, Bonus = 0, Pending = 0, Max = 10, Late = null, Notes = [LocalizedText.Same(text)], Files = [new FileDigest(text, "0")],
            Questions = [new QuestionResult("q1", 1.5m, 0, 0, 10, [new PartResult("q1a", 1.5m, 0, 0, 10, [.. checks])])],
        };
    }

    [GeneratedRegex("(?ms)^  (`{3,})text\n.*?^  \\1$")]
    private static partial Regex Fenced();

    [GeneratedRegex("(?m)^#+ .*$")]
    private static partial Regex Headings();

    [GeneratedRegex("(`+) .*? \\1")]
    private static partial Regex Spans();
}
