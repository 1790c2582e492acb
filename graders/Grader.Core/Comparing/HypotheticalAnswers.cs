using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Compiling;
using Grader.Core.Intake;
using Grader.Core.References;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.Comparing;

/// <summary>Answers to the cases of a part that no code of a student gave (a mistake of the bank, a formula), in the form in which code's answers are judged.</summary>
internal static class HypotheticalAnswers
{
    public static (CompiledSubmission Submission, SubmissionOutcomes Outcomes) Of(PreparedHomework homework, Part part, Func<int, Outcome> answer)
    {
        var files = CompiledSubmission.FilesOf(homework.Rubric).Select(file =>
        {
            var fits = file.SelectMany(it => it.Functions).DistinctBy(it => it.ToString()).Select((it, slot) => new FunctionFit(it.ToString(), slot, FitNote.Exact, it.Name, []));
            return new CompiledFile(file.Key, new SubmittedFile(file.Key, ""), null, new Compilation(new CompileResponse([], [.. fits], [], []), CompilerLimit.None));
        });
        var answers = Enumerable.Range(0, homework.CasesOf(part.Id).Length).Select(answer).ToList();
        var outcomes = ImmutableDictionary.CreateBuilder<(string, string, int), Outcome>();
        foreach (var function in part.Checks.OfType<CallCheck>().Select(it => it.Function.ToString()).Distinct())
        {
            for (var i = 0; i < answers.Count; i++) outcomes[(function, part.Id, i)] = answers[i];
        }
        var submission = new Submission { Id = part.Id, Files = ImmutableSortedDictionary<string, SubmittedFile>.Empty };
        return (new CompiledSubmission(submission, [.. files]), new SubmissionOutcomes(outcomes.ToImmutable(), ImmutableDictionary<int, Outcome>.Empty, ImmutableDictionary<(int, int), Outcome>.Empty));
    }
}
