using System.Text;
using Grader.Core.Answers;
using Grader.Core.Intake;
using Grader.Core.Marking;
using Grader.Core.Rubrics;

namespace Grader.Core.Tests.Fuzzing;

/// <summary>Bent texts: each is read, or refused with sentences; none throws.</summary>
public sealed class TextFuzzTests : IDisposable
{
    private static readonly string Rubric = File.ReadAllText(Path.Combine(Repository(), "rubrics", "hw5.yaml"));
    private static readonly string[] Answers =
        [.. Directory.GetFiles(Path.Combine(Repository(), "submissions-sample", "hw5"), "answers.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(5).Select(File.ReadAllText)];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_bent_rubric_is_a_rubric_or_diagnostics() => Fuzz.Text([Rubric], 60, text =>
    {
        var (rubric, diagnostics) = RubricReader.Read("rubrics/hw5.yaml", text);
        Assert.Equal(rubric is null, diagnostics.Length > 0);
        Assert.All(diagnostics, it => Assert.True(it.At is { Line: > 0, Column: > 0 } && it.Message.Length > 0));
    });

    [Fact]
    public void Bent_answers_are_answers_or_one_sentence() => Fuzz.Text([.. Answers, "q1a: { choice: [b, c], reason: x }\nq3a: [6, 1, 2.5]\nq3b: |\n  one\n  two\n"], 400, text =>
    {
        var answers = StudentAnswers.Read(text);
        Assert.True(answers.Problem is null || answers.ByPart.IsEmpty);
        foreach (var answer in answers.ByPart.Values)
        {
            answer.ReadNumbers(out _);
            ChoiceReader.Read(answer.Choice, 4);
            ChoiceReader.Read([answer.Text, answer.Formula], 4);
        }
    });

    [Fact]
    public void A_bent_student_yaml_is_read() => Fuzz.Text(["id: \"402521001\"\nname: \"سارا محمدی\"\nemail: a@example.edu\nsubmitted: 2023-12-24T10:15:00+03:30\n"], 1500, text =>
    {
        var yaml = StudentYaml.Parse(text);
        var id = StudentIds.Clean(yaml.Id);
        Assert.True(id.Length is > 0 and <= 64 && id.All(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.') && id[0] != '.', id);
        Assert.DoesNotContain(yaml.Name + yaml.Email, char.IsControl);
        var (time, problem) = SubmissionTime.Read(yaml.Submitted, "student.yaml");
        Assert.True(yaml.Submitted.Length == 0 || (time is null) != (problem is null));
        Assert.True(time is null || time.Value.Year is >= 2000 and <= 2100);
    });

    [Fact]
    public void A_bent_marks_file_is_refused_or_read_and_loses_nothing_that_was_typed()
    {
        PendingItem[] pending = [.. Enumerable.Range(1, 3).Select(i => new PendingItem($"40252100{i}", "علی", "q1.reason", 3, [("a", 1, new("x", "y")), ("b", 2, new("z", "w"))], "=text\n\0"))];
        var path = _folder.Full("marks.csv");
        MarksFile.Write(path, Marks.Apply([], pending, []).Rows, MarksTable.None);
        string[] seeds =
        [
            File.ReadAllText(path),
            $"student_id;check;points;items;text_digest;comment;mine\r\n402521001;q1.reason;1,5;a;{pending[0].Digest};'=x;=A1\r\n4.02521002E8;q1.reason;2;b b;;\"a\nb\";\r\n",
        ];
        Fuzz.Text(seeds, 150, text =>
        {
            File.WriteAllBytes(path, Encoding.UTF8.GetBytes(text));
            MarksTable read;
            try { read = MarksFile.Read(path); }
            catch (UsageException refused)
            {
                Assert.Contains("marks.csv", refused.Message, StringComparison.Ordinal);
                return;
            }
            var joined = Marks.Apply(read.Rows, pending, ["402521001", "402521004"]);
            Assert.All(joined.Marks.Values, mark => Assert.InRange(mark.Points, 0, 3));
            Assert.True(MarksFile.Write(path, joined.Rows, read));
            var again = MarksFile.Read(path);
            Assert.Equal(joined.Rows.Select(row => row with { Line = 0 }), again.Rows.Select(row => row with { Line = 0 }));
            var second = Marks.Apply(again.Rows, pending, ["402521001", "402521004"]);
            Assert.Equal(joined.Marks.Keys.Order(), second.Marks.Keys.Order());
            foreach (var row in read.Rows.Where(row => row.IsFilled || row.HasWords))
                Assert.Contains(again.Rows, it => it.Points == row.Points && it.Items == row.Items && it.Comment == row.Comment && it.Marker == row.Marker && it.Extra == row.Extra);
        });
    }

    [Fact]
    public void Every_text_comes_back_through_a_guarded_cell() =>
        Fuzz.Text(["", "'", "=", "''=x", "x"], 500, text => Assert.Equal(text, CsvCells.Unguard(CsvCells.Guard(text))));

    private static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Grader.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
