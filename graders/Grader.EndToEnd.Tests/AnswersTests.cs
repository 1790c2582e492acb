using System.Globalization;
using System.Text.Json;

namespace Grader.EndToEnd.Tests;

/// <summary>Answers to homework 5 as students write them, in two tables: the right ones get full credit in every style, the wrong ones less, and the right name.</summary>
public sealed class AnswersTests : IDisposable
{
    private readonly GraderProgram _grader = new();

    private sealed record Block(string Part, string Meaning, string Code);

    [Fact]
    public async Task Right_answers_in_many_styles_get_full_credit_and_wrong_ones_less_with_the_right_name()
    {
        _grader.CopyHomework();
        var (right, wrong) = (Read("AnswersTests.right.txt"), Read("AnswersTests.wrong.txt"));
        Assert.True(right.Count >= 80 && wrong.Count >= 120);
        var handedIn = HandIn("1", right).Concat(HandIn("2", wrong)).ToList();

        var ran = await _grader.RunAsync(["grade", "class", "--homework", "hw5", "--out", "out"]);
        Assert.True(ran.ExitCode == 0, ran.Error);

        using var results = JsonDocument.Parse(await File.ReadAllTextAsync(_grader.At("out", "results.json")));
        var parts = results.RootElement.GetProperty("submissions").EnumerateArray().SelectMany(row => row.GetProperty("questions").EnumerateArray().SelectMany(it => it.GetProperty("parts").EnumerateArray())
            .Select(part => (Id: (row.GetProperty("id").GetString()!, part.GetProperty("id").GetString()!), Part: part))).ToDictionary(it => it.Id, it => it.Part);
        Assert.Equal("", string.Join('\n', handedIn.Where(it => !IsRightlyJudged(it.Block, parts[(it.Student, it.Block.Part)], right.Contains(it.Block)))
            .Select(it => $"{it.Student} {it.Block.Part} {it.Block.Meaning}: {parts[(it.Student, it.Block.Part)]}")));
    }

    private static bool IsRightlyJudged(Block block, JsonElement part, bool right)
    {
        var (score, max) = (part.GetProperty("score").GetDecimal(), part.GetProperty("max").GetDecimal());
        if (right) return score == max;
        var (what, rest) = block.Meaning.Split(' ', 2) is [var word, var more] ? (word, more) : (block.Meaning, "");
        return score < max && part.GetProperty("checks").EnumerateArray().Any(it => what == "mistake" ? it.GetProperty("mistake").GetString() == rest
            : it.GetProperty("verdict").GetString() == what && it.GetProperty("feedback").GetProperty("en").GetString()!.Contains(rest, StringComparison.Ordinal));
    }

    /// <summary>The first answer of each part in one submission, the second of each in the next.</summary>
    private IEnumerable<(string Student, Block Block)> HandIn(string digit, IReadOnlyList<Block> blocks)
    {
        foreach (var ofPart in blocks.GroupBy(it => it.Part))
        {
            foreach (var (index, block) in ofPart.Index())
            {
                var student = $"40253{digit}{index.ToString("000", CultureInfo.InvariantCulture)}";
                Directory.CreateDirectory(_grader.At("class", student));
                File.AppendAllText(_grader.At("class", student, block.Part[..2] + ".csx"), block.Code + "\n\n");
                yield return (student, block);
            }
        }
    }

    private static List<Block> Read(string name) =>
    [
        .. File.ReadAllText(Path.Combine(GraderProgram.Repository, "graders", "Grader.EndToEnd.Tests", name)).ReplaceLineEndings("\n").Split("\n## ").Skip(1).Select(it =>
        {
            var (heading, code) = (it[..it.IndexOf('\n')], it[it.IndexOf('\n')..].Trim());
            return new Block(heading[..3], heading[4..].Trim(), code);
        }),
    ];

    public void Dispose() => _grader.Dispose();
}
