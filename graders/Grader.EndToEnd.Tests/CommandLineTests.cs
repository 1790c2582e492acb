using Grader.Testing;

namespace Grader.EndToEnd.Tests;

public sealed class CommandLineTests : IDisposable
{
    private readonly GraderProgram _grader = new();

    [Fact]
    public async Task The_help_of_grade_says_what_can_be_done() =>
        await Snapshot.MatchAsync((await _grader.RunAsync(["grade", "--help"])).Out, "grade-help");

    [Theory]
    [InlineData("grade", "--jbos", "2")]
    [InlineData("grade")]
    [InlineData("grade", "no-such-folder")]
    [InlineData("grade", "x", "--isolation", "none")]
    public async Task What_cannot_be_carried_out_as_typed_ends_with_2(params string[] arguments)
    {
        var ran = await _grader.RunAsync(arguments);
        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("error: ", ran.Error, StringComparison.Ordinal);
        Assert.Equal("", ran.Out);
    }

    [Theory]
    [InlineData("grader ver", "verify")]
    [InlineData("grader verify hw", "hw5")]
    [InlineData("grader export moodle-f", "moodle-feedback")]
    [InlineData("grader grade x --layout moodle-", "moodle-flat")]
    [InlineData("grader completion zs", "zsh")]
    public async Task A_shell_completes_what_may_come_next(string line, string completed)
    {
        Directory.CreateDirectory(_grader.At("rubrics"));
        await File.WriteAllTextAsync(_grader.At("rubrics", "hw5.yaml"), "");
        const string Press = """eval "$(grader completion bash)"; COMP_POINT=${#COMP_LINE}; read -ra COMP_WORDS <<< "$COMP_LINE"; COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _grader; echo "${COMPREPLY[*]}" """;
        var path = Path.GetDirectoryName(GraderProgram.Executable) + ":" + Environment.GetEnvironmentVariable("PATH");
        Assert.Equal(completed, (await _grader.RunAsync("/bin/bash", ["-c", Press], ("COMP_LINE", line), ("PATH", path))).Out.Trim());
    }

    [Fact]
    public async Task A_canary_in_the_graders_environment_reaches_nothing_that_a_submission_can_print()
    {
        _grader.CopyHomework("402521001");
        await File.WriteAllTextAsync(_grader.At("hw5", "402521001", "q2.csx"), """
            string Everything()
            {
                var text = string.Join(";", Environment.GetEnvironmentVariables().Values.Cast<object>()) + Environment.CommandLine;
                foreach (var file in new[] { "/proc/1/environ", "/proc/self/environ", "/proc/1/cmdline", "/proc/self/mountinfo" })
                    try { text += System.IO.File.ReadAllText(file); } catch (Exception) { text += file + " unreadable"; }
                return text;
            }
            Tensor GradLogits(Tensor yHat, Tensor y) => throw new Exception(Everything());
            """);
        var rubric = await File.ReadAllTextAsync(_grader.At("rubrics", "hw5.yaml"));
        await File.WriteAllTextAsync(_grader.At("rubrics", "hw5.yaml"), rubric.Replace("forbid: [ System.IO,", "forbid: [", StringComparison.Ordinal));

        var ran = await _grader.RunAsync(["grade", "hw5", "--out", "canary-7f3a"], ("GRADER_SECRET", "canary-91c4"));

        var results = await File.ReadAllTextAsync(_grader.At("canary-7f3a", "results.json"));
        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("\"verdict\": \"exception\"", results, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", results, StringComparison.Ordinal);
        Assert.DoesNotContain(_grader.Folder, results, StringComparison.Ordinal);
    }

    public void Dispose() => _grader.Dispose();
}
