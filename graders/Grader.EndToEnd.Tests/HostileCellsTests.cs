using System.Text.Json;

namespace Grader.EndToEnd.Tests;

/// <summary>A bomb in a cell of a notebook costs its own part: the functions of the cells before and behind it are called as ever. GRADER_HOSTILE=all takes the slow ones, too.</summary>
public sealed class HostileCellsTests : IDisposable
{
    private static readonly string Samples = Path.Combine(GraderProgram.Repository, "submissions-sample", "hostile-cells");
    private static readonly string[] Slow = ["compiler-lambdas", "compiler-parentheses", "displays", "endless-text", "exits-often", "thread-kills-later"];
    private readonly GraderProgram _grader = new();

    [Fact]
    public async Task Every_bomb_gets_its_verdict_and_the_points_of_the_other_cells_stand()
    {
        _grader.CopyClass("hostile-cells", Samples);
        var left = Environment.GetEnvironmentVariable("GRADER_HOSTILE") == "all" ? [] : Slow;
        foreach (var slow in left) Directory.Delete(_grader.At("class", slow), recursive: true);
        var ran = await _grader.RunAsync(["grade", "class", "--homework", "hostile-cells", "--out", "out"]);
        Assert.True(ran.ExitCode == 0, ran.Error);
        using var results = JsonDocument.Parse(await File.ReadAllTextAsync(_grader.At("out", "results.json")));
        var verdicts = results.RootElement.GetProperty("submissions").EnumerateArray().ToDictionary(it => it.GetProperty("id").GetString()!, Verdicts);
        var allowed = File.ReadAllLines(Path.Combine(GraderProgram.Repository, "graders", "Grader.EndToEnd.Tests", "HostileCellsTests.allowed.txt"))
            .Where(it => it.Length > 0 && it[0] != '#').Select(it => it.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToDictionary(it => it[0], it => it[1..]);
        Assert.Equal(allowed.Keys.Except(left).Order(StringComparer.Ordinal), verdicts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("", string.Join('\n', verdicts.Where(it => !it.Value.Zip(allowed[it.Key]).All(pair => pair.Second.Split('|').Contains(pair.First))).Select(it => $"{it.Key}: {string.Join(' ', it.Value)}, allowed: {string.Join(' ', allowed[it.Key])}")));
    }

    private static string[] Verdicts(JsonElement submission) =>
        [.. submission.GetProperty("questions").EnumerateArray().SelectMany(it => it.GetProperty("parts").EnumerateArray()).Select(it => it.GetProperty("checks")[0].GetProperty("verdict").GetString()!)];

    public void Dispose() => _grader.Dispose();
}
