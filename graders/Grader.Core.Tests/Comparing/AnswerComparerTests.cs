using System.Collections.Immutable;
using Grader.Core.Comparing;
using Grader.Core.Intake;
using Grader.Core.Results;
using Grader.Core.Rubrics;

namespace Grader.Core.Tests.Comparing;

public sealed class AnswerComparerTests
{
    private static readonly ChoiceCheck PerOption = new(3, [2, 3], CreditPerOption: true) { Id = "choice", Points = 3, File = "answers.yaml" };
    private static readonly NumbersCheck Vector = new([6, 1, 2.5], new Tolerance(0, 0.005), "q3a") { Id = "vector", Points = 4, File = "answers.yaml" };

    private static CheckVerdict Judge(Check check, string part, string answers) => AnswerComparer.Compare(check, part, new Submission
    {
        Id = "1", Files = ImmutableSortedDictionary<string, SubmittedFile>.Empty.Add("answers.yaml", new SubmittedFile("answers.yaml", answers)),
    });

    [Theory]
    [InlineData("q1a: [b, c]", Verdict.Correct, 3)]
    [InlineData("q1a: { choice: [ج, ب] }", Verdict.Correct, 3)]
    [InlineData("q1a: { choice: [2] }", Verdict.Partial, 2)]
    [InlineData("q1a: { choice: [1, 2] }", Verdict.Partial, 1)]
    [InlineData("q1a: { choice: [1] }", Verdict.Wrong, 0)]
    [InlineData("q1a: { choice: [1, 2, 3] }", Verdict.Partial, 2)]
    [InlineData("q1a: { choice: [] }", Verdict.Missing, 0)]
    [InlineData("q1b: c", Verdict.Missing, 0)]
    public void Each_option_is_judged_by_itself_and_an_empty_choice_gets_nothing(string answers, Verdict verdict, decimal points)
    {
        var found = Judge(PerOption, "q1a", answers);
        Assert.Equal((verdict, points, 0m), (found.Verdict, found.Score, found.Pending));
    }

    [Theory]
    [InlineData("q1a: { choice: [b, x] }")]
    [InlineData("q1a: { choice: [b, c, 4] }")]
    [InlineData("q1a: { choice: not b }")]
    public void What_a_machine_cannot_read_waits_for_a_person_and_is_neither_zero_nor_full(string answers)
    {
        var found = Judge(PerOption, "q1a", answers);
        Assert.Equal((Verdict.NeedsReview, 0m, 3m), (found.Verdict, found.Score, found.Pending));
    }

    [Theory]
    [InlineData("q3a: [6, 1, 2.5]", Verdict.Correct, 4)]
    [InlineData("q3a: { numbers: ['۶', ۱, '۲٫۵'] }", Verdict.Correct, 4)]
    [InlineData("q3a: [6, 1, 2.504]", Verdict.Correct, 4)]
    [InlineData("q3a: [6, 1, 2.51]", Verdict.Wrong, 0)]
    [InlineData("q3a: [6, 1]", Verdict.Wrong, 0)]
    [InlineData("q3a: [6, 1, .nan]", Verdict.NeedsReview, 0)]
    public void Typed_numbers_are_read_with_persian_digits_and_compared_within_the_tolerance(string answers, Verdict verdict, decimal points)
    {
        var found = Judge(Vector, "q3a", answers);
        Assert.Equal((verdict, points), (found.Verdict, found.Score));
    }
}
