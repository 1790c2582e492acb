using System.Diagnostics;
using System.IO.Compression;
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
    public void Nothing_is_read_of_a_submission_of_more_than_ten_thousand_entries()
    {
        _folder.With("HW5_402521001.zip", ManyEntries(10_001, i => $"f{i}")).With("HW5_402521002.zip", ManyEntries(9_999, i => $"f{i}"))
            .With("HW5_402521003.zip", ManyEntries(1_000, i => string.Concat(Enumerable.Repeat($"{i}/", 20)) + "f"))
            .With("402521004/q2.csx", "x").With("402521004/a.zip", ManyEntries(6_000, i => $"a{i}")).With("402521004/b.zip", ManyEntries(6_000, i => $"b{i}"));
        Directory.CreateDirectory(_folder.Full("402521005"));
        foreach (var i in Enumerable.Range(0, 10_001)) File.Create(_folder.Full($"402521005/{i}")).Dispose();
        var rows = IntakeReader.Read(_folder.Path, Expected).Submissions;
        foreach (var row in rows.Where(row => row.Id != "402521002"))
        {
            Assert.Contains("more than 10000 files and folders", row.Unreadable!.En, StringComparison.Ordinal);
            Assert.Contains("10000 فایل و پوشه", row.Unreadable.Fa, StringComparison.Ordinal);
            Assert.True(row.IsEmpty);
        }
        Assert.Equal(["q2.csx"], rows[1].Files.Keys);
    }

    static byte[] ManyEntries(int count, Func<int, string> name) =>
        TemporaryFolder.Zip([.. Enumerable.Range(0, count).Select(i => (name(i), Array.Empty<byte>())), ("q2.csx", Array.Empty<byte>())]);

    [Fact]
    public void A_class_of_a_hundred_thousand_entries_is_refused_before_it_is_read()
    {
        _folder.With("class.zip", ManyEntries(100_000, i => $"{i}"));
        var refused = Assert.Throws<UsageException>(() => IntakeReader.Read(_folder.Full("class.zip"), Expected));
        Assert.Contains("more than 100000 files and folders", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_entries_of_a_zip_are_counted_before_they_are_believed()
    {
        var bytes = ManyEntries(20_000, i => $"f{i}");
        // The end record says that there is one.
        bytes[^14] = bytes[^12] = 1;
        bytes[^13] = bytes[^11] = 0;
        using var zip = new MemoryStream(bytes);
        Assert.Equal(10_001, ZipDirectory.Count(zip, 10_000));
        Assert.Equal(20_001, ZipDirectory.Count(zip, 30_000));
    }

    [Fact]
    public void A_zip_of_more_than_the_old_format_can_count_is_counted_by_its_larger_record()
    {
        using var zip = new MemoryStream(ManyEntries(70_000, i => $"{i}"));
        Assert.Equal(70_001, ZipDirectory.Count(zip, 100_000));
    }

    [Fact]
    public void A_name_that_no_disk_would_hold_is_left_out()
    {
        _folder.With("HW5_402521001.zip", TemporaryFolder.Zip((new string('x', 256) + "/q2.csx", "x"), (new string('y', 255) + "/q3.csx", "y")));
        Assert.Equal(["q3.csx"], Only().Files.Keys);
        AssertNote("longer than 255 bytes");
    }

    [Fact]
    public void Zips_on_the_disk_are_read_up_to_a_common_limit()
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("data", CompressionLevel.NoCompression).Open()) entry.Write(new byte[40 << 20]);
        _folder.With("402521001/a.zip", zip.ToArray()).With("402521001/b.zip", zip.ToArray()).With("402521001/q2.csx", "x");
        AssertNote("larger than 64 MiB together");
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
            .With("HW5_402521003.zip", TemporaryFolder.Zip(("inner.zip", inner)))
            .With("HW5_402521004.zip", TemporaryFolder.Zip(("Question 4.ipynb", new byte[4 << 20])));
        var rows = IntakeReader.Read(_folder.Path, [.. Expected, "Question 4.ipynb"]).Submissions;
        Assert.Contains("unpacked, this is far larger", rows[3].Files["Question 4.ipynb"].Problem!.En, StringComparison.Ordinal);
        Assert.Contains("256 KiB", rows[0].Files["q2.csx"].Problem!.En, StringComparison.Ordinal);
        Assert.NotNull(rows[1].Unreadable);
        Assert.True(rows[2] is { IsEmpty: true, Unreadable: null });
    }

    [Fact]
    public void Inflated_bytes_are_counted_over_all_of_a_submission()
    {
        // Repetition enough to pack well, and not so much that it is refused for that alone.
        var text = new byte[40 << 20];
        for (var i = 0; i < text.Length; i++) text[i] = (byte)(i % 40 == 0 ? i / 40 : 0);
        _folder.With("HW5_402521001.zip", TemporaryFolder.Zip(("a.zip", text), ("b.zip", text)));
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
        Assert.Equal(["402521001", "402521002", "402521003"], rows.Select(row => row.Id));
        Assert.All(rows, row => Assert.NotEmpty(row.Notes));
    }
}
