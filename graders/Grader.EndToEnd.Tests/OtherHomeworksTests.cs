using System.Text;
using System.Text.Json;
using Grader.Testing;

namespace Grader.EndToEnd.Tests;

/// <summary>Homeworks that are nothing but files: grading proves each first, and its invented class shows what its rubric asks for.</summary>
public sealed class OtherHomeworksTests : IDisposable
{
    private readonly GraderProgram _grader = new();

    [Theory]
    [InlineData("hw6")]
    [InlineData("hw5-tanh")]
    public async Task A_homework_of_files_alone_is_proven_and_graded(string homework)
    {
        var ran = await _grader.RunAsync(["grade", Path.Combine(GraderProgram.Repository, "submissions-sample", homework), "--out", "out"]);
        Assert.True(ran.ExitCode == 0, ran.Error);
        using var results = JsonDocument.Parse(await File.ReadAllTextAsync(_grader.At("out", "results.json")));
        await Snapshot.MatchAsync(Lines(results.RootElement), homework);
    }

    /// <summary>A line for each check: what a student reads of it.</summary>
    private static string Lines(JsonElement results)
    {
        var text = new StringBuilder();
        foreach (var row in results.GetProperty("submissions").EnumerateArray())
        {
            text.Append(row.GetProperty("id").GetString()).Append(": ").Append(row.GetProperty("score")).Append(" of ").Append(row.GetProperty("max")).Append(", bonus ").Append(row.GetProperty("bonus")).Append(", pending ").Append(row.GetProperty("pending")).Append('\n');
            foreach (var part in row.GetProperty("questions").EnumerateArray().SelectMany(it => it.GetProperty("parts").EnumerateArray()))
            {
                foreach (var check in part.GetProperty("checks").EnumerateArray())
                {
                    text.Append("  ").Append(part.GetProperty("id").GetString()).Append('.').Append(check.GetProperty("id").GetString()).Append(' ').Append(check.GetProperty("score")).Append('/').Append(check.GetProperty("max"))
                        .Append(' ').Append(check.GetProperty("verdict").GetString()).Append(check.GetProperty("mistake").GetString() is { } mistake ? $" [{mistake}]" : "").Append(": ")
                        .Append(check.GetProperty("feedback").GetProperty("en").GetString()!.ReplaceLineEndings(" ↵ ")).Append('\n');
                }
            }
        }
        return text.ToString();
    }

    public void Dispose() => _grader.Dispose();
}
