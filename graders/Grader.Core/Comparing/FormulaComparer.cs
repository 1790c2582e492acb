using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Answers;
using Grader.Core.Formulas;
using Grader.Core.Intake;
using Grader.Core.References;
using Grader.Core.Results;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.Comparing;

/// <summary>
/// An answer written as mathematics in <c>answers.yaml</c>, evaluated on the cases of the part and judged like code. Of code and formula the better
/// counts, and a disagreement is noted. What we cannot read waits for a person: an unusual notation is not a wrong answer.
/// </summary>
internal static class FormulaComparer
{
    private const string AnswersFile = "answers.yaml";

    public static ImmutableArray<CheckVerdict> Combine(Part part, ImmutableArray<CheckVerdict> byCode, Submission submission, PreparedHomework homework)
    {
        if (part.Formula is not { } symbols) return byCode;
        var text = TextOf(part, submission);
        if (text.Length == 0) return [.. byCode.Select(it => it.Check is FormulaCheck ? CheckVerdict.None(it.Check, Verdict.Missing, new("No formula was written.", "فرمولی نوشته نشده است.")) : it)];
        var (formula, problem) = Formula.Read(text, symbols);
        if (formula is null) return Unreadable(byCode, problem!, text);

        var byFormula = Judge(part, formula, text, homework);
        var (code, math) = (Points(byCode), Points(byFormula));
        var better = math > code || byCode.All(it => it.Check is not CallCheck || it.Verdict == Verdict.Missing);
        var disagree = !better && math < code && byFormula.FirstOrDefault(it => it.Check is CallCheck and not FormulaCheck && it.Verdict != Verdict.Correct) is { } lost
            ? new LocalizedText($"Note: your formula says otherwise: {lost.Feedback.En}", $"توجه: فرمول شما چیز دیگری می‌گوید: {lost.Feedback.Fa}") : LocalizedText.Empty;
        return [.. byCode.Zip(byFormula, (mine, other) => mine.Check is not CallCheck ? mine : mine.Check is FormulaCheck ? other with { Evidence = other.Evidence with { Given = text } }
            : better ? ByFormula(other, mine, text) : mine with { Feedback = mine.Feedback.Then(disagree) })];
    }

    public static string TextOf(Part part, Submission submission) =>
        part.Formula is not null && submission.Files.GetValueOrDefault(AnswersFile) is { Problem: null } file ? StudentAnswers.Read(file.Text).For(part.Id).Formula.Trim() : "";

    private static ImmutableArray<CheckVerdict> Judge(Part part, Formula formula, string text, PreparedHomework homework)
    {
        var (function, cases) = (part.Function!, homework.CasesOf(part.Id));
        var (submission, outcomes) = HypotheticalAnswers.Of(homework, part, i =>
        {
            var shape = cases[i].Expected is TensorValue expected ? expected.Shape : (ImmutableArray<long>?)null;
            var value = formula.Evaluate(function, cases[i].Arguments, shape);
            return value.Value is { } tensor ? new Returned(tensor, [], "") : new NotEvaluated(value.Problem!.Show(text));
        });
        var plain = part.Checks.Select(check => check is CallCheck call ? CallComparer.Compare(call, part, submission, outcomes, homework) with { Reproduction = null } : CheckVerdict.None(check, Verdict.Missing, LocalizedText.Empty)).ToImmutableArray();
        var notes = formula.Notes.Aggregate(LocalizedText.Empty, (all, note) => all.Then(note));
        return [.. MistakeRecognition.Name(part, plain, outcomes, homework).Select(it => it with { Feedback = it.Feedback.Then(notes) })];
    }

    private static CheckVerdict ByFormula(CheckVerdict formula, CheckVerdict code, string text) => formula with
    {
        Feedback = new LocalizedText("By your formula:", "بر پایهٔ فرمول شما:").Above(formula.Feedback)
            .Then(code.Verdict is Verdict.Missing or Verdict.Correct ? LocalizedText.Empty : new($"(Your code does not say the same: {code.Feedback.En})", $"(کد شما همین را نمی‌گوید: {code.Feedback.Fa})")),
        Evidence = formula.Evidence with { Given = text },
    };

    private static ImmutableArray<CheckVerdict> Unreadable(ImmutableArray<CheckVerdict> byCode, FormulaProblem problem, string text)
    {
        var words = new LocalizedText("The formula could not be read; a person will look at it.", "فرمول خوانده نشد؛ یک نفر آن را بررسی می‌کند.").Above(problem.Show(text));
        CheckVerdict Pending(Check check) => new(check, Verdict.NeedsReview, 0, words) { Pending = check.Points, TextToMark = text, Evidence = new Evidence { Given = text } };
        return [.. byCode.Select(it => it.Check is FormulaCheck || (it.Check is CallCheck && it.Verdict == Verdict.Missing) ? Pending(it.Check) : it)];
    }

    private static decimal Points(ImmutableArray<CheckVerdict> verdicts) => verdicts.Where(it => it.Check is CallCheck and not FormulaCheck).Sum(it => it.Score);
}
