using System.Collections.Immutable;
using Grader.Core.Compiling;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.Checking;

/// <summary>One script of the student, compiled, and what its functions returned; kept until its text changes.</summary>
internal sealed record FileRun(CompiledFile File, SubmissionOutcomes Outcomes, ImmutableDictionary<CallCheck, TimeSpan> Times)
{
    /// <summary>The checks that this file answers, and no others.</summary>
    public static Rubric Only(Rubric rubric, string file) => rubric with
    {
        Questions = [.. rubric.Questions.Select(question => question with { Parts = [.. question.Parts.Select(part => part with { Checks = [.. part.Checks.Where(it => it is CodeCheck && it.File == file)] })] })],
    };

    /// <summary>One part, and those that it needs to be right first.</summary>
    public static Rubric OnlyPart(Rubric rubric, string part)
    {
        var wanted = new HashSet<string>(StringComparer.Ordinal) { part };
        for (var before = 0; before != wanted.Count;)
        {
            before = wanted.Count;
            wanted.UnionWith(rubric.Parts.Where(it => wanted.Contains(it.Id)).SelectMany(it => it.Checks).SelectMany(it => it.Needs).ToList());
        }
        return rubric with { Questions = [.. rubric.Questions.Select(it => it with { Parts = [.. it.Parts.Where(one => wanted.Contains(one.Id))] }).Where(it => !it.Parts.IsEmpty)] };
    }

    /// <summary>All files together, numbered as in a run of the whole submission.</summary>
    public static SubmissionOutcomes Join(IReadOnlyList<FileRun> runs)
    {
        var calls = ImmutableDictionary.CreateBuilder<(string, string, int), Outcome>();
        var loads = ImmutableDictionary.CreateBuilder<int, Outcome>();
        var cells = ImmutableDictionary.CreateBuilder<(int, int), Outcome>();
        for (var i = 0; i < runs.Count; i++)
        {
            calls.AddRange(runs[i].Outcomes.Calls);
            if (runs[i].Outcomes.Loads.TryGetValue(0, out var load)) loads[i] = load;
            foreach (var ((_, link), cell) in runs[i].Outcomes.Cells) cells[(i, link)] = cell;
        }
        return new SubmissionOutcomes(calls.ToImmutable(), loads.ToImmutable(), cells.ToImmutable());
    }
}
