using System.Collections.Immutable;
using Grader.Core.Answers;
using Grader.Core.Intake;
using Grader.Core.Notebooks;
using Grader.Core.Results;
using Grader.Core.Rubrics;

namespace Grader.Core.Comparing;

/// <summary>Checks of what was typed into <c>answers.yaml</c>: choices, numbers, and texts for a person.</summary>
internal static class AnswerComparer
{
    private const int LongestGiven = 2000, LongestWord = 40;

    public static CheckVerdict Compare(Check check, string part, Submission submission, Func<ImmutableArray<string>>? asReceived = null)
    {
        if (!submission.Files.TryGetValue(check.File, out var file))
            return CheckVerdict.None(check, Verdict.Missing, new($"{check.File} was not handed in.", $"فایل {check.File} تحویل داده نشده است."));
        if (file.Problem is { } unreadable) return CheckVerdict.None(check, Verdict.Missing, unreadable);
        if (NotebookFiles.IsNotebook(check.File)) return InNotebook(check, part, submission, file, asReceived?.Invoke() ?? []);
        var answers = StudentAnswers.Read(file.Text);
        if (answers.Problem is { } problem)
        {
            // A slip in YAML hides answers that a person can still read: neither a zero nor full marks.
            return Review(check, problem, file.Text, new Evidence { At = file.Path });
        }
        return check switch
        {
            ChoiceCheck choice => Choice(choice, answers.For(part)),
            ManualCheck manual => Manual(manual, answers.For(part)),
            NumbersCheck numbers => Numbers(numbers, answers.For(numbers.Key)),
            _ => throw new InvalidOperationException($"{check.Kind} is not answered in {check.File}."),
        };
    }

    /// <summary>A text between the marks of its part in the notebook; one in answers.yaml counts as well.</summary>
    private static CheckVerdict InNotebook(Check check, string part, Submission submission, SubmittedFile file, ImmutableArray<string> asReceived)
    {
        var (opened, notebook) = NotebookFiles.Open(file);
        if (opened.Problem is { } problem) return CheckVerdict.None(check, Verdict.Missing, problem);
        var text = string.Join("\n\n", NotebookFiles.Answers(notebook, part).Where(it => it.Length > 0 && !asReceived.Contains(it)));
        if (text.Length > 0) return Review(check, new("Waits for a person.", "در انتظار تصحیح است."), text, Evidence.None) with { RightInForm = true };
        return submission.Files.GetValueOrDefault("answers.yaml") is { Problem: null } answers && StudentAnswers.Read(answers.Text) is { Problem: null } read && check is ManualCheck manual
            ? Manual(manual, read.For(part)) : CheckVerdict.None(check, Verdict.Missing, new("No text was written.", "متنی نوشته نشده است."));
    }

    private static CheckVerdict Choice(ChoiceCheck check, Answer answer)
    {
        if (answer.Choice.IsEmpty && answer.Unread is { } unread) return Review(check, unread);
        if (answer.Choice.IsEmpty) return CheckVerdict.None(check, Verdict.Missing, new("No option was chosen.", "هیچ گزینه‌ای انتخاب نشده است."));
        var (chosen, unreadable) = ChoiceReader.Read(answer.Choice, check.Options);
        var given = string.Join(", ", answer.Choice);
        var evidence = new Evidence { Given = Cut(given, LongestGiven) };
        if (!unreadable.IsEmpty)
        {
            return Review(check, new(
                $"'{unreadable[0]}' is not one of the {check.Options} options; a person will look at it.", $"«{unreadable[0]}» یکی از {check.Options} گزینه نیست؛ یک نفر آن را بررسی می‌کند."), given, evidence);
        }
        if (chosen.IsEmpty) return CheckVerdict.None(check, Verdict.Missing, new("No option was chosen.", "هیچ گزینه‌ای انتخاب نشده است.")) with { Evidence = evidence };
        if (check.Correct.IsEmpty) return Form(check) with { Evidence = evidence };
        if (chosen.SetEquals(check.Correct)) return CheckVerdict.Full(check, new("Right.", "درست است.")) with { Evidence = evidence };
        var right = Enumerable.Range(1, check.Options).Count(option => chosen.Contains(option) == check.Correct.Contains(option));
        if (!check.CreditPerOption || right == 0) return CheckVerdict.None(check, Verdict.Wrong, new("The choice is not right.", "گزینهٔ انتخاب‌شده درست نیست.")) with { Evidence = evidence };
        return new CheckVerdict(check, Verdict.Partial, check.Points * right / check.Options, new(
            $"{right} of {check.Options} options are judged rightly.", $"{right} گزینه از {check.Options} گزینه درست تشخیص داده شده است.")) { Evidence = evidence };
    }

    private static CheckVerdict Manual(ManualCheck check, Answer answer) =>
        answer.Text.Trim().Length > 0 ? Review(check, new("Waits for a person.", "در انتظار تصحیح است."), answer.Text, new Evidence { Given = Cut(answer.Text.Trim(), LongestGiven) }) with { RightInForm = true }
        : answer.Unread is { } unread ? Review(check, unread)
        : CheckVerdict.None(check, Verdict.Missing, new("No text was written.", "متنی نوشته نشده است."));

    private static CheckVerdict Numbers(NumbersCheck check, Answer answer)
    {
        if (answer.Numbers.IsEmpty && answer.Unread is { } unread) return Review(check, unread);
        if (answer.Numbers.IsEmpty) return CheckVerdict.None(check, Verdict.Missing, new("No number was written.", "عددی نوشته نشده است."));
        var given = string.Join(", ", answer.Numbers);
        var evidence = new Evidence { Given = Cut(given, LongestGiven) };
        if (answer.ReadNumbers(out var problem) is not { } numbers)
        {
            var word = Cut(problem, LongestWord);
            return Review(check, new($"'{word}' is not a number; a person will look at it.", $"«{word}» عدد نیست؛ یک نفر آن را بررسی می‌کند."), given, evidence);
        }
        if (check.Expected.IsEmpty) return Form(check) with { Evidence = evidence };
        if (numbers.Length != check.Expected.Length)
            return CheckVerdict.None(check, Verdict.Wrong, new($"{check.Expected.Length} numbers are asked for; {numbers.Length} were written.", $"{check.Expected.Length} عدد خواسته شده ولی {numbers.Length} عدد نوشته شده است.")) with { Evidence = evidence };
        var wrong = numbers.Zip(check.Expected).ToImmutableArray().FindIndex(it => !(Math.Abs(it.First - it.Second) <= Math.Max(check.Tolerance.Absolute, check.Tolerance.Relative * Math.Abs(it.Second))));
        return wrong < 0 ? CheckVerdict.Full(check, new("Right.", "درست است.")) with { Evidence = evidence }
            : CheckVerdict.None(check, Verdict.Wrong, new($"Number {wrong + 1} is not right.", $"عدد شمارهٔ {wrong + 1} درست نیست.")) with { Evidence = evidence };
    }

    /// <summary>In a student's kit nothing says what is right.</summary>
    private static CheckVerdict Form(Check check) =>
        new(check, Verdict.NeedsReview, 0, new("Answered; whether it is right is judged at grading.", "پاسخ داده شده است؛ درستی آن هنگام تصحیح داوری می‌شود.")) { Pending = check.Points, RightInForm = true };

    private static CheckVerdict Review(Check check, UnreadAnswer unread) => Review(check, unread.Why, unread.Written, new Evidence { Given = Cut(unread.Written, LongestGiven) });

    private static CheckVerdict Review(Check check, LocalizedText why, string text, Evidence evidence) =>
        new(check, Verdict.NeedsReview, 0, why) { Pending = check.Points, TextToMark = text, Evidence = evidence };

    private static string Cut(string text, int most) => text.Length > most ? text[..most] + "…" : text;

    private static int FindIndex<T>(this ImmutableArray<T> items, Predicate<T> match)
    {
        for (var i = 0; i < items.Length; i++) if (match(items[i])) return i;
        return -1;
    }
}
