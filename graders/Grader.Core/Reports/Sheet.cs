using Grader.Core.Results;

namespace Grader.Core.Reports;

/// <summary>What was asked, found again for what was answered; old results have no sheet, and ids stand for titles then.</summary>
internal static class Sheet
{
    public static string Title(ClassResult result, View view) => result.Title.IsEmpty ? result.Homework : view.In(result.Title);

    public static QuestionSheet? Of(ClassResult result, QuestionResult question) => result.Sheet.FirstOrDefault(it => it.Id == question.Id);

    public static PartSheet? Of(ClassResult result, PartResult part) => result.Sheet.SelectMany(it => it.Parts).FirstOrDefault(it => it.Id == part.Id);

    public static CheckSheet? Of(ClassResult result, PartResult part, CheckResult check) => Of(result, part)?.Checks.FirstOrDefault(it => it.Id == check.Id);

    public static string Title(ClassResult result, QuestionResult question, View view) => view.In(Of(result, question)?.Title ?? LocalizedText.Empty);

    public static string Title(ClassResult result, PartResult part, View view) => view.In(Of(result, part)?.Title ?? LocalizedText.Empty);

    public static string Title(ClassResult result, PartResult part, CheckResult check, View view) =>
        Of(result, part, check) is { Title.IsEmpty: false } sheet ? view.In(sheet.Title) : VerdictWords.OfKind(check.Kind, view.Language);

    /// <summary>A sentence that only repeats the verdict beside it.</summary>
    public static bool SaysNoMore(CheckResult check) => (check.Verdict, check.Feedback.En) is (Verdict.Correct, "Right.") or (Verdict.NeedsReview, "Waits for a person.");

    /// <summary>q2b as people say it: 2b, or ۲-ب in Persian.</summary>
    public static string Short(string id, View view)
    {
        if (id is not ['q', >= '0' and <= '9', ..]) return id;
        var (number, letter) = (id[1..].TrimEnd(Letters), id[(1 + id[1..].TrimEnd(Letters).Length)..]);
        if (letter.Length > 1 || !number.All(char.IsAsciiDigit)) return id;
        return !view.Persian ? (letter.Length == 0 ? "Q" : "") + number + letter
            : letter.Length == 0 ? view.Digits(number) : view.Digits(number) + "-" + (letter[0] - 'a' < Persian.Length ? Persian[letter[0] - 'a'] : letter);
    }

    private static readonly char[] Letters = [.. Enumerable.Range('a', 26).Select(it => (char)it)];
    private static readonly string[] Persian = ["الف", "ب", "ج", "د", "ه", "و", "ز", "ح"];
}
