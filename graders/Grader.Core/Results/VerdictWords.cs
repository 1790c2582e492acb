namespace Grader.Core.Results;

/// <summary>Verdicts and kinds in people's words: the same in terminal, reports and exports.</summary>
public static class VerdictWords
{
    public static string Of(Verdict verdict, string language) => language != "fa" ? Words.Of(verdict).Replace('-', ' ') : verdict switch
    {
        Verdict.Correct => "درست", Verdict.Partial => "بخشی درست", Verdict.Wrong => "نادرست", Verdict.Missing => "تحویل‌نشده", Verdict.CompileError => "خطای کامپایل",
        Verdict.Exception => "خطای اجرا", Verdict.TimeLimit => "پایان زمان", Verdict.MemoryLimit => "کمبود حافظه", Verdict.OutputLimit => "چاپ بیش از حد", Verdict.Crash => "توقف ناگهانی",
        Verdict.Forbidden => "غیرمجاز", Verdict.Protocol => "نقض قرارداد", Verdict.Unstable => "ناپایدار", Verdict.Skipped => "انجام‌نشده", Verdict.NeedsReview => "در انتظار تصحیح",
        _ => "بدون نمره",
    };

    /// <summary>A sign that does not rest on colour.</summary>
    public static string Mark(Verdict verdict) => verdict switch { Verdict.Correct => "✓", Verdict.Partial => "◐", Verdict.NeedsReview => "…", Verdict.Skipped => "–", Verdict.Ungraded => "!", _ => "✗" };

    public static string OfStatus(SubmissionStatus status, string language) => (status, language == "fa") switch
    {
        (SubmissionStatus.Graded, true) => "تصحیح‌شده", (SubmissionStatus.Pending, true) => "در انتظار تصحیح", (SubmissionStatus.Ungraded, true) => "بدون نمره", (SubmissionStatus.Missing, true) => "تحویل‌نشده",
        _ => Words.Of(status),
    };

    /// <summary>What a check looks at; a kind of a later version is shown by its own word.</summary>
    public static string OfKind(string kind, string language) => (kind, language == "fa") switch
    {
        ("choice", true) => "گزینه", ("manual", true) => "متن", ("numbers", true) => "اعداد", ("exact", true) => "مقدار دقیق", ("tensor", true) => "مقدار", ("gradient", true) => "گرادیان",
        ("formula", true) => "فرمول", ("snapshot", true) => "مقدار", ("module", true) => "مدل", ("training", true) => "آموزش", ("cell", true) => "خروجی سلول",
        ("manual", false) => "text", ("tensor" or "snapshot", false) => "values", ("cell", false) => "cell output", ("exact", false) => "exact values",
        _ => kind,
    };
}
