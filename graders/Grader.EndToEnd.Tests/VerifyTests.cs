using System.Text.Json;

namespace Grader.EndToEnd.Tests;

/// <summary>The author's proof, and that it is one: without a family of cases it fails, and names what can no longer be told apart.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly GraderProgram _grader = new();

    [Fact]
    public async Task Questions_2_and_3_are_proven_with_their_figures()
    {
        _grader.CopyHomework(); // the sample class is graded by the whole of it, and proven before
        var ran = await _grader.RunAsync(["verify", "hw5", "--root", _grader.Folder, "--format", "json"]);
        Assert.True(ran.ExitCode == 0, ran.Error);
        using var report = JsonDocument.Parse(ran.Out);
        var (parts, mistakes) = (report.RootElement.GetProperty("parts").EnumerateArray().ToList(), report.RootElement.GetProperty("mistakes").EnumerateArray().ToList());
        Assert.True(mistakes.Count >= 60);
        Assert.All(mistakes, it => Assert.True(it.GetProperty("points").GetDecimal() < it.GetProperty("max").GetDecimal() && it.GetProperty("casesPassed").GetInt32() < it.GetProperty("cases").GetInt32()));
        foreach (var part in parts.Where(it => it.GetProperty("againstAutograd").ValueKind == JsonValueKind.Number))
        {
            Assert.True(part.GetProperty("againstAutograd").GetDouble() <= 1e-12 && part.GetProperty("againstCentralDifferences").GetDouble() <= 1e-7);
            Assert.True(part.GetProperty("float32").GetDouble() is > 1e-9 and < 1e-4);
        }
        Assert.Equal(30, report.RootElement.GetProperty("reference").GetDecimal());
        Assert.Equal(report.RootElement.GetProperty("referenceMax").GetDecimal(), report.RootElement.GetProperty("reference").GetDecimal());
    }

    // Each run takes several families away at once, from different parts: what is said about the one does not hang on the others.
    [Theory]
    [InlineData("soft targets; not symmetric; h0; T > 1; other sizes of question 3",
        "foreach (var it in __cases.Where(it => (string)it[0] == \"q2a\")) ((object[])it[3])[1] = OneHot(((Tensor)((object[])it[3])[1]).shape[0], 0);" +
        "foreach (var it in __cases.Where(it => (string)it[0] == \"q2b\")) { var W = (Tensor)((object[])it[3])[2]; ((object[])it[3])[2] = W + W.t(); }" +
        "foreach (var it in __cases.Where(it => (string)it[0] == \"q2c\")) { var h = (Tensor[])((object[])it[3])[2]; h[0] = zeros_like(h[0]); }" +
        "foreach (var it in __cases.Where(it => (string)it[0] == \"q2d\")) ((object[])it[3])[0] = ((Tensor[])((object[])it[3])[0]).Take(1).ToArray();",
        "The mistake q2a_one_hot is right on every case.", "y is one-hot in every case",
        "The mistake q2b_no_transpose is right on every case.", "Whh is symmetric in every case",
        "The mistake q2c_skips_first is right on every case.", "h[0] = 0 in every case",
        "The mistake q2d_mean is right on every case.", "no case has gWhh > 1")]
    [InlineData("i > t",
        "__cases.RemoveAll(it => (string)it[0] == \"q2b\" && (int)((object[])it[3])[1] > (int)((object[])it[3])[0]);",
        "'i > t' picks no case of q2b.", "Add such a case to the cases file, or change the filter.")]
    [InlineData("more than one step; as many steps as t; other numbers of steps than 3",
        "__cases.RemoveAll(it => (string)it[0] == \"q2b\" && (int)((object[])it[3])[0] - (int)((object[])it[3])[1] > 1);" +
        "foreach (var it in __cases.Where(it => (string)it[0] == \"q2c\")) { var g = (Tensor[])((object[])it[3])[1]; ((object[])it[3])[1] = g.Take((int)((object[])it[3])[0]).ToArray(); }" +
        "__cases.RemoveAll(it => (string)it[0] == \"q2d\" && ((Tensor[])((object[])it[3])[0]).Length != 3);" +
        "__cases.RemoveAll(it => (string)it[0] == \"q2a\" && ((Tensor)((object[])it[3])[1]).shape[0] != 2);",
        "The mistake q2b_one_step is right on every case.",
        "The mistake q2c_all_steps is right on every case.",
        "The mistake q2d_three_only is right on every case.", "gWhh: 3 in every case",
        "The mistake q2a_mean_squares is right on every case.", "y: 2 in every case")]
    public async Task Without_a_family_of_cases_the_proof_fails_and_names_what_can_no_longer_be_told_apart(string families, string change, params string[] complaints)
    {
        _grader.CopyHomework();
        File.Delete(_grader.At("reference", "hw5", "q2.public.csx")); // whose cases would still tell them apart
        await File.AppendAllTextAsync(_grader.At("reference", "hw5", "q2.cases.csx"), $"\n// without {families}\n{change}\n");

        var ran = await _grader.RunAsync(["verify", "hw5", "--root", _grader.Folder]);

        Assert.Equal(2, ran.ExitCode);
        var words = string.Join(' ', ran.Error.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)); // as wide as the terminal is
        Assert.All(complaints, it => Assert.Contains(it, words, StringComparison.Ordinal));
        Assert.Equal("", ran.Out);
    }

    public void Dispose() => _grader.Dispose();
}
