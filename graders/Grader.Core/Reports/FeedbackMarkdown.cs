using System.Globalization;
using System.Text;
using Grader.Core.Results;

namespace Grader.Core.Reports;

/// <summary><c>feedback.md</c>: the student's report as Markdown, for issues, mails and LMS comments. A stranger's text never becomes markup.</summary>
public static class FeedbackMarkdown
{
    public static string Render(ClassResult result, SubmissionResult whole, string language)
    {
        var it = StudentView.Of(whole, afterDue: true);
        var view = new View(language);
        var text = new StringBuilder();
        if (view.Persian) text.Append("<div dir=\"rtl\">\n\n");
        Line(text, $"# {Plain(Sheet.Title(result, view))}: {Plain(it.Name.Length > 0 ? it.Name : it.Id)}");
        Line(text, it.Total is { } total
            ? $"**{view.OutOf(total, it.Max)}**{(it.Pending > 0 ? view.Say($", {view.Number(it.Pending)} points wait for a person", $"؛ {view.Number(it.Pending)} نمره در انتظار تصحیح انسانی است") : "")}"
            : view.Say("**No score**: this submission could not be graded, by a fault of the grader. This is no zero.", "**بدون نمره**: این تحویل به سبب خطایی در خود تصحیح‌گر نمره نگرفته است. این صفر نیست."));
        if (it.Late is { } late) Line(text, $"{view.Say("Handed in", "تحویل")}: {view.TimeText(late.Submitted.ToOffset(result.Due?.At.Offset ?? TimeSpan.Zero))}{view.Say(", late by", "، با دیرکرد")} {view.Duration(late.Minutes)}");
        foreach (var line in it.Adjustments) Line(text, $"- {(line.Points == 0 ? "" : $"**{(line.Points < 0 ? "−" : "+")}{view.Number(Math.Abs(line.Points))}** ")}{Plain(view.In(line.Text))}");
        foreach (var note in it.Notes) Line(text, $"> {Plain(view.In(note))}");
        if (it.Questions.Length > 0 && it.Score is not null)
        {
            Line(text, string.Join('\n', (IEnumerable<string>)[$"| {view.Say("Question", "پرسش")} | {view.Say("Points", "نمره")} | {view.Say("Pending", "در انتظار")} |", "|---|---|---|",
                .. it.Questions.Select(question => $"| {Sheet.Short(question.Id, view)} {Plain(Sheet.Title(result, question, view))} | {view.OutOf(question.Score + question.Bonus, question.Max)} | {(question.Pending > 0 ? view.Number(question.Pending) : "")} |")]));
            foreach (var question in it.Questions) Question(text, result, question, view);
        }
        if (view.Persian) text.Append("</div>\n");
        return text.ToString();
    }

    private static void Question(StringBuilder text, ClassResult result, QuestionResult question, View view)
    {
        Line(text, $"## {Sheet.Short(question.Id, view)} {Plain(Sheet.Title(result, question, view))} ({view.OutOf(question.Score + question.Bonus, question.Max)})");
        foreach (var part in question.Parts)
        {
            Line(text, $"### {Sheet.Short(part.Id, view)} {Plain(Sheet.Title(result, part, view))} ({view.OutOf(part.Score + part.Bonus, part.Max)})");
            if (Sheet.Of(result, part)?.Text is { IsEmpty: false } asked) Line(text, string.Join("\n>\n", view.In(asked).Trim().Replace("<", "&lt;", StringComparison.Ordinal).Split('\n').Select(it => "> " + it)));
            foreach (var check in part.Checks) Check(text, result, part, check, view);
        }
    }

    private static void Check(StringBuilder text, ClassResult result, PartResult part, CheckResult check, View view)
    {
        var points = check.Pending > 0 ? view.Say($"{view.Number(check.Pending)} pending", $"{view.Number(check.Pending)} در انتظار") : view.OutOf(check.Score, check.Max);
        var (first, rest) = view.In(check.Feedback).Split('\n', 2) is [var head, var tail] ? (head, tail) : (view.In(check.Feedback), "");
        Line(text, $"- {VerdictWords.Mark(check.Verdict)} **{VerdictWords.Of(check.Verdict, view.Language)}** · {Plain(Sheet.Title(result, part, check, view))} · {points}{(first.Length > 0 ? ": " + Plain(first) : "")}");
        if (rest.Length > 0) Code(text, rest);
        if (check.Verdict == Verdict.Correct) return;
        var it = check.Evidence;
        if (it.CasesRun is { } run) Line(text, "  " + view.Say($"Right on {it.CasesPassed ?? 0} of {run} cases.", $"درست در {view.Number(it.CasesPassed ?? 0)} مورد از {view.Number(run)} مورد."));
        if (it.Case is not null) Line(text, $"  {view.Say("Case", "مورد")}: {Span(it.Case)}");
        if (it.Excerpt is { } excerpt) Code(text, Lines(excerpt));
        else if (it.SourceLine is not null) Code(text, $"{it.At}: {it.SourceLine}");
        if (it.Detail is not null) Line(text, "  " + Span(it.Detail));
        if (!it.Entries.IsDefaultOrEmpty)
            Line(text, string.Join('\n', (IEnumerable<string>)[$"  | {view.Say("Index", "درایه")} | {view.Say("Right", "درست")} | {view.Say("Yours", "پاسخ شما")} | |", "  |---|---|---|---|", .. it.Entries.Select(entry => $"  | {Plain(entry.Index)} | {Plain(entry.Expected)} | {Plain(entry.Actual)} | {(entry.Differs ? "✗" : "✓")} |")]));
        else if (it.Expected is not null || it.Actual is not null) Line(text, $"  {view.Say("Right", "درست")}: {Span(it.Expected ?? "–")} · {view.Say("yours", "پاسخ شما")}: {Span(it.Actual ?? "–")}");
        if (it.Map is not null) Code(text, it.Map);
        if (it.Given is not null) Code(text, it.Given);
        if (it.Output is not null) Code(text, it.Output);
    }

    private static string Lines(SourceExcerpt it) => string.Join('\n', it.Lines.SelectMany((line, i) =>
    {
        var number = (it.From + i).ToString(CultureInfo.InvariantCulture).PadLeft(4);
        string[] both = [$"{number} | {line}", $"     | {new string(' ', Math.Min(it.Column - 1, line.Length))}{new string('^', Math.Max(1, Math.Min(it.EndColumn - it.Column, line.Length - it.Column + 1)))}"];
        return it.From + i == it.Line ? both : both[..1];
    }).Prepend($"{it.File}:{it.Line}:{it.Column}"));

    private static void Line(StringBuilder text, string line) => text.Append(line).Append("\n\n");

    /// <summary>A sentence in which nothing is markup, not even an address or a mention.</summary>
    internal static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var letter in SafeText.Visible(text))
        {
            _ = letter switch
            {
                '\n' or '\t' => plain.Append(' '),
                '&' => plain.Append("&amp;"),
                '<' => plain.Append("&lt;"),
                '>' => plain.Append("&gt;"),
                '@' => plain.Append("&#64;"),
                ':' => plain.Append("&#58;"),
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '~' or '#' or '$' or '!' => plain.Append('\\').Append(letter),
                _ => plain.Append(letter),
            };
        }
        return plain.ToString();
    }

    /// <summary>Code in a line; the fence is longer than any inside it.</summary>
    private static string Span(string code)
    {
        var shown = SafeText.Visible(code).ReplaceLineEndings(" ").Replace("|", "¦", StringComparison.Ordinal);
        var fence = new string('`', LongestRun(shown) + 1);
        return $"{fence} {shown} {fence}";
    }

    private static void Code(StringBuilder text, string code)
    {
        var shown = SafeText.Visible(code);
        var fence = new string('`', Math.Max(3, LongestRun(shown) + 1));
        text.Append("  ").Append(fence).Append("text\n");
        foreach (var line in shown.Split('\n')) text.Append("  ").Append(line).Append('\n');
        text.Append("  ").Append(fence).Append("\n\n");
    }

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var letter in text) longest = Math.Max(longest, run = letter == '`' ? run + 1 : 0);
        return longest;
    }
}
