using Grader.Core.Results;

namespace Grader.Core.Tests.Results;

/// <summary>A stranger's text in the places that it goes to: a terminal, a spreadsheet, a CI's log.</summary>
public sealed class SafeTextTests
{
    [Theory]
    [InlineData("سلام، café\t1\n2", "سلام، café\t1\n2")]
    [InlineData("a\u202Ekcab\u202Cb", "a[U+202E]kcab[U+202C]b")]
    [InlineData("\u2066\u2067\u2068\u2069", "[U+2066][U+2067][U+2068][U+2069]")]
    [InlineData("\u001b[2J\u001b]0;title\u0007gone", "[2J]0;titlegone")]
    [InlineData("\u009b31mred\0\u0008\u007f\u0085", "31mred")]
    [InlineData("one\rtwo", "onetwo")]
    public void What_would_act_is_shown_or_dropped_and_the_rest_stays(string text, string shown) => Assert.Equal(shown, SafeText.Visible(text));

    /// <summary>Not in the table: the compiler would mend them.</summary>
    [Fact]
    public void Half_a_pair_and_what_XML_cannot_hold_are_replaced() =>
        Assert.Equal("\ufffd of a pair, \ufffd of another, \ud83d\ude00 whole, \ufffd\ufffd", SafeText.Visible("\ud83d of a pair, \ude00 of another, \ud83d\ude00 whole, \ufffe\uffff"));

    [Fact]
    public void A_cut_never_parts_a_pair() => Assert.Equal("a\ud83d\ude00", SafeText.Visible("a\ud83d\ude00b", 2));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\n=1")]
    [InlineData("'=1")]
    [InlineData("＝1")]
    public void A_cell_that_would_run_is_guarded_and_read_back_as_it_was(string text)
    {
        Assert.Equal("'" + text, CsvCells.Guard(text));
        Assert.Equal(text, CsvCells.Unguard(CsvCells.Guard(text)));
    }

    [Theory]
    [InlineData("1-1")]
    [InlineData("سارا = x")]
    [InlineData("'quoted'")]
    [InlineData("")]
    public void A_cell_that_would_not_run_stays(string text) => Assert.Equal(text, CsvCells.Guard(text));
}
