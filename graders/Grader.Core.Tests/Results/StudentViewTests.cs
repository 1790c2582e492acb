using System.Collections.Immutable;
using Grader.Core.Results;

namespace Grader.Core.Tests.Results;

public sealed class StudentViewTests
{
    private const string Canary = "canary";

    [Fact]
    public void Nothing_of_a_hidden_case_reaches_a_student_before_the_deadline()
    {
        var seen = Seen(Checked(Verdict.Wrong, Visibility.Public, hidden: true), afterDue: false);
        Assert.DoesNotContain(Canary, ResultsJson.Write(Class(seen)), StringComparison.Ordinal);
        Assert.Equal((0m, 4m, Verdict.NeedsReview), (seen.Score, seen.Pending, seen.Checks.Single().Check.Verdict));
    }

    [Theory]
    [InlineData(Verdict.Correct, Visibility.Public, "gradient")] // it would say that the hidden cases pass
    [InlineData(Verdict.Wrong, Visibility.AfterDue, "gradient")]
    [InlineData(Verdict.Wrong, Visibility.Hidden, "gradient")]
    [InlineData(Verdict.Wrong, Visibility.Public, "choice")] // pushing often is no way to ask for the key
    [InlineData(Verdict.Correct, Visibility.Public, "numbers")]
    public void Before_the_deadline_it_is_open(Verdict verdict, Visibility visibility, string kind)
    {
        var seen = Seen(Checked(verdict, visibility, hidden: false) with { Kind = kind }, afterDue: false);
        Assert.Equal((0m, 4m, "Judged after the deadline."), (seen.Score, seen.Pending, seen.Checks.Single().Check.Feedback.En));
        Assert.DoesNotContain(Canary, ResultsJson.Write(Class(seen)), StringComparison.Ordinal);
    }

    [Fact]
    public void What_fails_on_a_public_case_is_told_at_once() =>
        Assert.Equal(Verdict.Wrong, Seen(Checked(Verdict.Wrong, Visibility.Public, hidden: false), afterDue: false).Checks.Single().Check.Verdict);

    [Fact]
    public void After_the_deadline_a_hidden_check_tells_its_points_and_its_verdict_and_no_number()
    {
        var seen = Seen(Checked(Verdict.Exception, Visibility.Hidden, hidden: true), afterDue: true);
        Assert.DoesNotContain(Canary, ResultsJson.Write(Class(seen)), StringComparison.Ordinal);
        Assert.Equal((1m, Verdict.Exception), (seen.Score, seen.Checks.Single().Check.Verdict));
        Assert.Contains("q2.csx:3", ResultsJson.Write(Class(seen)), StringComparison.Ordinal);
    }

    [Fact]
    public void After_the_deadline_everything_else_is_told_with_its_evidence() =>
        Assert.Contains(Canary, ResultsJson.Write(Class(Seen(Checked(Verdict.Wrong, Visibility.AfterDue, hidden: true), afterDue: true))), StringComparison.Ordinal);

    private static SubmissionResult Seen(CheckResult check, bool afterDue) => StudentView.Of(Submission(check), afterDue);

    private static CheckResult Checked(Verdict verdict, Visibility visibility, bool hidden) => new()
    {
        Id = "gradient", Kind = "gradient", Verdict = verdict, Score = 1, Pending = 0, Max = 4, Bonus = false, Mistake = null, Visibility = visibility, Feedback = LocalizedText.Same(Canary),
        Evidence = new Evidence
        {
            Case = Canary, HiddenCase = hidden, Value = Canary, Index = Canary, Expected = Canary, Actual = Canary, LargestAbsolute = Canary, LargestRelative = Canary, Map = Canary, At = "q2.csx:3", SourceLine = "return x;",
            Detail = Canary, Output = Canary, CasesPassed = 3, CasesRun = 9,
        },
    };

    private static SubmissionResult Submission(CheckResult check)
    {
        ImmutableArray<CheckResult> checks = [check];
        ImmutableArray<PartResult> parts = [new("q2a", check.Score, 0, 0, check.Max, checks)];
        return new SubmissionResult { Id = "1", Name = "", Status = SubmissionStatus.Graded, Score = check.Score, Bonus = 0, Pending = 0, Max = check.Max, Late = null, Notes = [], Questions = [new("q2", check.Score, 0, 0, check.Max, parts)] };
    }

    private static ClassResult Class(SubmissionResult one) => new() { Homework = "hw", Grader = "0", Seed = 1, Isolation = "full", Max = one.Max, Submissions = [one] };
}
