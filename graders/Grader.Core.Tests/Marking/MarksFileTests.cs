using System.Text;
using Grader.Core.Marking;

namespace Grader.Core.Tests.Marking;

public sealed class MarksFileTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    string Path => _folder.Full("marks.csv");

    static MarkRow Row(string comment = "", string text = "") =>
        new("402521001", "q1.reason", "1.5", "a", comment, "علی", "0123456789ab", "2", "سارا محمدی", "a (1): x", text, 2);

    [Fact]
    public void No_file_is_no_rows() => Assert.Empty(MarksFile.Read(Path));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+x")]
    [InlineData("-1 for the sign")]
    [InlineData("@sum")]
    [InlineData("\ttab")]
    [InlineData("\rreturn")]
    [InlineData("'quoted'")]
    [InlineData("one\ntwo, \"three\"; ۱۲")]
    [InlineData("آفرین، خوب بود")]
    public void What_is_written_is_read_back(string comment)
    {
        using var _ = new PersianCulture();
        MarksFile.Write(Path, [Row(comment, comment)]);
        Assert.Equal(Row(comment, comment), Assert.Single(MarksFile.Read(Path)));
    }

    [Fact]
    public void Cells_that_a_spreadsheet_would_run_are_guarded_but_numbers_are_not()
    {
        MarksFile.Write(Path, [Row("=cmd()") with { Points = "-1" }]);
        var text = File.ReadAllText(Path);
        Assert.Contains(",-1,a,'=cmd(),", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_has_a_mark_crlf_and_the_columns_in_order()
    {
        MarksFile.Write(Path, [Row()]);
        var bytes = File.ReadAllBytes(Path);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(
            "student_id,check,points,items,comment,marker,text_digest,max,name,given_items,text\r\n402521001,q1.reason,1.5,a,,علی,0123456789ab,2,سارا محمدی,a (1): x,\r\n",
            Encoding.UTF8.GetString(bytes[3..]));
    }

    [Fact]
    public void An_unchanged_file_is_not_touched_and_nothing_is_left_beside_it()
    {
        MarksFile.Write(Path, [Row()]);
        var before = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Path, before);
        MarksFile.Write(Path, [Row()]);
        Assert.Equal(before, File.GetLastWriteTimeUtc(Path));
        MarksFile.Write(Path, [Row("new")]);
        Assert.NotEqual(before, File.GetLastWriteTimeUtc(Path));
        Assert.Equal([Path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    public void Any_delimiter_encoding_and_order_of_columns_is_read(string delimiter)
    {
        var text = string.Join(delimiter, "Points", "check", "Student_ID") + "\r\n" + string.Join(delimiter, "۱٫۵", "q1", "402521001") + "\r\n\r\n";
        foreach (Encoding encoding in new Encoding[] { new UTF8Encoding(true), new UTF8Encoding(false), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true) })
        {
            _folder.With("marks.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
            var row = Assert.Single(MarksFile.Read(Path));
            Assert.Equal(("402521001", "q1", "۱٫۵", 2), (row.StudentId, row.Check, row.Points, row.Line));
        }
    }

    [Fact]
    public void The_line_of_a_row_counts_the_lines_inside_cells()
    {
        _folder.With("marks.csv", "sep=;\r\nstudent_id;check;points;comment\r\n1;q;1;\"a\nb\"\r\n2;q;1;\r\n");
        Assert.Equal([3, 5], MarksFile.Read(Path).Select(row => row.Line));
    }

    [Theory]
    [InlineData("student_id,points\n1,2\n", "check")]
    [InlineData("", "student_id")]
    public void A_missing_column_is_a_usage_error_that_names_it(string text, string column)
    {
        _folder.With("marks.csv", text);
        Assert.Contains($"'{column}'", Assert.Throws<UsageException>(() => MarksFile.Read(Path)).Message, StringComparison.Ordinal);
    }
}
