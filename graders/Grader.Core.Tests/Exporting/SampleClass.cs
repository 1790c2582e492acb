using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Grader.Core.Exporting;
using Grader.Core.Results;

namespace Grader.Core.Tests.Exporting;

/// <summary>The committed results of the sample class, and what may become of them.</summary>
internal static class SampleClass
{
    public static ClassResult AsGraded { get; } = ResultsReader.Read(File.ReadAllText(Path.Combine(Folder(), "..", "..", "Grader.EndToEnd.Tests", "SampleClassTests.results.verified.txt")));

    /// <summary>Downloaded from Moodle, Canvas or Blackboard, so that each student has a name there.</summary>
    public static ClassResult From(string system) => AsGraded with { Submissions = [.. AsGraded.Submissions.Select((it, at) => it with { System = system, Participant = FormattableString.Invariant($"{10_001 + at}"), Email = FormattableString.Invariant($"s{at}@example.edu") })] };

    /// <summary>As when all marks were in: half of each pending check, and the third student late, the fourth ungraded.</summary>
    public static ClassResult Marked(ClassResult all) => all with { Submissions = [.. all.Submissions.Select((it, at) => at == 3 ? Ungraded(it) : Marked(it, late: at == 2))] };

    /// <summary>One student with one of each: right, half, does not compile, waits, skipped, a bonus, late.</summary>
    public static ClassResult Invented { get; } = new()
    {
        Homework = "hw", Grader = "0.1.0", Seed = 1, Isolation = "full", Max = 12,
        Submissions =
        [
            new SubmissionResult
            {
                Id = "402521001", Name = "سارا محمدی", Status = SubmissionStatus.Pending, Score = 4.05m, Bonus = 0.9m, Pending = 2, Max = 12, Late = null, Notes = [new("q2.cs: taken as q2.csx.", "q2.cs: به جای q2.csx پذیرفته شد.")],
                Adjustments = [new Adjustment(Adjustment.Late, null, -0.55m, new("Handed in 1 h late.", "با ۱ ساعت تأخیر تحویل داده شد."))],
                Questions =
                [
                    new QuestionResult("q1", 4.5m, 1, 2, 12,
                    [
                        new PartResult("q1a", 4.5m, 0, 2, 12,
                        [
                            Check("right", Verdict.Correct, 3, 3, 0, new("Right.", "درست است."), Evidence.None),
                            Check("half", Verdict.Partial, 1.5m, 3, 0, new("The sign is turned around.", "علامت برعکس است."), new Evidence { Case = "T = 3", Index = "[0, 2]", Expected = "0.5", Actual = "-0.5" }),
                            Check("broken", Verdict.CompileError, 0, 3, 0, new("A semicolon ';' is missing.", "یک نقطه‌ویرگول «;» جا افتاده است."), new Evidence { At = "q2.csx:8:26", SourceLine = "var a = 1", Detail = "CS1002: ; expected" }),
                            Check("same", Verdict.CompileError, 0, 1, 0, new("A semicolon ';' is missing.", "یک نقطه‌ویرگول «;» جا افتاده است."), new Evidence { At = "q2.csx:8:26", SourceLine = "var a = 1", Detail = "CS1002: ; expected" }),
                            Check("reason", Verdict.NeedsReview, 0, 2, 2, new("Waits for a person.", "در انتظار تصحیح است."), Evidence.None),
                        ]),
                        new PartResult("q1x", 0, 1, 0, 0, [Check("more", Verdict.Correct, 1, 1, 0, new("Right.", "درست است."), Evidence.None) with { Bonus = true }]),
                    ]),
                ],
            },
        ],
    };

    private static CheckResult Check(string id, Verdict verdict, decimal score, decimal max, decimal pending, LocalizedText feedback, Evidence evidence) => new()
    {
        Id = id, Kind = "tensor", Verdict = verdict, Score = score, Max = max, Pending = pending, Bonus = false, Mistake = null, Feedback = feedback, Evidence = evidence,
    };

    private static SubmissionResult Marked(SubmissionResult it, bool late)
    {
        CheckResult Check(CheckResult check) => check.Pending == 0 ? check : check with { Verdict = Verdict.Partial, Score = check.Score + check.Pending / 2, Pending = 0 };
        var questions = it.Questions.Select(question =>
        {
            var parts = question.Parts.Select(part => part with { Checks = [.. part.Checks.Select(Check)], Score = part.Score + part.Pending / 2, Pending = 0 });
            return question with { Parts = [.. parts], Score = question.Score + question.Pending / 2, Pending = 0 };
        }).ToImmutableArray();
        var score = questions.Sum(question => question.Score);
        var taken = late ? 4.2m : 0;
        return it with
        {
            Questions = questions, Score = score - taken, Pending = 0, Status = it.Status == SubmissionStatus.Missing ? it.Status : SubmissionStatus.Graded,
            Adjustments = late ? [new Adjustment(Adjustment.Late, null, -taken, new("Late.", "تأخیر."))] : [],
        };
    }

    private static SubmissionResult Ungraded(SubmissionResult it) => it with { Status = SubmissionStatus.Ungraded, Score = null, Pending = 0, Questions = [] };

    public static ExportedFile Export(string format, ClassResult result, ExportOptions? options = null) => ExportRun.FileOf(ExportFormats.Find(format), result, options ?? new ExportOptions());

    public static string Text(ExportedFile file) => System.Text.Encoding.UTF8.GetString(file.Bytes);

    /// <summary>One student's results alone.</summary>
    public static ClassResult Only(ClassResult result, SubmissionResult it) => result with { Submissions = [it] };

    private static string Folder([CallerFilePath] string source = "") => Path.GetDirectoryName(source)!;
}
