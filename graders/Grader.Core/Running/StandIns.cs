using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Comparing;
using Grader.Core.Compiling;
using Grader.Core.Notebooks;
using Grader.Core.References;
using Grader.Core.Results;
using Grader.Core.Rubrics;

namespace Grader.Core.Running;

/// <summary>A part that was run once more with an author's stand-ins for other parts that are not right.</summary>
internal sealed record RepairedPart(string Part, ImmutableArray<string> Replaced, Compilation Compilation, SubmissionOutcomes Outcomes);

/// <summary>
/// One mistake is paid for once: where a part is not right and others that it may call are not right either, it is tried with the author's stand-ins for
/// those. They run in the student's process, so they are written for that and are never the reference (see Sandbox).
/// </summary>
internal sealed class StandIns(PreparedHomework homework, CompilerClient compiler, SubmissionRun runner)
{
    public async Task<ImmutableArray<RepairedPart>> RunAsync(CompiledSubmission submission, SubmissionOutcomes outcomes, CancellationToken cancel)
    {
        if (homework.StandIns.IsEmpty || submission.Submission.Unreadable is not null) return [];
        var wrong = Comparer.Compare(homework, submission, outcomes, []).Where(it => it.Check is CallCheck or TrainingCheck && it.Verdict is not (Verdict.Correct or Verdict.Forbidden)).Select(it => it.Check).ToHashSet();
        var repaired = ImmutableArray.CreateBuilder<RepairedPart>();
        foreach (var part in homework.Rubric.Parts.Where(it => it.Checks.Any(wrong.Contains)))
        {
            var (script, file) = submission.Of(part.Checks.OfType<CodeCheck>().First(wrong.Contains));
            if (file.Notebook is not { Problem: null } || file.Compilation is not { GaveUp: CompilerLimit.None } || !homework.StandIns.TryGetValue(file.File, out var text)) continue;
            var others = homework.Rubric.Parts.Where(it => it.Id != part.Id && it.Checks.Any(check => check.File == file.File && wrong.Contains(check))).Select(it => it.Id).ToHashSet();
            var regions = AnswerRegions.Find(text).GroupBy(it => it.FirstLine).Where(it => it.Any(region => others.Contains(region.Part)) && it.All(region => region.Part != part.Id)).ToList();
            if (regions.Count == 0) continue;
            var group = CompiledSubmission.FilesOf(homework.Rubric).First(it => it.Key == file.File);
            ImmutableArray<ScriptSource> links = [.. NotebookFiles.Sources(file.File, file.Submitted!, file.Notebook), .. regions.Select(it => new ScriptSource("stand-ins", it.First().Text))];
            var functions = part.Checks.OfType<CodeCheck>().SelectMany(it => it.Functions).DistinctBy(it => it.ToString()).Select(CompiledSubmission.Wanted);
            var compilation = await compiler.CompileAsync(new CompileRequest(links, [.. functions], Cells: true, Probes.Of(group, homework.Probes)), cancel);
            if (!compilation.Succeeded) continue;
            var with = submission.With(script, compilation);
            repaired.Add(new RepairedPart(part.Id, [.. regions.SelectMany(it => it.Select(region => region.Part)).Where(others.Contains).Distinct()], compilation, await runner.RunAsync(with, homework, cancel, part.Id)));
        }
        return repaired.ToImmutable();
    }
}
