using Grader.Core.Answers;

namespace Grader.Core.Tests.Answers;

public sealed class ChoiceReaderTests
{
    [Theory]
    [InlineData("b, c", "2 3")]
    [InlineData("B و c", "2 3")]
    [InlineData("ب، ج", "2 3")]
    [InlineData("۲ ۳", "2 3")]
    [InlineData("٢؛٣", "2 3")]
    [InlineData("گزینه‌ی ب", "2")]
    [InlineData("(الف)", "1")]
    [InlineData("آ", "1")]
    [InlineData("option d.", "4")]
    [InlineData("«د»", "4")]
    [InlineData("", "")]
    public void Options_are_read_in_any_of_the_three_alphabets(string text, string expected)
    {
        var (chosen, unreadable) = ChoiceReader.Read([text], options: 4);
        Assert.Empty(unreadable);
        Assert.Equal(expected, string.Join(' ', chosen));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("همه")]
    [InlineData("z")]
    public void What_is_no_option_is_said_and_not_guessed(string text) => Assert.Equal(text, Assert.Single(ChoiceReader.Read([text], options: 4).Unreadable));

    [Fact]
    public void Answers_are_found_by_part_in_their_different_forms()
    {
        var answers = StudentAnswers.Read("q۱a: { choice: [ب, ج], reason: \"دلیل\" }\nQ1B: c\nq3a: [۶, 1, ۲٫۵]\nq3b: |\n  one\n  two\n");
        Assert.Null(answers.Problem);
        Assert.Equal("ب ج", string.Join(' ', answers.For("q1a").Choice));
        Assert.Equal("دلیل", answers.For("q1a").Text);
        Assert.Equal("c", Assert.Single(answers.For("q1b").Choice));
        Assert.Equal<double>([6, 1, 2.5], answers.For("q3a").ReadNumbers(out _)!.Value.ToArray());
        Assert.Equal("one\ntwo\n", answers.For("q3b").Text);
    }

    [Theory]
    [InlineData("q1a: \"open")]
    [InlineData("a: &x [*x]")]
    [InlineData("just text")]
    [InlineData("")]
    public void A_broken_file_is_one_sentence_and_nothing_in_it_is_believed(string text)
    {
        var answers = StudentAnswers.Read(text);
        Assert.NotNull(answers.Problem);
        Assert.Same(Answer.None, answers.For("q1a"));
    }

    [Fact]
    public void Half_characters_and_what_is_none_are_text_like_any_other() => Assert.Equal("\uFFFD\uFFFDa", TextForms.Normalize("\uFFFE\uD835a"));
}
