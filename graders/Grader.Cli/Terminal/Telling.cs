using Grader.Core;
using Grader.Core.Results;

namespace Grader.Cli.Terminal;

/// <summary>A submission's result in a mark and a few words.</summary>
internal static class Telling
{
    public static (string Mark, string Colour) Mark(SubmissionResult it) => it.Status switch
    {
        SubmissionStatus.Ungraded => ("!!", "red"),
        SubmissionStatus.Missing => ("–", "grey"),
        _ when Review(it) is not null => ("?", "yellow"),
        _ when Faulty(it) is null => ("✓", "green"),
        _ when it.Score == 0 => ("✗", "red"),
        _ => ("◐", "yellow"),
    };

    /// <summary>The first check that lost points, by its part: a named mistake, or the verdict's word.</summary>
    public static string Reason(SubmissionResult it, string language)
    {
        if (it.Status == SubmissionStatus.Ungraded) return language == "fa" ? "بدون نمره، خطای تصحیح‌گر" : "UNGRADED, our fault";
        if (it.Status == SubmissionStatus.Missing) return language == "fa" ? "چیزی تحویل نشده" : "nothing handed in";
        if (Review(it) is { } review) return $"{review.Id}: {VerdictWords.Of(Verdict.NeedsReview, language)}";
        if (Faulty(it) is not { } found) return language == "fa" ? "درست" : "all right";
        var what = found.Check.Mistake?.Replace('_', ' ') ?? VerdictWords.Of(found.Check.Verdict, language);
        var more = it.Checks.Count(pair => Lost(pair.Check)) - 1;
        return $"{found.Part.Id}: {what}{(more > 0 ? FormattableString.Invariant($" (+{more})") : "")}";
    }

    public static string LineWord(string kind, string language) => (kind, language == "fa") switch
    {
        (Adjustment.Late, true) => "تأخیر", (Adjustment.BonusCap, true) => "سقف", (Adjustment.DroppedQuestion, true) => "حذف‌شده",
        (Adjustment.BonusCap, _) => "cap", (Adjustment.DroppedQuestion, _) => "dropped", _ => kind,
    };

    public static string Total(SubmissionResult it) => it.Total is { } total ? $"{GradesCsv.Number(total)} / {GradesCsv.Number(it.Max)}" : $"– / {GradesCsv.Number(it.Max)}";

    /// <summary>A part that was to be graded by machine but waits for a person.</summary>
    private static PartResult? Review(SubmissionResult it) => it.Checks.FirstOrDefault(pair => pair.Check.Pending > 0 && pair.Check.Kind != "manual").Part;

    private static (PartResult Part, CheckResult Check)? Faulty(SubmissionResult it)
    {
        foreach (var pair in it.Checks) if (Lost(pair.Check)) return pair;
        return null;
    }

    /// <summary>Reasons that nobody wrote are not what tells most about a submission.</summary>
    private static bool Lost(CheckResult check) => check.Score < check.Max && check.Pending == 0 && !(check.Kind == "manual" && check.Verdict == Verdict.Missing);
}
