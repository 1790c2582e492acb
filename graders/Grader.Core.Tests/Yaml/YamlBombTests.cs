using System.Diagnostics;
using System.Text;
using Grader.Core.Answers;
using Grader.Core.Rubrics;
using Grader.Core.Yaml;

namespace Grader.Core.Tests.Yaml;

/// <summary>Small files that are meant to become large, deep or endless: each is a sentence, soon.</summary>
public sealed class YamlBombTests
{
    private const int Mebi = 1 << 20;

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();

    private static string Lines(int count, Func<int, string> line) => string.Join('\n', Enumerable.Range(0, count).Select(line));

    public static TheoryData<string, string> Bombs { get; } = new()
    {
        { "a billion laughs", "a: &a [x,x]\n" + Lines(30, i => $"{(char)('b' + i)}: &{(char)('b' + i)} [*{(char)('a' + i)},*{(char)('a' + i)}]") },
        { "an alias to itself", "a: &a [*a]" },
        { "a merge key", "a: &a { b: 1 }\nc: { <<: *a }" },
        { "lists in lists", Repeat("[", 10_000) },
        { "closed lists in lists", Repeat("[", 10_000) + Repeat("]", 10_000) },
        { "maps in maps", Repeat("{a: ", 10_000) },
        { "lists on one line", Repeat("- ", 10_000) + "x" },
        { "keys on one line", Repeat("? ", 10_000) + "x" },
        { "maps by indentation", Lines(1_400, i => new string(' ', i) + "a:") },
        { "lists by the mebibyte", Repeat("[", Mebi) },
        { "anchors without end", Repeat("&a ", 10_000) },
        { "tags without end", Repeat("!a ", 10_000) },
        { "documents without end", Repeat("---\n", 100_000) },
        { "a million values", "a: [" + Repeat("1,", 500_000) + "1]" },
        { "more keys than we read", Lines(100_000, i => $"{i}:") },
        { "a million equal keys", Repeat("a:\n", 349_000) },
        { "more than a mebibyte", "a: " + new string('x', Mebi) },
        { "an open quote", "a: \"" + new string('x', 500_000) },
        { "a mebibyte of escapes", "a: \"" + Repeat("\\u", 500_000) },
        { "a key without end", new string('x', 500_000) + ": 1" },
        { "a hidden mark of direction in a key", "\u202Ea: 1\n\u202Ea: 1" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_is_a_sentence_and_costs_little(string what, string text)
    {
        var clock = Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (_, problems) = YamlTree.Read(text);
        var problem = StudentAnswers.Read(text).Problem;
        var diagnostics = RubricReader.Read("rubrics/hw.yaml", text).Diagnostics;
        Assert.NotEmpty(problems);
        Assert.True(problem is { En.Length: > 0 and < 700, Fa.Length: > 0 }, what);
        Assert.NotEmpty(diagnostics);
        Assert.DoesNotContain('\u202E', problem.En);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{what} took {clock.Elapsed}");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400L * Mebi);
    }

    [Fact]
    public void Much_text_that_is_no_bomb_is_read()
    {
        var answers = StudentAnswers.Read("q1a: { reason: " + new string('x', Mebi - 100) + " }");
        Assert.Null(answers.Problem);
        Assert.Equal(Mebi - 100, answers.For("q1a").Text.Length);
        Assert.Null(StudentAnswers.Read(Lines(9_000, i => $"q{i}: b")).Problem);
        Assert.Null(StudentAnswers.Read(Lines(10_000, i => $"%TAG !{i}! x") + "\n---\na: 1").Problem);
        Assert.Null(StudentAnswers.Read("a: " + Repeat("[", 30) + Repeat("]", 30)).Problem);
    }
}
