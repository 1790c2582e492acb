using System.Globalization;
using System.Text.Json;

namespace Grader.EndToEnd.Tests;

/// <summary>The rubric's forbid list binds symbols, not text; the verdict names line and rule. The wall is the sandbox: see HostileClassTests, which forbid nothing.</summary>
public sealed class ForbiddenTests : IDisposable
{
    private readonly GraderProgram _grader = new();

    private sealed record Block(string Name, string Source, string Verdict, string Line, string Rule);

    [Fact]
    public async Task Forbidden_symbols_are_found_however_they_are_written_and_the_verdict_names_line_and_rule()
    {
        _grader.CopyHomework();
        var blocks = Read(Path.Combine(GraderProgram.Repository, "graders", "Grader.EndToEnd.Tests", "ForbiddenTests.cases.txt"));
        for (var i = 0; i < blocks.Count; i++)
        {
            Directory.CreateDirectory(_grader.At("class", Id(i)));
            await File.WriteAllTextAsync(_grader.At("class", Id(i), "q2.csx"), blocks[i].Source);
        }
        var ran = await _grader.RunAsync(["grade", "class", "--homework", "hw5", "--out", "out"]);
        Assert.True(ran.ExitCode == 0, ran.Error);

        using var results = JsonDocument.Parse(await File.ReadAllTextAsync(_grader.At("out", "results.json")));
        var found = new List<string>();
        var expected = new List<string>();
        for (var i = 0; i < blocks.Count; i++)
        {
            var row = results.RootElement.GetProperty("submissions").EnumerateArray().Single(it => it.GetProperty("id").GetString() == Id(i));
            var check = row.GetProperty("questions").EnumerateArray().SelectMany(it => it.GetProperty("parts").EnumerateArray()).Single(it => it.GetProperty("id").GetString() == "q2a").GetProperty("checks")[0];
            var feedback = check.GetProperty("feedback").GetProperty("en").GetString()!;
            var line = check.GetProperty("evidence").TryGetProperty("at", out var at) ? at.GetString()!.Split(':')[1] : "";
            expected.Add($"{blocks[i].Name}: {blocks[i].Verdict} {blocks[i].Line} {blocks[i].Rule}");
            found.Add($"{blocks[i].Name}: {check.GetProperty("verdict").GetString()} {line} {(blocks[i].Rule.Length > 0 && feedback.Contains(blocks[i].Rule, StringComparison.Ordinal) ? blocks[i].Rule : blocks[i].Rule.Length == 0 ? "" : feedback)}");
        }
        Assert.Equal(string.Join('\n', expected), string.Join('\n', found));
    }

    private static string Id(int index) => (402530001 + index).ToString(CultureInfo.InvariantCulture);

    private static List<Block> Read(string path)
    {
        var blocks = new List<Block>();
        foreach (var text in File.ReadAllText(path).ReplaceLineEndings("\n").Split("\n\n").Where(it => it.Contains("\n=> ", StringComparison.Ordinal)))
        {
            var lines = text.Trim('\n').Split('\n');
            var words = lines[^1]["=> ".Length..].Split(' ');
            blocks.Add(new Block(lines[0], string.Join('\n', lines[1..^1]), words[0], words.ElementAtOrDefault(1) ?? "", words.ElementAtOrDefault(2) ?? ""));
        }
        return blocks;
    }

    public void Dispose() => _grader.Dispose();
}
