using Grader.Core.Intake;

namespace Grader.Core.Tests.Intake;

/// <summary>What a student writes about themselves: it is read, and it moves nobody else.</summary>
public sealed class StudentYamlTests : IDisposable
{
    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    Dictionary<string, Submission> Read() => IntakeReader.Read(_folder.Path, ["q2.csx"]).Submissions.ToDictionary(row => row.Id);

    [Theory]
    [InlineData("402521001", "402521002", "402521001", "gives the id 402521002, while the entry is named 402521001; 402521001 was used")]
    [InlineData("Ali_5_assignsubmission_file", "402521002", "5", "gives the id 402521002, while the entry is named 5; 5 was used")]
    [InlineData("ali", "402521002", "402521002", null)]
    [InlineData("ali", "402521003", "ali", "gives the id 402521003, which another entry has; this one stands as ali")]
    [InlineData("ali", "۴۰۲۵۲۱۰۰۳", "ali", "gives the id 402521003, which another entry has")]
    [InlineData("ali", "SARA", "ali", "gives the id SARA, which another entry has")]
    [InlineData("ali", "../../etc", "etc", null)]
    [InlineData("ali", "Ali", "ali", null)]
    public void The_name_of_an_entry_counts_before_the_id_in_its_student_yaml(string entry, string written, string id, string? note)
    {
        _folder.With($"{entry}/q2.csx", "mine").With($"{entry}/student.yaml", $"id: {written}")
            .With("402521003/q2.csx", "theirs").With("sara/q2.csx", "theirs");
        var rows = Read();
        Assert.Equal(3, rows.Count);
        Assert.Equal("mine", rows[id].Files["q2.csx"].Text);
        Assert.Equal(("theirs", "theirs"), (rows["402521003"].Files["q2.csx"].Text, rows["sara"].Files["q2.csx"].Text));
        if (note is null) Assert.Empty(rows[id].Notes);
        else Assert.Contains(note, Assert.Single(rows[id].Notes).En, StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_else_gives_the_id_of_a_row_is_said_at_that_row()
    {
        _folder.With("402521003/q2.csx", "theirs");
        foreach (var i in Enumerable.Range(0, 7)) _folder.With($"ali{i}/student.yaml", "id: 402521003");
        var note = Assert.Single(Read()["402521003"].Notes);
        Assert.Equal("ali0, ali1, ali2, ali3, ali4 and 2 more: student.yaml gives the id 402521003, too; that work has a row of its own.", note.En);
        Assert.Contains("ali4 و 2 مورد دیگر", note.Fa, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_entries_that_give_one_id_are_two_rows_with_notes()
    {
        _folder.With("first/q2.csx", "1").With("first/student.yaml", "id: 402521003").With("second/q2.csx", "2").With("second/student.yaml", "id: 402521003");
        var rows = Read();
        Assert.Equal(("1", "2"), (rows["402521003"].Files["q2.csx"].Text, rows["second"].Files["q2.csx"].Text));
        Assert.All(rows.Values, row => Assert.Single(row.Notes));
    }

    [Fact]
    public void A_number_in_the_names_of_two_moodle_participants_makes_them_not_one()
    {
        _folder.With("402521003_11_assignsubmission_file/q2.csx", "1").With("Ali 402521003_12_assignsubmission_file/q2.csx", "2");
        Assert.Equal(["11", "12"], Read().Keys.Order());
    }

    [Theory]
    [InlineData("2023-12-21T20:15:00+03:30", "2023-12-21T16:45:00Z", null)]
    [InlineData("2023/12/21 20:15 +0330", "2023-12-21T16:45:00Z", null)]
    [InlineData("۲۰۲۳-۱۲-۲۱T۱۶:۴۵:۰۰Z", "2023-12-21T16:45:00Z", null)]
    [InlineData("2023-12-21T20:15:00", null, "does not say its time zone")]
    [InlineData("2023-12-21", null, "does not say its time zone")]
    [InlineData("1402-10-01T10:00:00+03:30", null, "Jalali")]
    [InlineData("1402/10/01", null, "Jalali")]
    [InlineData("۱۴۰۲/۱۰/۰۱", null, "Jalali")]
    [InlineData("0001-01-01T00:00:00Z", null, "not between 2000 and 2100")]
    [InlineData("9999-12-31T23:59:59-14:00", null, "not between 2000 and 2100")]
    [InlineData("2023-13-41T20:15:00Z", null, "not a date and a time")]
    [InlineData("2023-12-21T20:15:00+99:00", null, "not a date and a time")]
    [InlineData("12/21/2023 8:15 PM", null, "not a date and a time")]
    [InlineData("yesterday", null, "not a date and a time")]
    public void A_time_counts_only_when_it_can_mean_one_moment(string written, string? time, string? note)
    {
        using var _ = new PersianCulture();
        _folder.With("402521001/student.yaml", $"submitted: {written}");
        var row = Read()["402521001"];
        Assert.Equal(time is null ? null : DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture), row.SubmittedAt);
        if (note is null) Assert.Empty(row.Notes);
        else
        {
            Assert.Contains(note, Assert.Single(row.Notes).En, StringComparison.Ordinal);
            Assert.NotEqual(row.Notes[0].En, row.Notes[0].Fa);
        }
    }

    [Fact]
    public void Files_under_no_name_that_is_asked_for_are_said_in_one_note()
    {
        string[] names = ["Untitled.ipynb", "question2.csx", "a.py", "b.py", "c.py", "d.py", "README.md", ".gitignore", "student.yaml", "q2.csx"];
        foreach (var name in names) _folder.With($"402521001/{name}", "");
        var note = Assert.Single(Read()["402521001"].Notes);
        Assert.Equal(
            "402521001/Untitled.ipynb, 402521001/a.py, 402521001/b.py, 402521001/c.py, 402521001/d.py and 1 more: under no name that is asked for (q2.csx), so not graded.", note.En);
        Assert.Contains("و 1 مورد دیگر", note.Fa, StringComparison.Ordinal);
    }
}
