using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Compiling;
using Grader.Core.Notebooks;
using Grader.Core.References;
using Grader.Core.Results;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.Comparing;

/// <summary>Checks of what a function returns: from "not handed in" to "right on every case".</summary>
internal static class CallComparer
{
    private const decimal SheetSizesOnly = 0.75m;

    public static CheckVerdict Compare(CallCheck check, Part part, CompiledSubmission submission, SubmissionOutcomes outcomes, PreparedHomework homework)
    {
        var (script, file) = submission.Of(check);
        if (BeforeRunning(check, check.Function, file) is { } early) return early;
        var fit = file.FitOf(check.Function)!;
        if (outcomes.Loads.GetValueOrDefault(script) is { } load and not Returned) return LoadFault(check, check.Function, load);

        var cases = homework.CasesOf(part.Id);
        var picked = Enumerable.Range(0, cases.Length).Where(i => cases[i].IsFor(check)).ToList();
        var results = picked.Select(i => (Index: i, Case: cases[i], Result: outcomes.Of(check, part.Id, i) is { } outcome
            ? CaseComparison.Compare(check, cases[i], Expected(check, cases[i], homework), outcome) : null)).ToList();
        var passed = results.Count(it => it.Result is { Passes: true });
        if (passed == picked.Count) return Passed(check, part, fit, [.. results.Select(it => it.Result!)], outcomes, picked, load: outcomes.Loads.GetValueOrDefault(script));
        foreach (var reading in homework.ReadingsOf(part.Id).Where(_ => check is not SnapshotCheck && check.Function == part.Function))
        {
            var read = picked.Select(i => outcomes.Of(check, part.Id, i) is { } outcome ? CaseComparison.Compare(check, cases[i], reading.Answers[i], outcome) : null).ToList();
            if (!read.All(it => it is { Passes: true })) continue;
            var right = Passed(check, part, fit, [.. read.Select(it => it!)], outcomes, picked, load: outcomes.Loads.GetValueOrDefault(script));
            return right with { Feedback = right.Feedback.Then(reading.Reading.Text) };
        }

        var worst = results.First(it => it.Result is { Passes: false }).Result!;
        var evidence = worst.Evidence with { CasesPassed = passed, CasesRun = results.Count(it => it.Result is not null), SourceLine = SourceLine(file, worst.Evidence.At), Excerpt = Excerpt(file, worst.Evidence.At) };
        if (check is ExactCheck { CreditPerEntry: true })
        {
            var shares = results.Select(it => EntryShare.Of(outcomes.Of(check, part.Id, it.Index) is Returned returned ? returned.Value : null, it.Case.Expected)).ToList();
            var (right, all) = (shares.Sum(it => it.Right), shares.Sum(it => it.All));
            if (right > 0 && right < all)
            {
                return new CheckVerdict(check, Verdict.Partial, Math.Round(check.Points * right / all, 2), new LocalizedText(
                    $"{right} of {all} entries are right.", $"{right} درایه از {all} درایه درست است.").Then(worst.Feedback)) { Evidence = evidence };
            }
        }
        if (StaleAnswers.Find(check, part, cases, outcomes) is { } stale) return stale with { Evidence = evidence };
        var sheet = results.Where(it => it.Case.Group == "sheet").ToList();
        if (sheet.Count > 0 && sheet.Count < results.Count && sheet.All(it => it.Result is { Passes: true }))
        {
            return new CheckVerdict(check, Verdict.Partial, check.Points * SheetSizesOnly, new LocalizedText(
                "Right for the sizes of the sheet only; the function must work for other sizes too.", "فقط برای اندازه‌های صورت سؤال درست است؛ تابع باید برای اندازه‌های دیگر هم کار کند.").Then(Diagnosed(check, part, cases, outcomes, homework, worst).Words)) { Evidence = evidence };
        }
        if (FollowThroughComparer.Compare(check, part, outcomes, worst, evidence) is { } follows) return follows;
        var (words, map) = Diagnosed(check, part, cases, outcomes, homework, worst);
        if (worst.Verdict == Verdict.Wrong && check.Feedback != LocalizedText.Empty) words = check.Feedback.Then(words);
        return CheckVerdict.None(check, worst.Verdict, words) with
        {
            Evidence = evidence with { Map = map.Length > 0 ? map : null }, Received = Received(check, part, picked, outcomes),
            Reproduction = results.First(it => it.Result == worst).Case is { Public: true } open && !check.Function.IsProbe ? Reproduction.Write(check, open) : null,
        };
    }

    /// <summary>The pattern of the wrong answers over all cases of the part, before the numbers of the worst one.</summary>
    private static (LocalizedText Words, string Map) Diagnosed(CallCheck check, Part part, ImmutableArray<TestCase> cases, SubmissionOutcomes outcomes, PreparedHomework homework, CaseResult worst)
    {
        if (worst.Verdict != Verdict.Wrong || check is ExactCheck or SnapshotCheck or ModuleCheck) return (worst.Feedback, "");
        var compared = Enumerable.Range(0, cases.Length).Where(i => outcomes.Of(check, part.Id, i) is Returned).Select(i =>
        {
            var returned = (Returned)outcomes.Of(check, part.Id, i)!;
            return new Compared(cases[i], returned.Value, cases[i].Expected, CaseComparison.Compare(check, cases[i], Expected(check, cases[i], homework), returned).Passes, !returned.MutatedArguments.IsEmpty);
        }).ToImmutableArray();
        var words = check is GradientCheck ? worst.Feedback.Then(Diagnosis.InWords(worst.Relative)) : worst.Feedback;
        return (Diagnosis.Explain(check.Function, compared) is { } pattern ? pattern.Then(worst.Feedback) : words, Diagnosis.Map(check.Function, compared));
    }

    private static string? Received(CallCheck check, Part part, List<int> picked, SubmissionOutcomes outcomes) =>
        check is SnapshotCheck && outcomes.Of(check, part.Id, picked[0]) is Returned { Value: TensorValue tensor } && tensor.Dtype.IsReal() ? SnapshotFile.Write(tensor) : null;

    private static Value Expected(CallCheck check, TestCase test, PreparedHomework homework) =>
        check is SnapshotCheck snapshot ? homework.Snapshots[snapshot.Snapshot] : test.Expected;

    public static CheckVerdict? BeforeRunning(CodeCheck check, Signature function, CompiledFile file)
    {
        if (NotThere(check, file) is { } early) return early;
        // Without fits nothing of the file compiled; otherwise an error belongs to the functions that it is in.
        if (file.FitOf(function) is not { } fit) return DoesNotCompile(check, file, file.Compilation!.Response.Messages.First(it => it.IsError));
        if (fit.Note == FitNote.DoesNotCompile) return DoesNotCompile(check, file, Cause(function, file, fit));
        if (fit.Slot < 0) return CellOf(function.Name, file) is { } message && fit.Note == FitNote.Missing ? DoesNotCompile(check, file, message) : NotFound(check, file, function, fit);
        return SymbolVerdicts.Forbidden(check, file, fit);
    }

    /// <summary>Why a file was not even compiled.</summary>
    public static CheckVerdict? NotThere(CodeCheck check, CompiledFile file)
    {
        if (file.Submitted is null) return CheckVerdict.None(check, Verdict.Missing, new($"{check.File} was not handed in.", $"فایل {check.File} تحویل داده نشده است."));
        if (file.Submitted.Problem is { } problem) return CheckVerdict.None(check, Verdict.Missing, problem);
        if (file.Compilation!.GaveUp != CompilerLimit.None) return CheckVerdict.None(check, Verdict.CompileError, CompilerWords.Explain(file.Compilation.GaveUp));
        return null;
    }

    /// <summary>An author's probe does not compile because of what the student wrote, or did not: the error in the cell that should have declared it says more.</summary>
    private static CompilerMessage Cause(Signature function, CompiledFile file, FunctionFit fit) =>
        function.IsProbe && fit.Messages[0].Message.Split('\'') is [_, var name, ..] && CellOf(name, file) is { } message ? message : fit.Messages[0];

    /// <summary>The first error of a cell that holds a name and did not compile.</summary>
    private static CompilerMessage? CellOf(string name, CompiledFile file)
    {
        foreach (var cell in file.Cells.Where(it => System.Text.RegularExpressions.Regex.IsMatch(it.Code, $@"(?<!\w){System.Text.RegularExpressions.Regex.Escape(name)}(?!\w)")))
        {
            var of = file.NameOf(cell);
            if (file.Compilation!.Response.Messages.FirstOrDefault(it => it.IsError && it.File == of) is { } message) return message;
        }
        return null;
    }

    private static CheckVerdict DoesNotCompile(Check check, CompiledFile file, CompilerMessage error) =>
        CheckVerdict.None(check, error.Id == "GRC01" ? Verdict.Forbidden : Verdict.CompileError, CompilerWords.Explain(error)) with
        {
            Evidence = new Evidence { At = FormattableString.Invariant($"{error.File}:{error.Line}:{error.Column}"), SourceLine = error.SourceLine.Trim(), Excerpt = Excerpt(file, error), Detail = $"{error.Id}: {error.Message}" },
        };

    private static CheckVerdict NotFound(Check check, CompiledFile file, Signature function, FunctionFit fit)
    {
        if (fit.Note == FitNote.Missing)
            return CheckVerdict.None(check, Verdict.Missing, new($"The function {function.Name} is not in {check.File}.", $"تابع {function.Name} در {check.File} نیست."));
        var place = fit.Messages.FirstOrDefault();
        var words = fit.Note == FitNote.NotStatic
            ? new LocalizedText($"{function.Name} stands inside a class and is not static: put it at the top level of the file.", $"تابع {function.Name} درون یک کلاس است و static نیست؛ آن را در سطح بیرونی فایل بگذارید.")
            : new LocalizedText($"{fit.FoundAs} does not fit: the sheet asks for {function}.", $"امضای {fit.FoundAs} جور نیست؛ صورت سؤال {function} را می‌خواهد.");
        return CheckVerdict.None(check, Verdict.CompileError, words) with
        {
            Evidence = place is null ? Evidence.None : new Evidence { At = FormattableString.Invariant($"{place.File}:{place.Line}:{place.Column}"), SourceLine = place.SourceLine.Trim(), Excerpt = Excerpt(file, place), Detail = place.Message },
        };
    }

    public static CheckVerdict LoadFault(Check check, Signature function, Outcome load)
    {
        var test = new TestCase("", "", "the file's own statements", [], Value.Nothing, Public: true);
        var result = CaseComparison.Compare(check.File, function, test, load);
        return CheckVerdict.None(check, result.Verdict, new LocalizedText("While the file itself was run: ", "هنگام اجرای خود فایل: ").Then(result.Feedback)) with { Evidence = result.Evidence with { Case = null } };
    }

    private static CheckVerdict Passed(CallCheck check, Part part, FunctionFit fit, ImmutableArray<CaseResult> results, SubmissionOutcomes outcomes, List<int> picked, Outcome? load)
    {
        var noted = results.Max(it => it.NotedError);
        var words = new LocalizedText("Right.", "درست است.");
        if (results.Any(it => it.ShapeNote)) words = words.Then(new("Note: axes of size 1 are too many or too few; squeeze() and unsqueeze() mend that.", "توجه: محورهای با اندازهٔ ۱ کم یا زیاد است؛ با squeeze()‎ و unsqueeze()‎ درست می‌شود."));
        if (noted > 0) words = words.Then(new("Note: the numbers are rounded (float32?); keep the dtype that was given.", "توجه: اعداد گرد شده‌اند (float32؟)؛ نوع دادهٔ ورودی را نگه دارید."));
        if (picked.Any(i => outcomes.Of(check, part.Id, i) is Returned { MutatedArguments.IsEmpty: false }))
            words = words.Then(new("Note: it changes its arguments; work on a copy.", "توجه: تابع ورودی‌های خود را تغییر می‌دهد؛ روی یک کپی کار کنید."));
        if (fit.Note == FitNote.OtherName) words = words.Then(new($"Note: found as {fit.FoundAs}; the sheet's name is {check.Function.Name}.", $"توجه: با نام {fit.FoundAs} پیدا شد؛ نام خواسته‌شده {check.Function.Name} است."));
        if (fit.Note is FitNote.ScalarCasts or FitNote.OptionalParameters) words = words.Then(new($"Note: the sheet's signature is {check.Function}.", $"توجه: امضای خواسته‌شده {check.Function} است."));
        if (load is Returned { Value: TextValue fault }) words = words.Then(new($"Note: a statement of the file itself failed ({fault.Content}).", $"توجه: یکی از دستورهای خود فایل خطا داد ({fault.Content})."));
        return CheckVerdict.Full(check, words) with { Evidence = new Evidence { CasesPassed = picked.Count, CasesRun = picked.Count, LargestRelative = noted > 0 ? NumericComparison.Show(noted) : null } };
    }

    private static SourceExcerpt? Excerpt(CompiledFile file, CompilerMessage it) =>
        it.File != file.File ? null : SourceExcerpt.Of(it.File, file.Submitted!.Text, it.Line, it.Column, it.EndLine == it.Line ? it.EndColumn : int.MaxValue);

    private static SourceExcerpt? Excerpt(CompiledFile file, string? at) =>
        at?.Split(':') is [var name, var line, ..] && int.TryParse(line, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? SourceExcerpt.Of(name, file.Submitted!.Text, number, 0, 0) : null;

    private static string? SourceLine(CompiledFile file, string? at)
    {
        return at is null ? null : NotebookFiles.LineAt(at, file.Submitted!.Text, file.Notebook);
    }
}
