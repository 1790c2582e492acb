using System.Text;
using Grader.Core.Marking;

namespace Grader.Core.Tests.Marking;

public sealed class MarksFileTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    string Path => _folder.Full("marks.csv");

    static MarkRow Row(string comment = "", string text = "") =>
        new("402521001", "q1.reason", "1.5", "a", comment, "علی", "t0123456789ab", "2", "سارا محمدی", "a (1): x", text, 2);

    [Fact]
    public void No_file_is_no_rows() => Assert.Same(MarksTable.None, MarksFile.Read(Path));

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+x")]
    [InlineData("-1 for the sign")]
    [InlineData("@sum")]
    [InlineData("'=1+1")]
    [InlineData("''=1+1")]
    [InlineData("'")]
    [InlineData("''")]
    [InlineData("\n=1+1")]
    [InlineData("＝1+1")]
    [InlineData("\ttab")]
    [InlineData("\rreturn")]
    [InlineData("'quoted'")]
    [InlineData("one\ntwo, \"three\"; ۱۲")]
    [InlineData("آفرین، خوب بود")]
    public void What_is_written_is_read_back(string comment)
    {
        using var _ = new PersianCulture();
        Assert.True(MarksFile.Write(Path, [Row(comment, comment)], MarksTable.None));
        Assert.Equal(Row(comment, comment), Assert.Single(MarksFile.Read(Path).Rows));
    }

    [Fact]
    public void Cells_that_a_spreadsheet_would_run_are_guarded_but_numbers_are_not()
    {
        MarksFile.Write(Path, [Row("=cmd()") with { Points = "-1" }], MarksTable.None);
        var text = File.ReadAllText(Path);
        Assert.Contains(",-1,a,'=cmd(),", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_file_has_a_mark_crlf_and_the_columns_in_order()
    {
        MarksFile.Write(Path, [Row()], MarksTable.None);
        var bytes = File.ReadAllBytes(Path);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        Assert.Equal(
            "student_id,check,points,items,comment,marker,text_digest,max,name,given_items,text\r\n402521001,q1.reason,1.5,a,,علی,t0123456789ab,2,سارا محمدی,a (1): x,\r\n",
            Encoding.UTF8.GetString(bytes[3..]));
    }

    [Fact]
    public void An_unchanged_file_is_not_touched_and_nothing_is_left_beside_it()
    {
        MarksFile.Write(Path, [Row()], MarksTable.None);
        var before = new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Path, before);
        Assert.True(MarksFile.Write(Path, [Row()], MarksFile.Read(Path)));
        Assert.Equal(before, File.GetLastWriteTimeUtc(Path));
        Assert.True(MarksFile.Write(Path, [Row("new")], MarksFile.Read(Path)));
        Assert.NotEqual(before, File.GetLastWriteTimeUtc(Path));
        Assert.Equal([Path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    public void Any_delimiter_encoding_and_order_of_columns_is_read(string delimiter)
    {
        var text = string.Join(delimiter, "Points", "check", "Student_ID", "text_digest", "ITEMS") + "\r\n" + string.Join(delimiter, "۱٫۵", "q1", "402521001", "t0", "a") + "\r\n\r\n";
        foreach (Encoding encoding in new Encoding[] { new UTF8Encoding(true), new UTF8Encoding(false), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true) })
        {
            _folder.With("marks.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)]);
            var row = Assert.Single(MarksFile.Read(Path).Rows);
            Assert.Equal(("402521001", "q1", "۱٫۵", "a", 2), (row.StudentId, row.Check, row.Points, row.Items, row.Line));
        }
    }

    [Fact]
    public void The_line_of_a_row_counts_the_lines_inside_cells()
    {
        _folder.With("marks.csv", "sep=;\r\nstudent_id;check;points;items;text_digest;comment\r\n1;q;1;;;\"a\nb\"\r\n2;q;1;;;\r\n");
        Assert.Equal([3, 5], MarksFile.Read(Path).Rows.Select(row => row.Line));
    }

    [Theory]
    [InlineData("student_id,points\n1,2\n", "check")]
    [InlineData("student_id,check,points,text_digest\n1,q,1,t0\n", "items")]
    [InlineData("student_id,check,points,items\n1,q,1,a\n", "text_digest")]
    [InlineData("", "student_id")]
    public void A_missing_column_is_a_usage_error_that_names_it(string text, string column)
    {
        _folder.With("marks.csv", text);
        Assert.Contains($"'{column}'", Assert.Throws<UsageException>(() => MarksFile.Read(Path)).Message, StringComparison.Ordinal);
    }

    static readonly string[] Filled =
    [
        "student_id,check,my note,points,items,comment,text_digest,comment,",
        "402521001,q1.reason,=A1,1,a,good,t0,second,",
        "402521002,q1.reason,,2,b,,t0,,call her",
    ];

    [Fact]
    public void Columns_and_remarks_of_the_TA_are_kept_behind_ours_as_they_were_typed()
    {
        _folder.With("marks.csv", string.Join("\r\n", Filled));
        var first = MarksFile.Read(Path);
        Assert.Equal(["my note", "comment", ""], first.ExtraColumns.ToArray());
        Assert.True(MarksFile.Write(Path, first.Rows, first));
        Assert.Equal(
            """
            student_id,check,points,items,comment,marker,text_digest,max,name,given_items,text,my note,comment,
            402521001,q1.reason,1,a,good,,t0,,,,,=A1,second,
            402521002,q1.reason,2,b,,,t0,,,,,,,call her

            """.ReplaceLineEndings("\r\n"), File.ReadAllText(Path));
        var second = MarksFile.Read(Path);
        Assert.Equal(first.Rows.AsEnumerable(), second.Rows.AsEnumerable());
        Assert.Equal(first.ExtraColumns.AsEnumerable(), second.ExtraColumns.AsEnumerable());
    }

    [Fact]
    public void What_somebody_saved_since_is_not_overwritten()
    {
        MarksFile.Write(Path, [Row()], MarksTable.None);
        var read = MarksFile.Read(Path);
        _folder.With("marks.csv", string.Join("\r\n", Filled));
        Assert.False(MarksFile.Write(Path, [Row("ours")], read));
        Assert.False(MarksFile.Write(Path, [Row("ours")], MarksTable.None));
        Assert.Equal(string.Join("\r\n", Filled), File.ReadAllText(Path));
        Assert.Equal([Path], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public void A_mark_that_is_saved_while_the_others_are_joined_is_joined_too()
    {
        MarksFile.Write(Path, [Row()], MarksTable.None);
        var seen = new List<int>();
        MarksFile.Join(Path, rows =>
        {
            seen.Add(rows.Length);
            if (seen.Count == 1) _folder.With("marks.csv", string.Join("\r\n", Filled));
            return new JoinedMarks(new Dictionary<(string, string), Mark>(), [], rows.Add(Row("joined")));
        }, rewrite: true);
        Assert.Equal([1, 2], seen);
        Assert.Equal(["good", "", "joined"], MarksFile.Read(Path).Rows.Select(row => row.Comment));
    }

    [Fact]
    public void A_file_that_never_rests_is_left_alone_with_a_sentence()
    {
        var saves = 0;
        void Save() => _folder.With("marks.csv", string.Join("\r\n", Filled) + string.Concat(Enumerable.Repeat("\r\n", saves++)));
        Save();
        var gaveUp = Assert.Throws<UsageException>(() => MarksFile.Join(Path, rows =>
        {
            Save();
            return new JoinedMarks(new Dictionary<(string, string), Mark>(), [], []);
        }, rewrite: true));
        Assert.Equal("marks.csv is changed by another program again and again, so it was left as it is. Save and close it there, and run again.", gaveUp.Message);
        Assert.Equal(2, MarksFile.Read(Path).Rows.Length);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_a_usage_error()
    {
        Directory.CreateDirectory(Path);
        Assert.Contains("marks.csv could not be written", Assert.Throws<UsageException>(() => MarksFile.Write(Path, [Row()], MarksTable.None)).Message, StringComparison.Ordinal);
        Assert.Equal([Path], Directory.GetFileSystemEntries(_folder.Path));
    }
}
