using Grader.Contract;
using Grader.Core.Compiling;
using Grader.Core.Results;
using Grader.Core.Rubrics;

namespace Grader.Core.Comparing;

/// <summary>What a function uses, and must use, by bound symbol. A rule of the homework with a kind message; the wall is the sandbox.</summary>
internal static class SymbolVerdicts
{
    /// <summary>The use of something that costs everything, found before the code runs.</summary>
    public static CheckVerdict? Forbidden(Check check, CompiledFile file, FunctionFit fit) =>
        Used(check, file, fit, cost => cost == 1).FirstOrDefault() is not (var rule, { } use) || rule is null ? null
            : CheckVerdict.None(check, Verdict.Forbidden, Words(rule, use)) with { Evidence = new Evidence { At = Place(use), SourceLine = use.SourceLine.Trim(), Excerpt = ExcerptOf(file, use) } };

    /// <summary>Takes off what the use of something costs, and what not using something costs. Only a score can lose points.</summary>
    public static CheckVerdict Apply(CallCheck check, CheckVerdict verdict, CompiledSubmission submission)
    {
        var (_, file) = submission.Of(check);
        if (verdict.Score == 0 || file.FitOf(check.Function) is not { } fit) return verdict;
        var (score, words, at) = (verdict.Score, verdict.Verdict == Verdict.Correct ? LocalizedText.Empty : verdict.Feedback, (SymbolUse?)null);
        foreach (var (rule, use) in Used(check, file, fit, cost => cost < 1).GroupBy(it => it.Rule).Select(uses => uses.Where(it => it.Use.Line == uses.First().Use.Line).MaxBy(it => it.Use.Symbol.Length)))
        {
            (score, words, at) = (score * (1 - rule.Cost), words.Then(Words(rule, use)), at ?? use);
        }
        foreach (var rule in check.Symbols.Require.Where(it => !it.Any.Any(any => Reachable(file, fit).Any(use => !use.UsedBy.IsEmpty && any.Covers(use.Symbol)))))
        {
            var names = string.Join(", ", rule.Any.Select(it => it.Pattern));
            (score, words) = (score * (1 - rule.Cost), words.Then(rule.Text.IsEmpty ? new($"{check.Function.Name} must use {names}.", $"در {check.Function.Name} باید از {names} استفاده شود.") : rule.Text));
        }
        if (score == verdict.Score) return verdict;
        score = Math.Round(score, 2);
        return verdict with
        {
            Score = score, Verdict = score > 0 ? Verdict.Partial : Verdict.Forbidden, Feedback = verdict.Verdict == Verdict.Correct ? new LocalizedText("The values are right.", "مقدارها درست‌اند.").Then(words) : words,
            Evidence = at is null ? verdict.Evidence : verdict.Evidence with { At = Place(at), SourceLine = at.SourceLine.Trim(), Excerpt = ExcerptOf(file, at) },
        };
    }

    private static IEnumerable<(SymbolRule Rule, SymbolUse Use)> Used(Check check, CompiledFile file, FunctionFit fit, Func<decimal, bool> costs) =>
        from use in Reachable(file, fit)
        let rule = check.Symbols.Forbid.FirstOrDefault(it => costs(it.Cost) && it.Covers(use.Symbol))
        where rule is not null && !check.Symbols.Allow.Any(it => it.Covers(use.Symbol))
        select (rule, use);

    /// <summary>What the function reaches, and what the file's own statements use.</summary>
    private static IEnumerable<SymbolUse> Reachable(CompiledFile file, FunctionFit fit)
    {
        var function = fit.FoundAs.Split('.')[^1];
        return file.Compilation!.Response.Uses.Where(it => it.UsedBy.IsEmpty || it.UsedBy.Contains(function));
    }

    private static LocalizedText Words(SymbolRule rule, SymbolUse use) => rule.Text.IsEmpty
        ? rule.Pattern == use.Symbol ? new($"{use.Symbol} may not be used here.", $"استفاده از {use.Symbol} اینجا مجاز نیست.") : new($"{use.Symbol} may not be used here (rule: {rule.Pattern}).", $"استفاده از {use.Symbol} اینجا مجاز نیست (قاعده: {rule.Pattern}).")
        : rule.Text.Then(new($"(It uses {use.Symbol}.)", $"(از {use.Symbol} استفاده شده است.)"));

    private static SourceExcerpt? ExcerptOf(CompiledFile file, SymbolUse use) =>
        SourceExcerpt.Of(use.File, file.Submitted!.Text, use.Line, use.Column, use.Column + WordLength(file.Submitted.Text, use.Line, use.Column));

    /// <summary>The letters of the name that stands there.</summary>
    private static int WordLength(string text, int line, int column)
    {
        var lines = text.Split('\n');
        return line < 1 || line > lines.Length || column > lines[line - 1].Length ? 1 : lines[line - 1][(column - 1)..].TakeWhile(it => char.IsLetterOrDigit(it) || it is '_' or '.').Count();
    }

    private static string Place(SymbolUse use) => FormattableString.Invariant($"{use.File}:{use.Line}:{use.Column}");
}
