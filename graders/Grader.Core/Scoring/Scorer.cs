using System.Collections.Immutable;
using Grader.Core.Comparing;
using Grader.Core.Intake;
using Grader.Core.Marking;
using Grader.Core.Results;
using Grader.Core.Rubrics;

namespace Grader.Core.Scoring;

/// <summary>Verdicts and people's marks to points; every total is computed here, once.</summary>
internal static class Scorer
{
    public static SubmissionResult Score(Rubric rubric, Submission submission, ImmutableArray<CheckVerdict> verdicts, IReadOnlyDictionary<(string Student, string Check), Mark> marks, Extensions? extensions = null)
    {
        var byCheck = verdicts.ToDictionary(it => it.Check);
        var dropped = new List<Adjustment>();
        var questions = rubric.Questions.Select(question =>
        {
            var parts = question.Parts.Select(part =>
            {
                var checks = part.Checks.Select(check => Result(byCheck[check], marks.GetValueOrDefault((submission.Id, $"{part.Id}.{check.Id}")))).ToImmutableArray();
                return new PartResult(part.Id, Plain(checks).Sum(it => it.Score), Extra(checks), Plain(checks).Sum(it => it.Pending), Plain(checks).Sum(it => it.Max), checks);
            }).ToImmutableArray();
            // Bonus parts are never dropped.
            var counted = question.Parts.Zip(parts).Where(it => !it.First.Bonus).Select(it => (it.Second.Id, it.Second.Score, it.Second.Pending)).ToArray();
            var (score, pending, lines) = Drops.Apply(Adjustment.DroppedPart, question.Id, question.Drop, counted);
            dropped.AddRange(lines);
            return new QuestionResult(question.Id, score, parts.Sum(it => it.Bonus), pending, question.Points, parts);
        }).ToImmutableArray();

        var (score, pending, questionsDropped) = Drops.Apply(Adjustment.DroppedQuestion, rubric.Homework, rubric.Drop, [.. questions.Select(it => (it.Id, it.Score, it.Pending))]);
        var earned = new SubmissionResult
        {
            Id = submission.Id, Name = submission.Name, Email = Address(submission), Participant = submission.Participant, System = submission.System, Score = score, Bonus = questions.Sum(it => it.Bonus), Pending = pending, Max = rubric.Points,
            Late = null, Questions = questions, Adjustments = [.. dropped, .. questionsDropped],
            Files = HomeworkSheet.Digests(submission), Notes = submission.Unreadable is { } unreadable ? submission.Notes.Add(unreadable) : submission.Notes,
            // A bonus that waits is in no maximum, and still not final.
            Status = submission.IsEmpty ? SubmissionStatus.Missing : pending > 0 || questions.Any(BonusWaits) ? SubmissionStatus.Pending : SubmissionStatus.Graded,
        };
        return Policy.Apply(rubric, earned, submission, extensions?.ByStudent.GetValueOrDefault(submission.Id));
    }

    /// <summary>Our fault: no score, neither zero nor full, until the run is repeated.</summary>
    public static SubmissionResult Ungraded(Rubric rubric, Submission submission, Extensions? extensions = null) => new()
    {
        Id = submission.Id, Name = submission.Name, Email = Address(submission), Participant = submission.Participant, System = submission.System,
        Status = SubmissionStatus.Ungraded, Score = null, Bonus = 0, Pending = 0, Max = rubric.Points, Late = Policy.Lateness(rubric, submission, extensions?.ByStudent.GetValueOrDefault(submission.Id)), Questions = [], Files = HomeworkSheet.Digests(submission),
        Notes = submission.Notes.Add(new("Could not be graded, by a fault of the grader; run it again. This is no zero.", "به سبب خطایی در خود تصحیح‌گر نمره داده نشد؛ دوباره اجرا کنید. این صفر نیست.")),
    };

    /// <summary>Only Gradescope's export knows addresses; the one in <c>student.yaml</c> is a student's own word, and grade books find people by addresses.</summary>
    private static string Address(Submission submission) => submission.System == LayoutNames.Gradescope ? submission.Email : "";

    private static bool BonusWaits(QuestionResult question) => question.Parts.Any(part => part.Checks.Any(it => it.Bonus && it.Pending > 0));

    private static IEnumerable<CheckResult> Plain(IEnumerable<CheckResult> checks) => checks.Where(it => !it.Bonus);

    private static decimal Extra(IEnumerable<CheckResult> checks) => checks.Where(it => it.Bonus).Sum(it => it.Score);

    private static CheckResult Result(CheckVerdict verdict, Mark? mark)
    {
        if (mark is not null)
        {
            var comment = mark.Comment.Length > 0 ? LocalizedText.Same(mark.Comment) : new LocalizedText("Marked by a person.", "به دست یک نفر تصحیح شد.");
            var word = mark.Points >= verdict.Check.Points ? Verdict.Correct : mark.Points > 0 ? Verdict.Partial : Verdict.Wrong;
            verdict = verdict with { Verdict = word, Score = mark.Points, Pending = 0, Feedback = comment };
        }
        return new CheckResult
        {
            Id = verdict.Check.Id, Kind = verdict.Check.Kind, Verdict = verdict.Verdict, Score = verdict.Score, Pending = verdict.Pending, Max = verdict.Check.Points,
            Bonus = verdict.Check.Bonus, Mistake = verdict.Mistake, Visibility = verdict.Check.Visibility, Feedback = verdict.Feedback, Evidence = verdict.Evidence,
        };
    }
}
