using System.Text;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>The sentences that the files share, in one language at a time.</summary>
internal static class ExportWords
{
    private const int LongestMessage = 2000;

    public static string Say(string language, string en, string fa) => language == "fa" ? fa : en;

    public static string Number(decimal points) => GradesCsv.Number(points);

    /// <summary>"39 of 55, 16 pending": never one number that means two things.</summary>
    public static string Total(SubmissionResult it, string language)
    {
        if (it.Total is not { } total) return Say(language, "Not graded, by a fault of the grader. This is no zero.", "به سبب خطای تصحیح‌گر نمره داده نشده است. این صفر نیست.");
        var sure = Say(language, $"{Number(total)} of {Number(it.Max)}", $"{Number(total)} از {Number(it.Max)}");
        if (it.Status == SubmissionStatus.Missing) return $"{sure}. {Say(language, "Nothing was handed in.", "چیزی تحویل داده نشده است.")}";
        return !Waits(it) ? sure : it.Pending > 0
            ? Say(language, $"{sure} so far; {Number(it.Pending)} points wait for a person.", $"تا اینجا {sure}؛ {Number(it.Pending)} نمره در انتظار تصحیح است.")
            : Say(language, $"{sure} so far; a bonus waits for a person.", $"تا اینجا {sure}؛ یک امتیاز اضافه در انتظار تصحیح است.");
    }

    public static bool Waits(SubmissionResult it) => it.Status == SubmissionStatus.Pending;

    /// <summary>What was found and the evidence for it, on lines of their own.</summary>
    public static string Message(CheckResult check, string language)
    {
        var text = new StringBuilder(check.Feedback.In(language));
        var it = check.Evidence;
        void Line(string en, string fa, string? value)
        {
            if (!string.IsNullOrEmpty(value)) text.Append('\n').Append(Say(language, en, fa)).Append(": ").Append(value);
        }
        if (check.Verdict != Verdict.Correct)
        {
            Line("case", "مورد", it.Case);
            Line("value", "مقدار", it.Value);
            Line("first difference at", "نخستین تفاوت در", it.Index);
            Line("expected", "مورد انتظار", it.Expected);
            Line("found", "یافته‌شده", it.Actual);
            Line("detail", "جزئیات", it.Detail);
        }
        return text.Length <= LongestMessage ? text.ToString() : text.ToString(0, LongestMessage - 1) + "…";
    }

    /// <summary>One line for a grade book's comment: the total, then each question, then what the policy took off. Only our own words.</summary>
    public static string Comment(SubmissionResult it, string language)
    {
        var questions = it.Questions.Select(question => $"{question.Id} {Number(question.Score + question.Bonus)}/{Number(question.Max)}");
        var policy = it.Adjustments.Select(line => line.Points == 0 ? line.Text.In(language) : $"{Number(line.Points)}: {line.Text.In(language)}");
        return string.Join(" · ", [Total(it, language), .. questions, .. policy]);
    }

    public static LocalizedText Plain(FormattableString en, FormattableString fa) => new(Intake.StudentIds.Invariant(en), Intake.StudentIds.Invariant(fa));

    /// <summary>Ids as people read them, at most ten.</summary>
    public static string Ids(IReadOnlyCollection<string> ids)
    {
        const int Most = 10;
        var shown = string.Join(", ", ids.Take(Most).Select(id => SafeText.Visible(id, 60)));
        return ids.Count <= Most ? shown : shown + FormattableString.Invariant($" + {ids.Count - Most}");
    }
}
