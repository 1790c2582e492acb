using Grader.Core.Results;

namespace Grader.Core.Tests.Results;

public sealed class GradesCsvTests
{
    static QuestionResult Question(string id, decimal score, decimal bonus = 0) => new(id, score, bonus, 0, 10, []);

    static SubmissionResult Submission(string id, string name, SubmissionStatus status, decimal? score, params QuestionResult[] questions) => new()
    {
        Id = id, Name = name, Status = status, Score = score, Bonus = 0, Pending = 0, Max = 20, Late = null, Notes = [], Questions = [.. questions],
    };

    static string[] Lines(params SubmissionResult[] submissions)
    {
        var text = GradesCsv.Write(new ClassResult
        {
            Homework = "hw5", Grader = "0.1.0", Seed = 1, Isolation = "namespaces", Max = 20, Submissions = [.. submissions],
        });
        Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
        return text[..^2].Split("\r\n");
    }

    [Fact]
    public void A_graded_row_has_at_most_two_places_and_adds_the_bonus_under_any_culture()
    {
        using var _ = new PersianCulture();
        var late = new LateResult(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1), 60);
        var lines = Lines(Submission("402521001", "سارا محمدی", SubmissionStatus.Pending, 15.125m, Question("q2", 7.5m), Question("q3", 7.625m, 1))
            with { Bonus = 1, Pending = 2.5m, Late = late });
        Assert.Equal(["student_id,name,late,q2,q3,total,max,status,needs_manual", "402521001,سارا محمدی,yes,7.5,8.63,16.13,20,pending,2.5"], lines);
    }

    [Fact]
    public void An_ungraded_row_has_empty_cells_and_a_missing_one_has_zeros()
    {
        var lines = Lines(
            Submission("402521001", "علی", SubmissionStatus.Ungraded, null, Question("q2", 0)),
            Submission("402521002", "رضا", SubmissionStatus.Missing, 0, Question("q2", 0)));
        Assert.Equal("402521001,علی,,,,20,ungraded,", lines[1]);
        Assert.Equal("402521002,رضا,,0,0,20,missing,0", lines[2]);
    }

    [Fact]
    public void Names_are_guarded_and_quoted()
    {
        var lines = Lines(Submission("1", "=HYPERLINK(\"x\")", SubmissionStatus.Graded, 20, Question("q2", 20)), Submission("2", "-1, x", SubmissionStatus.Graded, 20));
        Assert.Equal("1,\"'=HYPERLINK(\"\"x\"\")\",,20,20,20,graded,0", lines[1]);
        Assert.Equal("2,\"'-1, x\",,,20,20,graded,0", lines[2]);
    }
}
