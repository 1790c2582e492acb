using Grader.Core.Intake;

namespace Grader.Core.Tests.Fuzzing;

/// <summary>Bent zips: a row each, whatever is in them.</summary>
public sealed class ZipFuzzTests : IDisposable
{
    private static readonly string[] Expected = ["answers.yaml", "q2.csx", "q3.csx"];

    private static readonly byte[][] Seeds =
    [
        TemporaryFolder.Zip(("hw5/q2.csx", "var a = 1;"), ("hw5/q3.csx", new string('x', 3000)), ("hw5/student.yaml", "id: 402521009\nname: علی")),
        TemporaryFolder.Zip(("inner.zip", TemporaryFolder.Zip(("q2.csx", "1"), (@"a\q3.csx", "2"))), ("سلام.txt", [])),
        TemporaryFolder.Zip(("../q2.csx", "1"), ("/q3.csx", "2"), ("a/b/c/d/answers.yaml", "q1a: b")),
        TemporaryFolder.Zip(("q2.csx", new byte[2 << 20])),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_bent_zip_of_a_student_is_one_row_with_texts_that_can_be_shown() => Fuzz.Bytes(Seeds, 200, bytes =>
    {
        _folder.With("HW5_402521001.zip", bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var row = Assert.Single(IntakeReader.Read(_folder.Path, Expected).Submissions);
        Assert.Equal("402521001", row.Id);
        Assert.All(row.Notes, note => Assert.DoesNotContain(note.En, char.IsControl));
        Assert.All(row.Files.Values, file => Assert.DoesNotContain(file.Path, char.IsControl));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 100 << 20);
    });

    [Fact]
    public void A_bent_zip_of_a_class_is_read_or_refused()
    {
        var zip = TemporaryFolder.Zip(("s/402521001/q2.csx", "1"), ("s/402521002.zip", "PK"), ("s/Ali_5_assignsubmission_file/q3.csx", "2"), ("s/ali/student.yaml", "id: 402521001"));
        Fuzz.Bytes([zip], 120, bytes =>
        {
            _folder.With("class.zip", bytes);
            try
            {
                var read = IntakeReader.Read(_folder.Full("class.zip"), Expected);
                Assert.Equal(read.Submissions.Length, read.Submissions.DistinctBy(row => row.Id).Count());
            }
            catch (UsageException refused)
            {
                Assert.StartsWith("class.zip", refused.Message, StringComparison.Ordinal);
            }
        });
    }
}
