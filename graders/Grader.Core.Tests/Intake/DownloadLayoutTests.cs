using System.Globalization;
using Grader.Core.Intake;

namespace Grader.Core.Tests.Intake;

/// <summary>The folders that other systems give a TA (formats §1), found out and read, and what a hostile name in one of them can do.</summary>
public sealed class DownloadLayoutTests : IDisposable
{
    static readonly string[] Expected = ["answers.yaml", "q2.csx", "Question 4.ipynb"];

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    IntakeResult Read(string? layout = null, string at = "") => IntakeReader.Read(at.Length == 0 ? _folder.Path : _folder.Full(at), Expected,
        options: new IntakeOptions { Layout = layout, Homework = "hw5", Zone = TimeZoneInfo.CreateCustomTimeZone("Asia/Tehran", new TimeSpan(3, 30, 0), "Asia/Tehran", "Asia/Tehran") });

    static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    static string Notes(Submission row) => string.Join('\n', row.Notes.Select(it => it.En));

    [Fact]
    public void Canvas_files_are_joined_by_the_users_number_and_a_file_handed_in_again_replaces_the_old_one()
    {
        _folder.With("mohammadisara_4411_90001_q2.csx", "old").With("mohammadisara_4411_90007_q2-1.csx", "new").With("mohammadisara_4411_90002_answers.yaml", "a: 1")
            .With("kianiarman_LATE_4412_90003_part-2.csx", "1").With("kianiarman_LATE_4412_90009_q2.csx", "late").With("radkimia_4413_text.html", "<p>x</p>").With("anon_a1B2_90005_q2.csx", "1").With("anon_c3D4_90006_q2.csx", "2");
        var result = Read();
        Assert.Equal("canvas", result.Layout);
        Assert.Equal(["4411", "4412", "4413", "a1B2", "c3D4"], result.Submissions.Select(it => it.Id));
        var (sara, arman) = (result.Submissions[0], result.Submissions[1]);
        Assert.Equal(("canvas", "4411", "new"), (sara.System, sara.Participant, sara.Files["q2.csx"].Text));
        Assert.Equal(["answers.yaml", "q2.csx"], sara.Files.Keys);
        Assert.Contains("mohammadisara_4411_90001_q2.csx: an older attempt", Notes(sara), StringComparison.Ordinal);
        Assert.Contains(result.Unmatched, it => it.Path == "mohammadisara_4411_90001_q2.csx");
        Assert.Contains("Canvas marks this as late", Notes(arman), StringComparison.Ordinal);
        Assert.Contains("part-2.csx", Notes(arman), StringComparison.Ordinal);
        Assert.True(result.Submissions[2].IsEmpty);
    }

    [Fact]
    public void A_name_in_canvas_that_looks_like_another_users_files_takes_nobodys_row()
    {
        // Whoever is called "x_4411_5" makes names that read as files of user 4411.
        _folder.With("mohammadisara_4411_90001_q2.csx", "hers").With("x_4411_5_4499_90002_q2.csx", "forged").With("x_4411_5_4499_90003_answers.yaml", "a: 1");
        var result = Read();
        Assert.Equal(["4411-mohammadisara", "4411-x"], result.Submissions.Select(it => it.Id));
        Assert.Equal("hers", result.Submissions[0].Files["q2.csx"].Text);
        Assert.All(result.Submissions, it => Assert.Contains("another entry has the number 4411", Notes(it), StringComparison.Ordinal));
    }

    const string Metadata = """
        ---
        submission_1001:
          :submitters:
          - !ruby/hash:ActiveSupport::HashWithIndifferentAccess {":name": Sara Mohammadi, ":sid": "۹۹۵۲۱۲۳۴", ":email": sara@example.edu}
          - {":name": "Ali <b>", ":sid": "99521235", ":email": ali@example.edu}
          :created_at: 2023-12-21 20:15:03.000000000 Z
          :score: 42.5
          :history:
          - :created_at: 2023-12-20 10:00:00.000000000 Z
            :score: &a [1, 2]
          :results: *a
        submission_1002:
          :submitters:
          - :name: Reza
            :sid: ''
            :email: reza@example.edu
          :created_at: !ruby/object:ActiveSupport::TimeWithZone
            utc: 2023-12-21 20:15:03.000000000 Z
        submission_1009:
          :submitters: []
        """;

    [Fact]
    public void Gradescopes_export_gives_a_row_to_each_of_those_who_handed_in_together()
    {
        _folder.With("assignment_77_export/submission_metadata.yml", Metadata).With("assignment_77_export/submission_1001/q2.csx", "1").With("assignment_77_export/submission_1001/student.yaml", "id: 99529999\nname: Other\nsubmitted: 2001-01-01T00:00:00Z")
            .With("assignment_77_export/submission_1002/q2.csx", "2").With("assignment_77_export/submission_1003/q2.csx", "3");
        foreach (var result in new[] { Read(), Read(at: "assignment_77_export"), Read("gradescope") })
        {
            Assert.Equal("gradescope", result.Layout);
            Assert.Equal([("99521234", "Sara Mohammadi", "sara@example.edu"), ("99521235", "Ali <b>", "ali@example.edu"), ("reza", "Reza", "reza@example.edu")], result.Submissions.Select(it => (it.Id, it.Name, it.Email)));
            Assert.Equal(["submission_1001", "submission_1001", null], result.Submissions.Select(it => it.Group));
            Assert.Equal([At("2023-12-21T20:15:03Z"), At("2023-12-21T20:15:03Z"), null], result.Submissions.Select(it => it.SubmittedAt));
            Assert.Contains("Handed in together with Ali <b>; graded once.", Notes(result.Submissions[0]), StringComparison.Ordinal);
            Assert.Equal(2, result.Unmatched.Length);
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("a: *b")]
    [InlineData("%%%")]
    [InlineData("submission_1001:\n  :submitters: {a: [")]
    public void Broken_metadata_of_gradescope_is_a_sentence(string text)
    {
        _folder.With("submission_metadata.yml", text).With("submission_1001/q2.csx", "1");
        try
        {
            Assert.Empty(Read().Submissions);
        }
        catch (UsageException fault)
        {
            Assert.Contains("submission_metadata.yml", fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Classroom_clones_are_told_by_their_folder_and_classroom_50_by_what_all_repositories_share()
    {
        _folder.With("a/hw5-submissions/hw5-sara-m/q2.csx", "1").With("a/hw5-submissions/hw5-arman/q2.csx", "1").With("b/dl-hw5-sara/q2.csx", "1").With("b/dl-hw5-arman/q2.csx", "1").With("b/notes.txt", "");
        Assert.Equal(("classroom", "arman sara-m"), Shown(Read(at: "a/hw5-submissions")));
        Assert.Equal(("classroom", "arman sara-m"), Shown(Read(at: "a")));
        Assert.Equal(("plain", "dl-hw5-arman dl-hw5-sara"), Shown(Read(at: "b")));
        Assert.Equal(("classroom50", "arman sara"), Shown(Read("classroom50", "b")));
        File.Delete(_folder.Full("b/notes.txt"));
        Assert.Equal(("classroom50", "arman sara"), Shown(Read(at: "b")));
    }

    static (string, string) Shown(IntakeResult result) => (result.Layout, string.Join(' ', result.Submissions.Select(it => it.Id)));

    [Fact]
    public void Nbgraders_folder_gives_the_homeworks_notebook_and_the_time()
    {
        _folder.With("submitted/sara/hw5/Question 4.ipynb", "{}").With("submitted/sara/hw5/timestamp.txt", "2023-12-21 20:15:03.123456 UTC\n").With("submitted/sara/hw4/Question 4.ipynb", "old")
            .With("submitted/arman/HW5/Question 4.ipynb", "{}").With("submitted/arman/HW5/timestamp.txt", "2023-12-21 20:15:03 EST").With("release/hw5/Question 4.ipynb", "").With("gradebook.db", "");
        var result = Read();
        Assert.Equal(("nbgrader", "arman sara"), Shown(result));
        Assert.Equal("submitted/sara/hw5/Question 4.ipynb", result.Submissions[1].Files["Question 4.ipynb"].Path);
        Assert.Equal(At("2023-12-21T20:15:03.123456Z"), result.Submissions[1].SubmittedAt);
        Assert.Null(result.Submissions[0].SubmittedAt);
    }

    [Fact]
    public void Notebooks_in_one_folder_are_students_by_the_files_name()
    {
        _folder.With("402521001.ipynb", "{}").With("۴۰۲۵۲۱۰۰۲ سارا.ipynb", "{}").With("402521003.zip", TemporaryFolder.Zip(("Question 4.ipynb", "{}")));
        Assert.Equal(("zips + otter", "402521001 402521002 402521003"), Shown(Read()));
        var result = Read("otter");
        Assert.Equal(("otter", "402521001 402521002 402521003"), Shown(result));
        Assert.All(result.Submissions, it => Assert.Equal(["Question 4.ipynb"], it.Files.Keys));
    }

    [Fact]
    public void Of_blackboards_attempts_the_newest_counts_and_its_time_is_of_the_courses_zone()
    {
        _folder.With("HW_5_sara_m_attempt_2023-12-20-10-00-00_q2.csx", "old").With("HW_5_sara_m_attempt_2023-12-20-10-00-00.txt", "receipt").With("HW_5_sara_m_attempt_2023-12-21-20-15-03_q2.csx", "new")
            .With("HW_5_sara_m_attempt_2023-12-21-20-15-03.txt", "receipt").With("HW_5_arman_attempt_2023-12-21-09-00-00.txt", "receipt only");
        var result = Read();
        Assert.Equal(("blackboard", "arman sara_m"), Shown(result));
        var sara = result.Submissions[1];
        Assert.Equal(("blackboard", "sara_m", "new", At("2023-12-21T20:15:03+03:30")), (sara.System, sara.Participant, sara.Files["q2.csx"].Text, sara.SubmittedAt!.Value));
        Assert.Contains("an older attempt", Notes(sara), StringComparison.Ordinal);
        Assert.True(result.Submissions[0].IsEmpty);
        Assert.Contains(result.Unmatched, it => it.Why.En.Contains("read as of Asia/Tehran", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_is_called_like_an_attempt_of_another_stays_its_owners()
    {
        _folder.With("HW5_sara_attempt_2023-12-21-20-15-03_q2.csx", "hers").With("HW5_mallory_attempt_2023-12-21-20-15-03_x_sara_attempt_2099-01-01-00-00-00_q2.csx", "forged");
        var result = Read();
        Assert.Equal(("blackboard", "mallory sara"), Shown(result));
        Assert.Equal("hers", result.Submissions[1].Files["q2.csx"].Text);
    }

    [Fact]
    public void Brightspaces_newest_folder_counts_and_its_index_is_nobodys()
    {
        _folder.With("index.html", "").With("1234-9001 - Sara Mohammadi - Dec 20, 2023 1000 AM/q2.csx", "old").With("1234-9005 - Sara Mohammadi - Dec 21, 2023 815 PM/q2.csx", "new").With("1235-9002 - A - B - 21 decembre 2023/q2.csx", "1");
        var result = Read();
        Assert.Equal(("brightspace", "1234 1235"), Shown(result));
        Assert.Equal(("new", At("2023-12-21T20:15:00+03:30"), "Sara Mohammadi"), (result.Submissions[0].Files["q2.csx"].Text, result.Submissions[0].SubmittedAt!.Value, result.Submissions[0].Name));
        Assert.Null(result.Submissions[1].SubmittedAt);
        Assert.DoesNotContain(result.Submissions.SelectMany(it => it.Notes), it => it.En.Contains("index.html", StringComparison.Ordinal));
    }

    [Fact]
    public void A_layout_that_is_asked_for_takes_its_own_names_only_and_lists_the_rest()
    {
        _folder.With("Sara_10021_assignsubmission_file/q2.csx", "1").With("402521001/q2.csx", "1").With("HW5_402521002.zip", TemporaryFolder.Zip(("q2.csx", "1")));
        Assert.Equal("plain + zips + moodle", Read().Layout);
        var result = Read("moodle");
        Assert.Equal(("moodle", "10021"), Shown(result));
        Assert.Equal(["402521001", "HW5_402521002.zip"], result.Unmatched.Select(it => it.Path));
        Assert.Throws<UsageException>(() => Read("gradescope"));
    }

    [Fact]
    public void The_words_in_student_yaml_change_no_id_that_the_system_gave()
    {
        _folder.With("HW5_sara_attempt_2023-12-21-20-15-03_student.yaml", "id: arman\nsubmitted: 2001-01-01T00:00:00Z").With("HW5_sara_attempt_2023-12-21-20-15-03_q2.csx", "1").With("HW5_kimia_attempt_2023-12-21-20-15-03_q2.csx", "1");
        var result = Read();
        Assert.Equal(("blackboard", "kimia sara"), Shown(result));
        Assert.Equal(At("2023-12-21T20:15:03+03:30"), result.Submissions[1].SubmittedAt);
    }

    [Fact]
    public void Links_in_a_download_are_listed_and_not_followed()
    {
        _folder.With("submission_metadata.yml", "submission_1:\n  :submitters:\n  - {':name': A, ':sid': '402521001'}\n").With("outside/secret.csx", "x");
        File.CreateSymbolicLink(_folder.Full("submission_1"), _folder.Full("outside"));
        var result = Read();
        Assert.Empty(result.Submissions);
        Assert.Contains(result.Unmatched, it => it.Path == "submission_1" && it.Why.En.Contains("link", StringComparison.Ordinal));
    }
}
