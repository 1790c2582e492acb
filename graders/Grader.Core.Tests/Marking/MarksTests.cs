using System.Collections.Immutable;
using Grader.Core.Marking;

namespace Grader.Core.Tests.Marking;

public sealed class MarksTests
{
    static readonly PendingItem Reason = new("402521001", "سارا محمدی", "q1.reason", 3,
        [("a", 1, new("names the gate", "دروازه را نام برد")), ("b", 1.5m, new("says why", "دلیل آورد"))], "چون گرادیان محو می‌شود.\r\n");

    static readonly PendingItem Plot = new("402521001", "سارا محمدی", "q3.plot", 2, [], "");

    static MarkRow Row(string points = "", string items = "", string student = "402521001", string check = "q1.reason", string? digest = null, string comment = "", int line = 2) =>
        new(student, check, points, items, comment, "علی", digest ?? Reason.Digest, "3", "", "", "", line);

    static JoinedMarks Apply(params MarkRow[] rows) =>
        Marks.Apply(rows, [Reason, Plot], ["402521001", "402521002"]);

    static void AssertRefused(string words, params MarkRow[] rows)
    {
        var result = Apply(rows);
        Assert.Empty(result.Marks);
        var warning = Assert.Single(result.Warnings);
        Assert.Contains(words, warning.En, StringComparison.Ordinal);
        Assert.Contains("line " + rows[^1].Line, warning.En, StringComparison.Ordinal);
        Assert.NotEqual(warning.En, warning.Fa);
        Assert.All(rows, row => Assert.Contains(row, result.Rows));
    }

    [Fact]
    public void Without_marks_only_answers_with_a_text_get_a_row()
    {
        var row = Assert.Single(Apply().Rows);
        Assert.Equal(("402521001", "q1.reason", "", "3", Reason.Digest), (row.StudentId, row.Check, row.Points, row.Max, row.TextDigest));
        Assert.Contains("b (1.5)", row.GivenItems, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("۱٫۵")]
    [InlineData("١.٥")]
    public void Points_in_any_digits_apply(string points)
    {
        using var _ = new PersianCulture();
        var result = Apply(Row(points, comment: "خوب"));
        var mark = result.Marks[("402521001", "q1.reason")];
        Assert.Equal((1.5m, "خوب", "علی"), (mark.Points, mark.Comment, mark.Marker));
        Assert.Empty(result.Warnings);
        Assert.Equal(Row(points, comment: "خوب"), Assert.Single(result.Rows));
    }

    [Theory]
    [InlineData("a,b")]
    [InlineData("a;b")]
    [InlineData("a + b")]
    [InlineData("b a")]
    public void Items_add_up(string items)
    {
        var mark = Apply(Row(items: items)).Marks[("402521001", "q1.reason")];
        Assert.Equal(2.5m, mark.Points);
        Assert.Equal(["a", "b"], mark.Items.Order());
    }

    [Fact]
    public void Points_win_over_items_with_a_warning_when_unequal()
    {
        var result = Apply(Row("2", "a"));
        Assert.Equal(2, result.Marks[("402521001", "q1.reason")].Points);
        Assert.Contains("add up to 1", Assert.Single(result.Warnings).En, StringComparison.Ordinal);
        Assert.Empty(Apply(Row("1", "a")).Warnings);
    }

    [Fact]
    public void Points_above_the_maximum_are_refused() => AssertRefused("above the maximum", Row("3.01"));

    [Fact]
    public void Negative_points_are_refused() => AssertRefused("negative", Row("-1"));

    [Theory]
    [InlineData("good")]
    [InlineData("1,000")]
    [InlineData("NaN")]
    public void What_is_no_number_is_refused(string points) => AssertRefused("not a number", Row(points));

    [Fact]
    public void An_unknown_item_is_refused() => AssertRefused("no item 'z'", Row(items: "a, z"));

    [Fact]
    public void An_unknown_student_is_refused() => AssertRefused("not in the class", Row("1", student: "402529999"));

    [Fact]
    public void An_unknown_check_is_refused() => AssertRefused("no check of this name", Row("1", check: "q9.x"));

    [Fact]
    public void A_check_of_the_rubric_outside_this_run_is_kept()
    {
        var row = Row("1", check: "q4.notes");
        var result = Marks.Apply([row], [Reason], ["402521001"], maxNow: check => check == "q4.notes" ? 2 : null);
        Assert.Contains("waits for no mark in this run", Assert.Single(result.Warnings).En, StringComparison.Ordinal);
        Assert.Contains(row, result.Rows);
    }

    [Fact]
    public void A_changed_text_asks_for_a_new_mark_and_keeps_the_old_one()
    {
        var old = Row("2", digest: "000000000000");
        AssertRefused("has changed", old);
        var rows = Apply(old).Rows;
        Assert.Equal([old.TextDigest, Reason.Digest], rows.Select(row => row.TextDigest));
        Assert.False(rows[1].IsFilled);
        var after = Apply(old, Row("1", line: 3));
        Assert.Equal(1, after.Marks[("402521001", "q1.reason")].Points);
        Assert.Equal(2, after.Rows.Length);
    }

    [Fact]
    public void Two_different_marks_for_one_answer_are_both_refused_and_equal_ones_are_not()
    {
        AssertRefused("line 2 gives another mark", Row("1"), Row("2", line: 3));
        Assert.Equal(1, Apply(Row("1"), Row("۱", line: 3)).Marks[("402521001", "q1.reason")].Points);
    }

    [Fact]
    public void A_mark_without_a_digest_applies_even_to_an_empty_answer()
    {
        var result = Apply(Row("2", check: "q3.plot", digest: ""), Row("2", digest: ""));
        Assert.Equal(2, result.Marks.Count);
    }

    [Fact]
    public void A_comment_without_points_is_no_mark_and_is_not_lost()
    {
        var result = Apply(Row(comment: "later"));
        Assert.Empty(result.Marks);
        Assert.Equal("later", Assert.Single(result.Rows).Comment);
        Assert.Equal("later", Assert.Single(Apply(Row(student: "402529999", comment: "later")).Rows, row => row.StudentId == "402529999").Comment);
    }

    [Fact]
    public void Rows_are_in_the_order_of_students_then_of_the_rubric()
    {
        var other = Reason with { StudentId = "402521000" };
        var plot = Plot with { Text = "x" };
        var result = Marks.Apply([Row("1", check: "q3.plot", digest: "")], [plot, Reason, other], []);
        Assert.Equal([("402521000", "q1.reason"), ("402521001", "q3.plot"), ("402521001", "q1.reason")], result.Rows.Select(row => (row.StudentId, row.Check)));
    }

    [Fact]
    public void The_rows_written_and_read_back_give_the_same_marks_and_rows()
    {
        using var folder = new TemporaryFolder();
        var first = Apply(Row("2", comment: "-0.5 برای علامت"));
        MarksFile.Write(folder.Full("marks.csv"), first.Rows, MarksTable.None);
        var second = Marks.Apply(MarksFile.Read(folder.Full("marks.csv")).Rows, [Reason, Plot], ["402521001"]);
        Assert.Equal(first.Rows, second.Rows.AsEnumerable());
        Assert.Equal(2, second.Marks[("402521001", "q1.reason")].Points);
    }

    [Fact]
    public void The_digest_ignores_line_ends_composition_and_outer_blanks()
    {
        var composed = Reason with { Text = "a\nآ" };
        Assert.Equal(composed.Digest, (Reason with { Text = " a\r\n\u0627\u0653\n" }).Digest);
        Assert.NotEqual(composed.Digest, (Reason with { Text = "a آ" }).Digest);
        Assert.Matches("^t[0-9a-f]{12}$", composed.Digest);
    }

    [Fact]
    public void A_digest_of_the_old_form_is_read_and_written_in_the_new_one()
    {
        var result = Apply(Row("2", digest: Reason.Digest[1..].ToUpperInvariant()));
        Assert.Equal(2, result.Marks[("402521001", "q1.reason")].Points);
        Assert.Equal(Reason.Digest, Assert.Single(result.Rows).TextDigest);
    }

    [Fact]
    public void An_item_that_is_written_twice_counts_once_with_a_warning()
    {
        var result = Apply(Row(items: "a, b, A"));
        Assert.Equal(2.5m, result.Marks[("402521001", "q1.reason")].Points);
        Assert.Contains("'a' is written twice", Assert.Single(result.Warnings).En, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("402521001.0", "402521001")]
    [InlineData("'402521001", "402521001")]
    [InlineData("4.02521001E8", "402521001")]
    [InlineData("4.02521001E+08", "402521001")]
    [InlineData("۴۰۲۵۲۱۰۰۱٫۰", "402521001")]
    [InlineData("99521234", "099521234")]
    [InlineData("4.02521E8", "4.02521E8")]
    [InlineData("402521001.5", "402521001.5")]
    [InlineData("4.0E99999999999", "4.0E99999999999")]
    [InlineData("402521009.0", "402521009.0")]
    public void A_student_id_that_a_spreadsheet_changed_is_read_when_only_one_student_can_be_meant(string typed, string id)
    {
        using var _ = new PersianCulture();
        var result = Marks.Apply([Row("1", student: typed)], [], ["402521001", "402521000", "099521234", "ali"]);
        Assert.Equal(id, Assert.Single(result.Rows).StudentId);
    }

    [Fact]
    public void The_cells_of_the_TA_outlive_the_row_that_is_made_anew()
    {
        var mine = new ExtraCells(["call her"]);
        var row = Assert.Single(Apply(Row() with { Extra = mine, Marker = "" }).Rows);
        Assert.Equal(mine, row.Extra);
        Assert.Equal(["one", "two"], Apply(Row(comment: "one"), Row(comment: "two", line: 3)).Rows.Select(it => it.Comment));
    }

    [Fact]
    public void A_text_with_controls_or_without_end_leaves_a_file_that_can_be_read_again()
    {
        using var folder = new TemporaryFolder();
        var hostile = Reason with { Text = "=1+1\0\u001B\u202E" + new string('x', 40_000), Name = "a\0b" };
        MarksFile.Write(folder.Full("marks.csv"), Marks.Apply([], [hostile], []).Rows, MarksTable.None);
        var row = Assert.Single(MarksFile.Read(folder.Full("marks.csv")).Rows);
        Assert.StartsWith("=1+1[U+202E]x", row.Text, StringComparison.Ordinal);
        Assert.True(row.Text.Length < 32_767);
        Assert.Equal("ab", row.Name);
    }
}
