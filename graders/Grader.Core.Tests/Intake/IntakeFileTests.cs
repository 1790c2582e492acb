using System.Text;
using Grader.Core.Intake;

namespace Grader.Core.Tests.Intake;

public sealed class IntakeFileTests : IDisposable
{
    static readonly string[] Expected = ["answers.yaml", "q2.csx", "q3.csx"];

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    Submission Only() => Assert.Single(IntakeReader.Read(_folder.Path, Expected).Submissions);

    [Theory]
    [InlineData("Q2.CSX")]
    [InlineData("q-2.csx")]
    [InlineData("q۲.csx")]
    [InlineData("q2_402521001.csx")]
    [InlineData("HW5_q2.csx")]
    [InlineData("hw5q2.csx")]
    [InlineData("402521001_HW5_Q2.csx")]
    [InlineData("q2 (1).csx")]
    [InlineData("q2.cs")]
    [InlineData("q2.txt")]
    [InlineData("q2.csx.txt")]
    public void A_file_under_a_near_name_is_taken_with_a_note(string name)
    {
        using var _ = new PersianCulture();
        _folder.With($"402521001/{name}", "var a = 1;");
        var row = Only();
        Assert.Equal("var a = 1;", row.Files["q2.csx"].Text);
        var note = Assert.Single(row.Notes);
        Assert.Contains("q2.csx", note.En, StringComparison.Ordinal);
        Assert.Contains("پذیرفته شد", note.Fa, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("q22.csx")]
    [InlineData("answer.csx")]
    [InlineData("q2.py")]
    public void A_file_under_a_far_name_is_not_taken(string name)
    {
        _folder.With($"402521001/{name}", "x");
        Assert.True(Only().IsEmpty);
    }

    [Fact]
    public void The_exact_name_wins_over_a_nearer_one_and_the_other_is_noted()
    {
        _folder.With("402521001/deep/er/q2.csx", "exact").With("402521001/Q2.csx", "near");
        var row = Only();
        Assert.Equal("exact", row.Files["q2.csx"].Text);
        Assert.Contains("402521001/Q2.csx", Assert.Single(row.Notes).En, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_equal_names_the_nearest_to_the_root_wins_then_the_ordinal_first()
    {
        _folder.With("402521001/b/q2.csx", "b").With("402521001/a/q2.csx", "a").With("402521001/a/x/q3.csx", "deep").With("402521001/z/q3.csx", "near");
        var row = Only();
        Assert.Equal(("a", "near"), (row.Files["q2.csx"].Text, row.Files["q3.csx"].Text));
    }

    [Fact]
    public void Build_folders_are_not_looked_into()
    {
        _folder.With("402521001/bin/q2.csx", "x").With("402521001/.git/q3.csx", "x").With("402521001/__MACOSX/._q2.csx", "x");
        Assert.True(Only().IsEmpty);
    }

    [Fact]
    public void Utf_8_and_utf_16_are_read_with_and_without_a_mark()
    {
        const string Text = "// سلام دنیا\r\nvar a = 1;";
        Encoding[] encodings = [new UTF8Encoding(true), new UTF8Encoding(false), new UnicodeEncoding(false, true), new UnicodeEncoding(false, false), new UnicodeEncoding(true, true), new UnicodeEncoding(true, false)];
        for (var i = 0; i < encodings.Length; i++)
            _folder.With($"40252100{i}/q2.csx", [.. encodings[i].GetPreamble(), .. encodings[i].GetBytes(Text)]);
        var rows = IntakeReader.Read(_folder.Path, Expected).Submissions;
        Assert.Equal(6, rows.Length);
        Assert.All(rows, row => Assert.Equal(new SubmittedFile(row.Files["q2.csx"].Path, "// سلام دنیا\nvar a = 1;"), row.Files["q2.csx"]));
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', 0xC3, (byte)'(' })]
    [InlineData(new byte[] { (byte)'a', (byte)'b', (byte)'c', 0 })]
    [InlineData(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 0, 1 })]
    public void Bytes_that_are_no_text_are_a_problem_of_the_file(byte[] bytes)
    {
        _folder.With("402521001/q2.csx", bytes);
        var file = Only().Files["q2.csx"];
        Assert.Equal("", file.Text);
        Assert.Contains("UTF-8", file.Problem!.En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(256 * 1024, false)]
    [InlineData(256 * 1024 + 1, true)]
    public void A_file_over_256_kib_is_a_problem(int size, bool isProblem)
    {
        _folder.With("402521001/q2.csx", new string('x', size));
        Assert.Equal(isProblem, Only().Files["q2.csx"].Problem is not null);
    }

    [Fact]
    public void A_notebook_may_be_larger()
    {
        _folder.With("402521001/Question 4.ipynb", new string('x', 1 << 20));
        var row = Assert.Single(IntakeReader.Read(_folder.Path, ["Question 4.ipynb"]).Submissions);
        Assert.Null(row.Files["Question 4.ipynb"].Problem);
    }
}
