using System.Collections.Immutable;
using Grader.Core.Comparing;
using Grader.Core.Compiling;
using Grader.Core.Intake;
using Grader.Core.Results;
using Grader.Core.Rubrics;
using Grader.Core.Running;
using Grader.Core.Sandboxing;

namespace Grader.Core.References;

/// <summary>The reference and the starter, graded like any submission: the one gets all points of its functions, the other none.</summary>
internal sealed class ReferenceTrial(PreparedHomework homework, string folder, CompilerClient compiler, Sandbox sandbox)
{
    public List<Diagnostic> Diagnostics { get; } = [];

    public async Task<(decimal Points, decimal Max)> OfReferenceAsync(CancellationToken cancel)
    {
        var verdicts = await GradeAsync("reference", folder, cancel);
        foreach (var it in verdicts.Where(it => it.Verdict != Verdict.Correct && it.Pending == 0))
            Complain(it.Check.At, "GR113", $"The reference itself does not pass the check '{it.Check.Id}': {it.Feedback.En}", "Look which is wrong: the check's limits, rules or tolerance, or the reference.");
        return Sum(verdicts);
    }

    public async Task<(decimal Points, decimal Max)?> OfStarterAsync(CancellationToken cancel)
    {
        var starter = Path.Combine(folder, "starter");
        if (!CompiledSubmission.FilesOf(homework.Rubric).Any(it => File.Exists(Path.Combine(starter, it.Key)))) return null;
        var verdicts = await GradeAsync("starter", starter, cancel);
        foreach (var it in verdicts.Where(it => it.Score > 0))
            Complain(it.Check.At, "GR114", FormattableString.Invariant($"The starter earns {it.Score} points by the check '{it.Check.Id}' before anybody has written anything."), "Take the answer out of the starter, or ask for more in the check.");
        return Sum(verdicts);
    }

    private async Task<IReadOnlyList<CheckVerdict>> GradeAsync(string id, string from, CancellationToken cancel)
    {
        var files = CompiledSubmission.FilesOf(homework.Rubric).Where(it => File.Exists(Path.Combine(from, it.Key)))
            .ToImmutableSortedDictionary(it => it.Key, it => new SubmittedFile(it.Key, File.ReadAllText(Path.Combine(from, it.Key)).ReplaceLineEndings("\n")), StringComparer.Ordinal);
        var submission = new Submission { Id = id, Files = files };
        var compiled = await CompiledSubmission.CompileAsync(submission, homework, compiler, cancel);
        using var alone = new SemaphoreSlim(1);
        var outcomes = await new SubmissionRun(sandbox, alone).RunAsync(compiled, homework, cancel);
        return [.. homework.Rubric.Parts.SelectMany(part => part.Checks.OfType<CodeCheck>().Where(it => it is not FormulaCheck).Select(check => check switch
        {
            CallCheck call => SymbolVerdicts.Apply(call, CallComparer.Compare(call, part, compiled, outcomes, homework), compiled),
            TrainingCheck training => TrainingComparer.Compare(training, compiled, outcomes, homework),
            CellCheck cell => CellComparer.Compare(cell, part.Id, compiled, outcomes),
            _ => throw new InvalidOperationException($"Unknown kind {check.Kind}."),
        }))];
    }

    private static (decimal, decimal) Sum(IReadOnlyList<CheckVerdict> verdicts) => (verdicts.Sum(it => it.Score), verdicts.Sum(it => it.Check.Points - it.Pending));

    private void Complain(SourcePosition at, string code, string message, string help) => Diagnostics.Add(new Diagnostic(at, code, message, help));
}
