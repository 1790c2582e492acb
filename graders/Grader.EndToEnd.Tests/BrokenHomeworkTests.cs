namespace Grader.EndToEnd.Tests;

/// <summary>A TA's slips: each gives its place and a way out, exit code 2, and nothing is graded.</summary>
public sealed class BrokenHomeworkTests : IDisposable
{
    private readonly GraderProgram _grader = new();

    [Theory]
    [InlineData("rubrics/hw5.yaml", "points: 55", "points: 54", "rubrics/hw5.yaml:7:9: error GR006: The points of the questions add up to 55, but 54 are written here.")]
    [InlineData("rubrics/hw5.yaml", "cases: numbers", "cases: number", "error GR106: No case of q3a is in a group 'number'.")]
    [InlineData("rubrics/hw5.yaml", "      sign: {", "      signs: {", "error GR102: The function q2a_signs is missing.")]
    [InlineData("rubrics/hw5.yaml", "Tensor GradLogits(Tensor yHat, Tensor y)", "Tensor GradLogit(Tensor yHat, Tensor y)", "error GR102: The function GradLogit is missing.")]
    [InlineData("rubrics/hw5.yaml", "Tensor GradLogits(Tensor yHat, Tensor y)", "int GradLogits(Tensor yHat, Tensor y)", "error GR102: Tensor GradLogits(Tensor yHat, Tensor y) does not fit the rubric.")]
    [InlineData("reference/hw5/q2.csx", "=> yHat - y", "=> yHat - 2 * y", "reference/hw5/q2.csx:4:8: error GR107: GradLogits is not the gradient of q2a_J on the case")]
    [InlineData("reference/hw5/q2.csx", "i <= t; i++", "i < t; i++", "error GR107: GradWhhAt is not the gradient of q2c_J on the case")]
    [InlineData("reference/hw5/q2.csx", "=> yHat - y;", "=> yHat - y", "reference/hw5/q2.csx:4:53: error GR101: CS1002: ; expected")]
    [InlineData("reference/hw5/q2.cases.csx", "Tensor q2a_J(", "Tensor q2a_K(", "error GR104: q2a is a gradient, but there is no q2a_J.")]
    [InlineData("reference/hw5/q2.cases.csx", "Case(\"q2d\"", "Cases(\"q2d\"", "error GR101: CS0103: The name 'Cases' does not exist in the current context")]
    [InlineData("reference/hw5/q3.mistakes.csx", ".argmin()", ".argmax()", "error GR108: The mistake q3a_argmin is right on every case.")]
    [InlineData("reference/hw5/q3a.vector.verified.txt", "6\n1\n2", "6\n1\n3", "reference/hw5/q3a.vector.verified.txt:1:1: error GR109: The reference does not give this snapshot on the case 'the numbers of the sheet'.")]
    public async Task A_slip_in_the_homework_gives_its_place_and_a_way_out_and_nothing_is_graded(string file, string find, string replace, string complaint)
    {
        _grader.CopyHomework("402521001");
        var text = await File.ReadAllTextAsync(_grader.At(file));
        Assert.Contains(find, text, StringComparison.Ordinal);
        var at = text.IndexOf(find, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_grader.At(file), text[..at] + replace + text[(at + find.Length)..]);

        var ran = await _grader.RunAsync(["grade", "hw5", "--out", "out"]);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains(complaint, ran.Error, StringComparison.Ordinal);
        Assert.Contains("help: ", ran.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_grader.At("out")));
    }

    public void Dispose() => _grader.Dispose();
}
