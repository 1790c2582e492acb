using Grader.Core.Intake;

namespace Grader.Core.Tests.Intake;

public sealed class IntakeLayoutTests : IDisposable
{
    static readonly string[] Expected = ["answers.yaml", "q2.csx", "q3.csx"];

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    IntakeResult Read() => IntakeReader.Read(_folder.Path, Expected);

    Submission Only()
    {
        var result = Read();
        return Assert.Single(result.Submissions);
    }

    [Fact]
    public void A_plain_folder_gives_its_name_and_its_student_yaml()
    {
        _folder.With("402521001/student.yaml", "id: '۴۰۲۵۲۱۰۰۱'\nname: \"سارا محمدی\"\nemail: sara@example.edu # hers\nsubmitted: 2023-12-21T20:15:00+03:30\n")
            .With("402521001/q2.csx", "var a = 1;\r\nvar b = 2;\r");
        var result = Read();
        var row = Assert.Single(result.Submissions);
        Assert.Equal("plain", result.Layout);
        Assert.Equal(("402521001", "سارا محمدی", "sara@example.edu"), (row.Id, row.Name, row.Email));
        Assert.Equal(new DateTimeOffset(2023, 12, 21, 16, 45, 0, TimeSpan.Zero), row.SubmittedAt);
        Assert.Equal(new SubmittedFile("402521001/q2.csx", "var a = 1;\nvar b = 2;\n"), row.Files["q2.csx"]);
        Assert.Empty(row.Notes);
    }

    [Fact]
    public void Zips_in_the_class_folder_are_students_with_the_path_into_the_zip()
    {
        _folder.With("HW5_402521001.zip", TemporaryFolder.Zip(("hw5/q2.csx", "1")))
            .With("HW5_Deep_علی رضایی.zip", TemporaryFolder.Zip(("q3.csx", "2")));
        var result = Read();
        Assert.Equal("zips", result.Layout);
        Assert.Equal(["402521001", "علی_رضایی"], result.Submissions.Select(row => row.Id));
        Assert.Equal("HW5_402521001.zip!/hw5/q2.csx", result.Submissions[0].Files["q2.csx"].Path);
        Assert.Equal("علی رضایی", result.Submissions[1].Name);
    }

    [Fact]
    public void Moodle_folders_with_files_and_a_text_answer_are_one_row()
    {
        _folder.With("Sara Mohammadi_10021_assignsubmission_file/q2.csx", "1")
            .With("Sara Mohammadi_10021_assignsubmission_onlinetext_/onlinetext.html", "<p>x</p>");
        var result = Read();
        Assert.Equal("moodle", result.Layout);
        Assert.Equal(("10021", "10021", "Sara Mohammadi"), (Assert.Single(result.Submissions).Id, result.Submissions[0].Participant, result.Submissions[0].Name));
    }

    [Fact]
    public void Moodle_flat_files_are_matched_by_their_own_names()
    {
        _folder.With("سارا محمدی_10021_assignsubmission_file_q2.csx", "1").With("سارا محمدی_10021_assignsubmission_file_answers.yml", "a: 1");
        var result = Read();
        var row = Assert.Single(result.Submissions);
        Assert.Equal("moodle-flat", result.Layout);
        Assert.Equal(["answers.yaml", "q2.csx"], row.Files.Keys);
        Assert.Single(row.Notes);
    }

    [Fact]
    public void Mixed_layouts_are_all_named_and_rows_are_sorted_by_id()
    {
        _folder.With("402521003/q2.csx", "1").With("HW5_402521001.zip", TemporaryFolder.Zip(("q2.csx", "1")))
            .With("Ali_5_assignsubmission_file/q2.csx", "1");
        var result = Read();
        Assert.Equal("plain + zips + moodle", result.Layout);
        Assert.Equal(["402521001", "402521003", "5"], result.Submissions.Select(row => row.Id));
    }

    [Fact]
    public void Root_files_of_nobody_are_listed_but_not_the_readme()
    {
        _folder.With("README.txt", "").With("notes.md", "").With(".gitignore", "").With("grades.xlsx", "").With("__MACOSX/x", "");
        var result = Read();
        Assert.Empty(result.Submissions);
        Assert.Equal("grades.xlsx", Assert.Single(result.Unmatched).Path);
    }

    [Fact]
    public void An_empty_folder_and_one_with_only_student_yaml_are_empty_rows()
    {
        Directory.CreateDirectory(_folder.Full("402521001"));
        _folder.With("402521002/student.yaml", "name: علی");
        var result = Read();
        Assert.Equal(2, result.Submissions.Length);
        Assert.All(result.Submissions, row => Assert.True(row is { IsEmpty: true, Unreadable: null }));
    }

    [Fact]
    public void A_zip_in_a_zip_in_a_wrapper_in_a_students_folder_is_read()
    {
        var inner = TemporaryFolder.Zip(("src/q2.csx", "1"));
        _folder.With("402521001/upload.zip", TemporaryFolder.Zip(("wrap/inner.zip", inner)));
        Assert.Equal("402521001/upload.zip!/wrap/inner.zip!/src/q2.csx", Only().Files["q2.csx"].Path);
    }

    [Fact]
    public void A_class_zip_reads_like_its_folder_even_when_wrapped()
    {
        _folder.With("class.zip", TemporaryFolder.Zip(("submissions/402521001/q2.csx", "1"), ("submissions/402521002/q3.csx", "2")));
        var result = IntakeReader.Read(_folder.Full("class.zip"), Expected);
        Assert.Equal(["402521001", "402521002"], result.Submissions.Select(row => row.Id));
        Assert.Equal("class.zip!/submissions/402521001/q2.csx", result.Submissions[0].Files["q2.csx"].Path);
    }

    [Fact]
    public void Of_two_entries_of_one_student_the_fuller_is_kept_whatever_time_they_give_and_the_other_is_said()
    {
        _folder.With("402521001/q2.csx", "1").With("402521001/q3.csx", "1")
            .With("HW5_402521001.zip", TemporaryFolder.Zip(("q2.csx", "2"), ("student.yaml", "submitted: 2099-12-22T10:00:00Z")));
        var result = Read();
        var row = Assert.Single(result.Submissions);
        Assert.Equal("1", row.Files["q2.csx"].Text);
        Assert.Contains("HW5_402521001.zip", Assert.Single(row.Notes).En, StringComparison.Ordinal);
        Assert.Equal("HW5_402521001.zip", Assert.Single(result.Unmatched).Path);
    }

    [Fact]
    public void A_missing_path_is_a_usage_error() =>
        Assert.Throws<UsageException>(() => IntakeReader.Read(_folder.Full("nowhere"), Expected));

    [Theory]
    [InlineData("..", "unnamed-")]
    [InlineData("../../etc", "etc")]
    [InlineData("سارا محمدی", "سارا_محمدی")]
    [InlineData("۴۰۲٥٢١", "402521")]
    public void A_cleaned_id_is_safe_as_a_file_name(string text, string start)
    {
        var id = StudentIds.Clean(text);
        Assert.StartsWith(start, id, StringComparison.Ordinal);
        Assert.InRange(id.Length, 1, 64);
    }

    [Theory]
    [InlineData("hw5 ۴۰۲۵۲۱۰۰۱ final", "402521001")]
    [InlineData("123456", null)]
    [InlineData("12345678901", null)]
    public void Only_seven_to_ten_digits_are_a_student_number(string name, string? number)
    {
        using var _ = new PersianCulture();
        Assert.Equal(number, StudentIds.NumberIn(name));
    }
}
