using System.Collections.Immutable;
using System.Globalization;
using Grader.Core.Comparing;
using Grader.Core.Intake;
using Grader.Core.Marking;
using Grader.Core.Results;
using Grader.Core.Rubrics;
using Grader.Core.Scoring;

namespace Grader.Core.Tests.Scoring;

public sealed class PolicyTests
{
    /// <summary>Two questions of 10: q1 has two parts of 5, q2 one of 10 and a bonus of 4.</summary>
    private const string Homework = """
        rubric: 1
        homework: hw
        due: { at: 1402/10/01 23:59, zone: Asia/Tehran }
        LATE
        points: 20
        questions:
          - id: q1
            points: 10
            parts:
              - { id: q1a, points: 5, checks: [ { id: c, kind: manual, points: 5 } ] }
              - { id: q1b, points: 5, checks: [ { id: c, kind: manual, points: 5 } ] }
          - id: q2
            points: 10
            parts:
              - { id: q2a, points: 10, checks: [ { id: c, kind: manual, points: 10 } ] }
              - { id: q2x, points: 4, bonus: true, checks: [ { id: c, kind: manual, points: 4 } ] }
        """;

    private const string Late = "late: { grace: 15 min, per-day: 10 %, days: 5 }";

    private static Rubric Rubric(string late, params (string From, string To)[] changes)
    {
        var text = Homework.Replace("LATE", late, StringComparison.Ordinal);
        foreach (var (from, to) in changes) text = text.Replace(from, to, StringComparison.Ordinal);
        var (rubric, diagnostics) = RubricReader.Read("rubrics/hw.yaml", text);
        Assert.Empty(diagnostics);
        return rubric!;
    }

    /// <summary>Points in the order of the parts, or a question mark for one that waits.</summary>
    private static SubmissionResult Score(Rubric rubric, string points, string? submitted = null, string extensions = "")
    {
        var submission = new Submission
        {
            Id = "402521001", Files = ImmutableSortedDictionary<string, SubmittedFile>.Empty.Add("answers.yaml", new SubmittedFile("answers.yaml", "x")),
            SubmittedAt = submitted is null ? null : DateTimeOffset.Parse(submitted, CultureInfo.InvariantCulture),
        };
        var verdicts = rubric.Checks.Zip(points.Split(' '), (check, given) => new CheckVerdict(check, given == "?" ? Verdict.NeedsReview : Verdict.Partial, given == "?" ? 0 : decimal.Parse(given, CultureInfo.InvariantCulture), LocalizedText.Empty)
        {
            Pending = given == "?" ? check.Points : 0,
        }).ToImmutableArray();
        var read = extensions.Length == 0 ? Extensions.None : Extensions.Read("extensions.yaml", extensions, rubric.Due);
        return Scorer.Score(rubric, submission, verdicts, ImmutableDictionary<(string, string), Mark>.Empty, read);
    }

    [Theory]
    [InlineData("2023-12-22T23:59:00+03:30", 18, "")]
    [InlineData("2023-12-23T00:14:00+03:30", 18, "late 0: Handed in 15 min after the deadline, within the grace of 15 min: nothing is taken off.")]
    [InlineData("2023-12-23T00:14:01+03:30", 16.2, "late -1.8: Handed in 16 min late: 10 % for each day begun, 1 day, 10 % of the 18 points earned.")]
    [InlineData("2023-12-24T00:14:00+03:30", 16.2, "late -1.8: Handed in 1 d 15 min late: 10 % for each day begun, 1 day, 10 % of the 18 points earned.")]
    [InlineData("2023-12-23T20:45:01Z", 14.4, "late -3.6: Handed in 1 d 17 min late: 10 % for each day begun, 2 days, 20 % of the 18 points earned.")]
    [InlineData("2023-12-27T12:00:00+03:30", 9, "late -9: Handed in 4 d 12 h 1 min late: 10 % for each day begun, 5 days, 50 % of the 18 points earned.")]
    [InlineData("2023-12-29T12:00:00+03:30", 0, "late -18: Handed in 6 d 12 h 1 min late. Work is accepted for 5 days after the deadline, so it earns no points.")]
    public void Each_day_begun_after_the_grace_takes_its_share(string submitted, decimal total, string line)
    {
        foreach (var culture in new[] { "", "fa-IR", "tr-TR" })
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            var result = Score(Rubric(Late), "4 4 10 0", submitted);
            Assert.Equal(total, result.Total);
            Assert.Equal(line, string.Join('\n', result.Adjustments.Select(it => FormattableString.Invariant($"{it.Kind} {it.Points:0.##}: {it.Text.En}"))));
        }
    }

    [Fact]
    public void After_the_last_day_a_rubric_may_keep_the_share_of_the_last_day() =>
        Assert.Equal(9, Score(Rubric("late: { per-day: 10 %, days: 5, after: last-day }"), "4 4 10 0", "2024-02-01T00:00:00Z").Total);

    [Fact]
    public void The_share_is_of_what_is_earned_so_far_and_is_taken_again_when_the_mark_comes()
    {
        var waiting = Score(Rubric(Late), "4 ? 10 0", "2023-12-23T12:00:00+03:30");
        Assert.Equal((12.6m, 5m, SubmissionStatus.Pending), (waiting.Total, waiting.Pending, waiting.Status));
        Assert.EndsWith("10 % of the 14 points earned so far.", waiting.Adjustments.Single().Text.En, StringComparison.Ordinal);
        Assert.Equal(17.1m, Score(Rubric(Late), "4 5 10 0", "2023-12-23T12:00:00+03:30").Total);
    }

    [Fact]
    public void A_penalty_is_in_hundredths_and_rounded_for_the_student_and_all_lines_add_up()
    {
        var result = Score(Rubric(Late), "3.33 3.33 3.33 1.11", "2023-12-23T12:00:00+03:30");
        Assert.Equal((9.99m - 0.99m, 1.11m - 0.11m), (result.Score, result.Bonus));
        Assert.Equal(result.Total, result.Checks.Sum(it => it.Check.Score) + result.Adjustments.Sum(it => it.Points));
    }

    [Fact]
    public void Without_a_time_or_a_policy_nothing_is_taken_off()
    {
        Assert.Empty(Score(Rubric(Late), "4 4 10 0").Adjustments);
        var late = Score(Rubric(""), "4 4 10 0", "2024-01-01T00:00:00Z");
        Assert.Equal((18m, 0), (late.Total, late.Adjustments.Length));
        Assert.NotNull(late.Late);
    }

    [Theory]
    [InlineData("402521001: { until: 1402/10/03 23:59, reason: ill }", 18, "extension: The deadline was extended to 1402/10/03 23:59.")]
    [InlineData("۴۰۲۵۲۱۰۰۱: { until: 2023-12-24 }", 18, "extension: The deadline was extended to 1402/10/03 23:59.")]
    [InlineData("402521001: { days: 1 }", 16.2, "extension: The deadline was extended to 1402/10/02 23:59.|late: Handed in 12 h 1 min late: 10 % for each day begun, 1 day, 10 % of the 18 points earned.")]
    [InlineData("402521001: { penalty: none }", 18, "extension: Handing in late costs nothing here: it was agreed with the course.")]
    [InlineData("402521001: { submitted: 1402/10/02 12:00 }", 16.2, "late: Handed in 12 h 1 min late: 10 % for each day begun, 1 day, 10 % of the 18 points earned.")]
    [InlineData("402521002: { days: 9 }", 14.4, "late: Handed in 1 d 12 h 1 min late: 10 % for each day begun, 2 days, 20 % of the 18 points earned.")]
    public void An_extension_moves_the_deadline_of_one_student(string extensions, decimal total, string lines)
    {
        var result = Score(Rubric(Late), "4 4 10 0", "2023-12-24T12:00:00+03:30", extensions);
        Assert.Equal(total, result.Total);
        Assert.Equal(lines, string.Join('|', result.Adjustments.Select(it => $"{it.Kind}: {it.Text.En}")));
    }

    [Theory]
    [InlineData("402521001: { until: 1402/10/32 }", "1:21: error GR004: '1402/10/32' is not a date and time.")]
    [InlineData("402521001: { until: 1402/09/03 }", "1:21: error GR004: '1402/09/03' is not after the deadline, 1402/10/01 23:59.")]
    [InlineData("402521001: { untill: 1402/10/03 }", "1:14: error GR002: The extension of 402521001 has no key 'untill'.")]
    [InlineData("402521001: { days: 2, penalty: none }", "1:12: error GR003: One of until, days and penalty must stand here.")]
    [InlineData("402521001: 2", "1:12: error GR004: The extension of 402521001 must be a map of keys and values.")]
    [InlineData("402521001: { days: 2 }\n۴۰۲۵۲۱۰۰۱: { days: 3 }", "2:1: error GR004: '۴۰۲۵۲۱۰۰۱' stands here for the second time.")]
    [InlineData("- 402521001", "1:1: error GR004: Extensions are a map from a student's id to what was granted.")]
    public void A_slip_in_the_extensions_has_its_place(string text, string complaint)
    {
        var fault = Assert.Throws<HomeworkException>(() => Extensions.Read("extensions.yaml", text, Rubric(Late).Due));
        Assert.Contains(fault.Diagnostics, it => it.ToString().Contains(complaint, StringComparison.Ordinal) && it.Help.Length > 0);
    }

    [Theory]
    [InlineData("3 5 10 0", 15, 0, "dropped-part q1a -3")]
    [InlineData("4 4 10 0", 14, 0, "dropped-part q1b -4")]
    [InlineData("3 ? 10 0", 13, 2, "dropped-part  0")]
    [InlineData("5 ? 10 0", 15, 0, "dropped-part q1b 0")]
    [InlineData("? ? 10 0", 10, 5, "dropped-part  0")]
    public void The_lowest_part_does_not_count_and_what_is_pending_lies_between_the_sure_and_the_possible(string points, decimal score, decimal pending, string line)
    {
        var rubric = Rubric("", ("points: 20", "points: 15"), ("    points: 10\n    parts:\n      - { id: q1a", "    points: 5\n    drop: 1\n    parts:\n      - { id: q1a"));
        var result = Score(rubric, points);
        Assert.Equal((score, pending, 15m), (result.Score, result.Pending, result.Max));
        Assert.Equal(line, string.Join('\n', result.Adjustments.Select(it => FormattableString.Invariant($"{it.Kind} {it.Of} {it.Points:0.##}"))));
        Assert.Equal(result.Total, result.Checks.Sum(it => it.Check.Score) + result.Adjustments.Sum(it => it.Points));
    }

    [Fact]
    public void The_lowest_question_does_not_count()
    {
        var result = Score(Rubric("drop: 1", ("points: 20", "points: 10")), "5 2 9 0");
        Assert.Equal((9m, 10m), (result.Total, result.Max));
        Assert.Equal(("dropped-question", "q1", -7m), (result.Adjustments[0].Kind, result.Adjustments[0].Of, result.Adjustments[0].Points));
    }

    [Fact]
    public void A_capped_bonus_is_a_line_and_a_bonus_that_waits_is_not_final()
    {
        var capped = Score(Rubric("bonus-cap: total"), "5 5 8 4");
        Assert.Equal((18m, 2m, 20m), (capped.Score, capped.Bonus, capped.Total));
        Assert.Equal(("bonus-cap", -2m), (capped.Adjustments.Single().Kind, capped.Adjustments[0].Points));
        Assert.Equal(22, Score(Rubric(""), "5 5 8 4").Total);
        Assert.Equal(SubmissionStatus.Pending, Score(Rubric(""), "5 5 8 ?").Status);
    }

    [Fact]
    public void The_lines_survive_results_json_and_are_columns_of_the_grade_book()
    {
        var one = Score(Rubric(Late), "4 4 10 0", "2023-12-23T12:00:00+03:30") with { Email = "a@b.c", Participant = "10021", System = "moodle" };
        var result = new ClassResult { Homework = "hw", Grader = "0", Seed = 1, Isolation = "full", Max = 20, Submissions = [one] };
        var json = ResultsJson.Write(result);
        var back = ResultsReader.Read(json);
        Assert.Equal(json, ResultsJson.Write(back));
        Assert.Equal(("a@b.c", "10021", "moodle", one.Adjustments[0]), (back.Submissions[0].Email, back.Submissions[0].Participant, back.Submissions[0].System, back.Submissions[0].Adjustments[0]));
        Assert.Equal("student_id,name,late,q1,q2,late_penalty,total,max,status,needs_manual\r\n402521001,,yes,8,10,-1.8,16.2,20,graded,0\r\n", GradesCsv.Write(result));
    }
}
