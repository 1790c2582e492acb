using System.Diagnostics;
using System.Text;
using Grader.Core.Intake;

namespace Grader.Core.Tests.Intake;

public sealed class IntakeHostileTests : IDisposable
{
    static readonly string[] Expected = ["answers.yaml", "q2.csx", "q3.csx"];

    readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    Submission Only() => Assert.Single(IntakeReader.Read(_folder.Path, Expected).Submissions);

    void AssertNote(string words) => Assert.Contains(Only().Notes, note => note.En.Contains(words, StringComparison.Ordinal) && note.Fa.Length > 0 && note.Fa != note.En);

    [Fact]
    public void Links_are_not_followed()
    {
        using var secret = new TemporaryFolder().With("q2.csx", "secret");
        Directory.CreateDirectory(_folder.Full("402521001"));
        File.CreateSymbolicLink(_folder.Full("402521001/q2.csx"), secret.Full("q2.csx"));
        Directory.CreateSymbolicLink(_folder.Full("402521001/more"), secret.Path);
        Directory.CreateSymbolicLink(_folder.Full("402521009"), secret.Path);
        Assert.True(Only().IsEmpty);
        Assert.Equal(2, Only().Notes.Length);
        Assert.Equal("402521009", Assert.Single(IntakeReader.Read(_folder.Path, Expected).Unmatched).Path);
    }

    [Fact]
    public async Task A_pipe_is_never_opened()
    {
        Directory.CreateDirectory(_folder.Full("402521001"));
        using (var mkfifo = Process.Start("mkfifo", [_folder.Full("402521001/q2.csx"), _folder.Full("HW5_402521002.zip")])) await mkfifo.WaitForExitAsync();
        var result = await Task.Run(() => IntakeReader.Read(_folder.Path, Expected)).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.True(Assert.Single(result.Submissions).IsEmpty);
        Assert.Contains("not an ordinary file", result.Submissions[0].Notes[0].En, StringComparison.Ordinal);
        Assert.Equal("HW5_402521002.zip", Assert.Single(result.Unmatched).Path);
    }

    [Fact]
    public void Nesting_without_end_stops()
    {
        _folder.With("402521001/" + string.Concat(Enumerable.Repeat("d/", 40)) + "q2.csx", "x");
        AssertNote("nested too deeply");
        Assert.True(Only().IsEmpty);
    }

    [Fact]
    public void More_than_ten_thousand_entries_stop()
    {
        _folder.With("HW5_402521001.zip", TemporaryFolder.Zip([.. Enumerable.Range(0, 10_050).Select(i => ($"f{i}", Array.Empty<byte>()))]));
        AssertNote("more entries than we read");
    }

    [Fact]
    public void Entries_that_lead_out_of_the_zip_are_left_out()
    {
        _folder.With("HW5_402521001.zip", TemporaryFolder.Zip(("../q2.csx", "x"), ("/q2.csx", "x"), (@"a\..\..\q2.csx", "x"), ("q3.csx", "good")));
        var row = Only();
        Assert.Equal(["q3.csx"], row.Files.Keys);
        Assert.Equal(3, row.Notes.Length);
        Assert.All(row.Notes, note => Assert.Contains("leads out of the zip", note.En, StringComparison.Ordinal));
    }

    [Fact]
    public void A_zip_that_inflates_without_end_is_stopped_by_the_bytes_that_come()
    {
        var inner = TemporaryFolder.Zip(("zeros", new byte[70 << 20]));
        _folder.With("HW5_402521001.zip", TemporaryFolder.Zip(("q2.csx", new byte[70 << 20])))
            .With("HW5_402521002.zip", TemporaryFolder.Zip(("inner.zip", new byte[70 << 20])))
            .With("HW5_402521003.zip", TemporaryFolder.Zip(("inner.zip", inner)));
        var rows = IntakeReader.Read(_folder.Path, Expected).Submissions;
        Assert.Contains("256 KiB", rows[0].Files["q2.csx"].Problem!.En, StringComparison.Ordinal);
        Assert.NotNull(rows[1].Unreadable);
        Assert.True(rows[2] is { IsEmpty: true, Unreadable: null });
    }

    [Fact]
    public void Inflated_bytes_are_counted_over_all_of_a_submission()
    {
        _folder.With("HW5_402521001.zip", TemporaryFolder.Zip(("a.zip", new byte[40 << 20]), ("b.zip", new byte[40 << 20])));
        Assert.Equal(["damaged", "unpacked"], Only().Notes.Select(note => note.En.Contains("damaged", StringComparison.Ordinal) ? "damaged"
            : note.En.Contains("unpacked", StringComparison.Ordinal) ? "unpacked" : note.En));
    }

    [Fact]
    public void A_broken_zip_is_a_row_that_says_so()
    {
        var whole = TemporaryFolder.Zip(("q2.csx", new string('x', 5000)));
        _folder.With("HW5_402521001.zip", whole[..^40]).With("HW5_402521002.zip", "no zip").With("HW5_402521003.rar", "Rar!");
        var rows = IntakeReader.Read(_folder.Path, Expected).Submissions;
        Assert.Equal(3, rows.Length);
        Assert.All(rows, row => Assert.NotNull(row.Unreadable));
        Assert.Contains("damaged", rows[0].Unreadable!.En, StringComparison.Ordinal);
        Assert.Contains(".zip", rows[2].Unreadable!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void Bent_zips_never_throw()
    {
        var whole = TemporaryFolder.Zip(("hw5/q2.csx", "var a = 1;"), ("hw5/q3.csx", "var b = 2;"));
        for (var i = 0; i < whole.Length; i++)
        {
            var bent = whole.ToArray();
            bent[i] ^= 0xFF;
            _folder.With($"HW5_{402521000 + i}.zip", bent);
        }
        Assert.Equal(whole.Length, IntakeReader.Read(_folder.Path, Expected).Submissions.Length);
    }

    [Fact]
    public void A_zip_with_a_password_says_so()
    {
        var bytes = TemporaryFolder.Zip(("q2.csx", "x"));
        // The bit of encryption, in the local header and in the directory.
        bytes[6] |= 1;
        bytes[bytes.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        _folder.With("HW5_402521001.zip", bytes);
        Assert.Contains("password", Only().Unreadable!.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_zip_beside_the_files_is_only_a_note()
    {
        _folder.With("402521001/q2.csx", "1").With("402521001/old.zip", "no zip");
        var row = Only();
        Assert.Null(row.Unreadable);
        Assert.Contains("damaged", Assert.Single(row.Notes).En, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_turn_the_text_around_are_shown()
    {
        _folder.With("402521001/q2\u202E.csx", "x");
        var row = Only();
        Assert.Equal("402521001/q2[U+202E].csx", row.Files["q2.csx"].Path);
        AssertNote("hidden characters");
    }

    [Fact]
    public void A_student_yaml_of_any_size_or_content_is_survived()
    {
        _folder.With("402521001/student.yaml", "id: ../../x\u202E\nname: &a [*a\n  name: nested\n: : :\nsubmitted: yesterday")
            .With("402521002/student.yaml", "name: " + new string('x', 70_000))
            .With("402521003/student.yaml", [0xFF, 0xFE, 0x00]);
        var rows = IntakeReader.Read(_folder.Path, Expected).Submissions;
        Assert.Equal(["402521002", "402521003", "x"], rows.Select(row => row.Id));
        Assert.All(rows, row => Assert.NotEmpty(row.Notes));
    }
}
