using System.Text.Json;

namespace Grader.EndToEnd.Tests;

/// <summary>The order in which functions are called changes no verdict and no score, not even of code that keeps something between calls.</summary>
public sealed class OrderTests : IDisposable
{
    private static readonly string[] Students = ["402521002", "402521003", "402521006", "402521011", "402521018", "402521027"];

    private static readonly string[] Keepers =
    [
        "Tensor first = null;\nTensor GradLogits(Tensor yHat, Tensor y) => first ??= yHat - y;",
        "int calls = 0;\nTensor GradLogits(Tensor yHat, Tensor y) => (yHat - y) * (++calls > 9 ? 0.5 : 1);",
        "Dictionary<long, Tensor> seen = new();\nTensor GradLogits(Tensor yHat, Tensor y) => seen.TryGetValue(y.shape[0], out var known) ? known : seen[y.shape[0]] = yHat - y;",
    ];

    private readonly GraderProgram _grader = new();

    [Fact]
    public async Task Shuffled_cases_give_the_same_verdicts_and_scores()
    {
        _grader.CopyHomework(Students);
        foreach (var (index, code) in Keepers.Index())
        {
            Directory.CreateDirectory(_grader.At("hw5", $"40252200{index}"));
            await File.WriteAllTextAsync(_grader.At("hw5", $"40252200{index}", "q2.csx"), code);
        }
        var inOrder = await GradeAsync("one");
        foreach (var file in new[] { "q2.cases.csx", "q3.cases.csx" })
            await File.AppendAllTextAsync(_grader.At("reference", "hw5", file), "\nvar shuffler = new System.Random(11);\nfor (var k = __cases.Count - 1; k > 0; k--) { var other = shuffler.Next(k + 1); (__cases[k], __cases[other]) = (__cases[other], __cases[k]); }\n");
        var shuffled = await GradeAsync("two");

        Assert.Equal(inOrder, shuffled);
        Assert.All(Keepers.Index(), it => Assert.Contains($"40252200{it.Index} q2a.gradient unstable 0", inOrder, StringComparison.Ordinal));
    }

    private async Task<string> GradeAsync(string results)
    {
        var ran = await _grader.RunAsync(["grade", "hw5", "--out", results]);
        Assert.True(ran.ExitCode == 0, ran.Error);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(_grader.At(results, "results.json")));
        return string.Join('\n',
            from row in json.RootElement.GetProperty("submissions").EnumerateArray()
            from part in row.GetProperty("questions").EnumerateArray().SelectMany(it => it.GetProperty("parts").EnumerateArray())
            from check in part.GetProperty("checks").EnumerateArray()
            select $"{row.GetProperty("id")} {part.GetProperty("id")}.{check.GetProperty("id")} {check.GetProperty("verdict")} {check.GetProperty("score")} {check.GetProperty("mistake")}");
    }

    public void Dispose() => _grader.Dispose();
}
