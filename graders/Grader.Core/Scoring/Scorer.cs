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
    public static SubmissionResult Score(Rubric rubric, Submission submission, ImmutableArray<CheckVerdict> verdicts, IReadOnlyDictionary<(string Student, string Check), Mark> marks)
    {
        var byCheck = verdicts.ToDictionary(it => it.Check);
        var questions = rubric.Questions.Select(question =>
        {
            var parts = question.Parts.Select(part =>
            {
                var checks = part.Checks.Select(check => Result(byCheck[check], marks.GetValueOrDefault((submission.Id, $"{part.Id}.{check.Id}")))).ToImmutableArray();
                return new PartResult(part.Id, Plain(checks).Sum(it => it.Score), Extra(checks), Plain(checks).Sum(it => it.Pending), Plain(checks).Sum(it => it.Max), checks);
            }).ToImmutableArray();
            return new QuestionResult(question.Id, parts.Sum(it => it.Score), parts.Sum(it => it.Bonus), parts.Sum(it => it.Pending), parts.Sum(it => it.Max), parts);
        }).ToImmutableArray();

        var score = questions.Sum(it => it.Score);
        var bonus = questions.Sum(it => it.Bonus);
        var pending = questions.Sum(it => it.Pending);
        return new SubmissionResult
        {
            Id = submission.Id, Name = submission.Name, Score = score, Pending = pending, Max = rubric.Points, Late = Late(rubric, submission), Questions = questions,
            Notes = submission.Unreadable is { } unreadable ? submission.Notes.Add(unreadable) : submission.Notes,
            Bonus = rubric.BonusCap == BonusCap.Total ? Math.Min(bonus, rubric.Points - score) : bonus,
            Status = submission.IsEmpty ? SubmissionStatus.Missing : pending > 0 ? SubmissionStatus.Pending : SubmissionStatus.Graded,
        };
    }

    /// <summary>Our fault: no score, neither zero nor full, until the run is repeated.</summary>
    public static SubmissionResult Ungraded(Rubric rubric, Submission submission) => new()
    {
        Id = submission.Id, Name = submission.Name, Status = SubmissionStatus.Ungraded, Score = null, Bonus = 0, Pending = 0, Max = rubric.Points, Late = Late(rubric, submission), Questions = [],
        Notes = submission.Notes.Add(new("Could not be graded, by a fault of the grader; run it again. This is no zero.", "به سبب خطایی در خود تصحیح‌گر نمره داده نشد؛ دوباره اجرا کنید. این صفر نیست.")),
    };

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

    private static LateResult? Late(Rubric rubric, Submission submission) =>
        rubric.Due is { } due && submission.SubmittedAt is { } at && at > due.At
            ? new LateResult(due.At.ToUniversalTime(), at.ToUniversalTime(), (long)Math.Ceiling((at - due.At).TotalMinutes)) : null;
}
