using System.Text;
using System.Text.Json;
using Grader.Testing;

namespace Grader.EndToEnd.Tests;

public sealed class SampleClassTests : IDisposable
{
    private static readonly string Samples = Path.Combine(GraderProgram.Repository, "submissions-sample", "hw5");
    private readonly GraderProgram _grader = new();

    [Fact]
    public async Task The_sample_class_gets_the_verdicts_and_points_that_its_rubric_means_on_any_machine()
    {
        // Kept where .ci/run grades the class: what was run here is known there.
        var kept = Path.Combine(GraderProgram.Repository, ".artifacts", "grades", "hw5");
        if (Directory.Exists(kept)) Directory.Delete(kept, recursive: true);
        Directory.CreateDirectory(kept);
        Directory.CreateSymbolicLink(_grader.At("out"), kept);
        // The snapshots come from an English machine with three jobs: here it is a Persian one with two, and nothing may differ.
        var run = await _grader.RunAsync(["grade", Samples, "--out", "out", "--jobs", "2"], ("LANG", "fa_IR.UTF-8"), ("LC_ALL", "fa_IR.UTF-8"));
        Assert.Equal(0, run.ExitCode);
        await Snapshot.MatchAsync(await File.ReadAllTextAsync(_grader.At("out", "results.json")), "results");
        await Snapshot.MatchAsync(await File.ReadAllTextAsync(_grader.At("out", "grades.csv")), "grades");
        await Snapshot.MatchAsync(run.Out.Replace(GraderProgram.Repository, "…", StringComparison.Ordinal), "terminal");
    }

    [Fact]
    public async Task Marks_that_people_fill_in_make_the_totals_final_and_outlive_a_changed_rubric()
    {
        _grader.CopyHomework("402521001", "402521008");
        Assert.Equal(0, (await _grader.RunAsync(["grade", "hw5", "--out", "out"])).ExitCode);
        Assert.Equal("dtype: float64\nshape: [3]\n6\n1\n-2", await File.ReadAllTextAsync(_grader.At("out", "students", "402521008", "q3a.vector.received.txt")));
        Assert.False(File.Exists(_grader.At("out", "students", "402521001", "q3a.vector.received.txt")));
        var marks = _grader.At("out", "marks.csv");
        var lines = (await File.ReadAllTextAsync(marks)).Split("\r\n");
        var filled = lines.Select(line => line.Contains("402521", StringComparison.Ordinal) && line.Split(',') is [var id, var check, "", "", ..] cells ? $"{id},{check},{cells[7]},,well argued{line[(id.Length + check.Length + 4)..]}" : line);
        await File.WriteAllTextAsync(marks, string.Join("\r\n", filled), Encoding.UTF8);

        var final = await _grader.RunAsync(["grade", "hw5", "--out", "out", "--fresh"]);
        Assert.Equal(0, final.ExitCode);
        Assert.Equal((55m, 0m, "graded"), Total("402521001"));
        Assert.Equal((48m, 0m, "graded"), Total("402521008"));
        Assert.Contains("55,55,graded,0", await File.ReadAllTextAsync(_grader.At("out", "grades.csv")), StringComparison.Ordinal);
        Assert.Contains("55 / 55", final.Out, StringComparison.Ordinal);

        var rubric = (await File.ReadAllTextAsync(_grader.At("rubrics", "hw5.yaml")))
            .Replace("id: direct, kind: gradient, points: 2", "id: direct, kind: gradient, points: 1", StringComparison.Ordinal)
            .Replace("id: recurrent, kind: gradient, points: 3", "id: recurrent, kind: gradient, points: 4", StringComparison.Ordinal);
        await File.WriteAllTextAsync(_grader.At("rubrics", "hw5.yaml"), rubric);
        Assert.Equal(0, (await _grader.RunAsync(["grade", "hw5", "--out", "out"])).ExitCode);
        Assert.Equal((55m, 0m, "graded"), Total("402521001"));
    }

    private (decimal Score, decimal Pending, string Status) Total(string student)
    {
        using var results = JsonDocument.Parse(File.ReadAllText(_grader.At("out", "results.json")));
        var row = results.RootElement.GetProperty("submissions").EnumerateArray().First(it => it.GetProperty("id").GetString() == student);
        return (row.GetProperty("score").GetDecimal(), row.GetProperty("pending").GetDecimal(), row.GetProperty("status").GetString()!);
    }

    public void Dispose() => _grader.Dispose();
}
