using System.Collections.Immutable;
using Grader.Core.Answers;
using Grader.Core.Intake;
using Grader.Core.Results;
using Grader.Core.Rubrics;

namespace Grader.Core.Comparing;

/// <summary>Checks of what was typed into <c>answers.yaml</c>: choices, numbers, and texts for a person.</summary>
internal static class AnswerComparer
{
    public static CheckVerdict Compare(Check check, string part, Submission submission)
    {
        if (!submission.Files.TryGetValue(check.File, out var file))
            return CheckVerdict.None(check, Verdict.Missing, new($"{check.File} was not handed in.", $"فایل {check.File} تحویل داده نشده است."));
        if (file.Problem is { } unreadable) return CheckVerdict.None(check, Verdict.Missing, unreadable);
        var answers = StudentAnswers.Read(file.Text);
        if (answers.Problem is { } problem)
        {
            // A slip in YAML hides answers that a person can still read: neither a zero nor full marks.
            return new CheckVerdict(check, Verdict.NeedsReview, 0, problem) { Pending = check.Points, TextToMark = file.Text, Evidence = new Evidence { At = file.Path } };
        }
        return check switch
        {
            ChoiceCheck choice => Choice(choice, answers.For(part)),
            ManualCheck manual => Manual(manual, answers.For(part)),
            NumbersCheck numbers => Numbers(numbers, answers.For(numbers.Key)),
            _ => throw new InvalidOperationException($"{check.Kind} is not answered in {check.File}."),
        };
    }

    private static CheckVerdict Choice(ChoiceCheck check, Answer answer)
    {
        if (answer.Choice.IsEmpty) return CheckVerdict.None(check, Verdict.Missing, new("No option was chosen.", "هیچ گزینه‌ای انتخاب نشده است."));
        var (chosen, unreadable) = ChoiceReader.Read(answer.Choice, check.Options);
        var evidence = new Evidence { Given = string.Join(", ", answer.Choice) };
        if (!unreadable.IsEmpty)
        {
            return new CheckVerdict(check, Verdict.NeedsReview, 0, new(
                $"'{unreadable[0]}' is not one of the {check.Options} options; a person will look at it.", $"«{unreadable[0]}» یکی از {check.Options} گزینه نیست؛ یک نفر آن را بررسی می‌کند."))
            {
                Pending = check.Points, TextToMark = string.Join(", ", answer.Choice), Evidence = evidence,
            };
        }
        if (chosen.IsEmpty) return CheckVerdict.None(check, Verdict.Missing, new("No option was chosen.", "هیچ گزینه‌ای انتخاب نشده است.")) with { Evidence = evidence };
        if (chosen.SetEquals(check.Correct)) return CheckVerdict.Full(check, new("Right.", "درست است.")) with { Evidence = evidence };
        var right = Enumerable.Range(1, check.Options).Count(option => chosen.Contains(option) == check.Correct.Contains(option));
        if (!check.CreditPerOption || right == 0) return CheckVerdict.None(check, Verdict.Wrong, new("The choice is not right.", "گزینهٔ انتخاب‌شده درست نیست.")) with { Evidence = evidence };
        return new CheckVerdict(check, Verdict.Partial, check.Points * right / check.Options, new(
            $"{right} of {check.Options} options are judged rightly.", $"{right} گزینه از {check.Options} گزینه درست تشخیص داده شده است.")) { Evidence = evidence };
    }

    private static CheckVerdict Manual(ManualCheck check, Answer answer) => answer.Text.Trim().Length == 0
        ? CheckVerdict.None(check, Verdict.Missing, new("No text was written.", "متنی نوشته نشده است."))
        : new CheckVerdict(check, Verdict.NeedsReview, 0, new("Waits for a person.", "در انتظار تصحیح است.")) { Pending = check.Points, TextToMark = answer.Text };

    private static CheckVerdict Numbers(NumbersCheck check, Answer answer)
    {
        if (answer.Numbers.IsEmpty) return CheckVerdict.None(check, Verdict.Missing, new("No number was written.", "عددی نوشته نشده است."));
        var evidence = new Evidence { Given = string.Join(", ", answer.Numbers) };
        if (answer.ReadNumbers(out var problem) is not { } numbers)
        {
            return new CheckVerdict(check, Verdict.NeedsReview, 0, new($"'{problem}' is not a number; a person will look at it.", $"«{problem}» عدد نیست؛ یک نفر آن را بررسی می‌کند."))
            { Pending = check.Points, TextToMark = string.Join(", ", answer.Numbers), Evidence = evidence };
        }
        if (numbers.Length != check.Expected.Length)
            return CheckVerdict.None(check, Verdict.Wrong, new($"{check.Expected.Length} numbers are asked for; {numbers.Length} were written.", $"{check.Expected.Length} عدد خواسته شده ولی {numbers.Length} عدد نوشته شده است.")) with { Evidence = evidence };
        var wrong = numbers.Zip(check.Expected).ToImmutableArray().FindIndex(it => !(Math.Abs(it.First - it.Second) <= Math.Max(check.Tolerance.Absolute, check.Tolerance.Relative * Math.Abs(it.Second))));
        return wrong < 0 ? CheckVerdict.Full(check, new("Right.", "درست است.")) with { Evidence = evidence }
            : CheckVerdict.None(check, Verdict.Wrong, new($"Number {wrong + 1} is not right.", $"عدد شمارهٔ {wrong + 1} درست نیست.")) with { Evidence = evidence };
    }

    private static int FindIndex<T>(this ImmutableArray<T> items, Predicate<T> match)
    {
        for (var i = 0; i < items.Length; i++) if (match(items[i])) return i;
        return -1;
    }
}
