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
    [InlineData("q3a: [6, 1, NaN]", Verdict.NeedsReview, 0)]
    [InlineData("q3a: [6, 1, -Infinity]", Verdict.NeedsReview, 0)]
    [InlineData("q3a: [6, 1, 1e999]", Verdict.NeedsReview, 0)]
    public void Typed_numbers_are_read_with_persian_digits_and_compared_within_the_tolerance(string answers, Verdict verdict, decimal points)
    {
        var found = Judge(Vector, "q3a", answers);
        Assert.Equal((verdict, points), (found.Verdict, found.Score));
    }

    private static readonly ManualCheck Reason = new([]) { Id = "reason", Points = 2, File = "answers.yaml" };

    // An answer of another form than was asked for: what it says, and what a person then sees.
    [Theory]
    [InlineData("choice", "q1a: { choice: { b: yes } }", "'choice' must be a text or a list, not keys and values; a text with ':' in it needs quotes. A person will look at it.", "choice: { b: yes }")]
    [InlineData("choice", "q1a: { choice: [b, { c: d }] }", "'choice' must be a text or a list", "choice: [ b, { c: d } ]")]
    [InlineData("choice", "q1a: { choise: b }", "'choise' is no field of an answer. Did you mean 'choice'? A person will look at it.", "choise: b")]
    [InlineData("choice", "q1a: [ { choice: b } ]", "A list of texts is expected here, not of keys and values", "[ { choice: b } ]")]
    [InlineData("choice", "q1a: b\nQ1A: c", "'q1a' is answered more than once", "q1a: b\nQ1A: c")]
    [InlineData("choice", "q1a: yes", "'yes' is not one of the 3 options", "yes")]
    [InlineData("choice", "q1a: true", "'true' is not one of the 3 options", "true")]
    [InlineData("choice", "q1a: 2023-12-21", "'2023' is not one of the 3 options", "2023-12-21")]
    [InlineData("choice", "q1a: 2.5", "'5' is not one of the 3 options", "2.5")]
    [InlineData("choice", "q1a: .nan", "'nan' is not one of the 3 options", ".nan")]
    [InlineData("choice", "q1a: 99999999999999999999", "'99999999999999999999' is not one of the 3 options", "99999999999999999999")]
    [InlineData("choice", "q1a: null", "No option was chosen.", "")]
    [InlineData("choice", "q1a: ~", "No option was chosen.", "")]
    [InlineData("choice", "q1a:", "No option was chosen.", "")]
    [InlineData("choice", "q1a: {}", "No option was chosen.", "")]
    [InlineData("choice", "q1a: [[], [null]]", "No option was chosen.", "")]
    [InlineData("numbers", "q3a: { six: 6 }", "'six' is no field of an answer.", "six: 6")]
    [InlineData("numbers", "q3a: { numbers: { a: 6, b: 1 } }", "'numbers' must be a text or a list", "numbers: { a: 6, b: 1 }")]
    [InlineData("numbers", "q3a: [6, 1, true]", "'true' is not a number; a person will look at it.", "6, 1, true")]
    [InlineData("numbers", "q3a: [6, 1, 2023-12-21]", "'2023-12-21' is not a number; a person will look at it.", "6, 1, 2023-12-21")]
    [InlineData("numbers", "q3a: [6, 1, 2,5]", "3 numbers are asked for; 4 were written.", "")]
    [InlineData("numbers", "q3a: null", "No number was written.", "")]
    [InlineData("text", "q1a: { reason: { because: it is } }", "'reason' must be a text or a list", "reason: { because: it is }")]
    [InlineData("text", "q1a: { why: it is }", "'why' is no field of an answer.", "why: it is")]
    [InlineData("text", "q1a: { reason: [it is, so it is] }", "Waits for a person.", "it is\nso it is")]
    [InlineData("text", "q1a: [it is, so it is]", "Waits for a person.", "it is\nso it is")]
    [InlineData("text", "q1a: 42", "Waits for a person.", "42")]
    [InlineData("text", "q1a: 'null'", "Waits for a person.", "null")]
    [InlineData("text", "q1a: null", "No text was written.", "")]
    [InlineData("text", "q1a: { reason: }", "No text was written.", "")]
    public void An_answer_of_another_type_is_a_sentence_and_waits_for_a_person_unless_it_is_empty(string kind, string answers, string sentence, string written)
    {
        using var _ = new PersianCulture();
        Check check = kind switch { "choice" => PerOption, "numbers" => Vector, _ => Reason };
        var found = Judge(check, "q1a", answers);
        Assert.StartsWith(sentence, found.Feedback.En, StringComparison.Ordinal);
        Assert.NotEqual(found.Feedback.En, found.Feedback.Fa);
        Assert.Equal(written, found.TextToMark);
        Assert.Equal(written.Length > 0 ? (Verdict.NeedsReview, check.Points) : (found.Verdict, 0m), (found.Verdict, found.Pending));
        Assert.Equal(0, found.Score);
    }

    [Fact]
    public void A_very_long_answer_is_shown_cut()
    {
        var found = Judge(Vector, "q3a", "q3a: " + new string('9', 200_000));
        Assert.InRange(found.Evidence.Given!.Length + found.Feedback.En.Length, 1, 3_000);
        Assert.InRange(Judge(PerOption, "q1a", "q1a: " + new string('z', 200_000)).Evidence.Given!.Length, 1, 3_000);
    }

    [Theory]
    [InlineData("<!-- BEGIN ANSWER Q4.F2 -->\\nThe LSTM, since its gates keep the word.\\n<!-- END ANSWER -->", Verdict.NeedsReview, 3)]
    [InlineData("<!-- BEGIN ANSWER Q4.F2 -->\\nYour answer. / پاسخ شما.\\n<!-- END ANSWER -->", Verdict.Missing, 0)]
    [InlineData("<!-- BEGIN ANSWER Q4.F2 -->\\n\\n<!-- END ANSWER -->", Verdict.Missing, 0)]
    public void A_text_in_a_notebook_waits_for_a_person_unless_it_is_the_one_that_students_receive(string cell, Verdict verdict, decimal pending)
    {
        var notebook = """{"nbformat":4,"nbformat_minor":2,"metadata":{"kernelspec":{"name":".net-csharp","language":"C#","display_name":".NET (C#)"}},"cells":[{"cell_type":"markdown","metadata":{},"source":"CELL"},{"cell_type":"code","metadata":{},"outputs":[],"execution_count":null,"source":"1"}]}""".Replace("CELL", cell, StringComparison.Ordinal);
        var submission = new Submission { Id = "1", Files = ImmutableSortedDictionary<string, SubmittedFile>.Empty.Add("Question 4.ipynb", new SubmittedFile("Question 4.ipynb", notebook)) };
        var found = AnswerComparer.Compare(new ManualCheck([]) { Id = "text", Points = 3, File = "Question 4.ipynb" }, "q4f2", submission, () => ["Your answer. / پاسخ شما."]);
        Assert.Equal((verdict, 0m, pending), (found.Verdict, found.Score, found.Pending));
    }
}
