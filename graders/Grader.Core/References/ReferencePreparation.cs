using System.Collections.Immutable;
using Grader.Core.Compiling;
using Grader.Core.Rubrics;
using Grader.Core.Running;
using Grader.Core.Sandboxing;

namespace Grader.Core.References;

/// <summary>
/// Compiles the TA's scripts, runs them in the sandbox, and proves every gradient before anyone is graded. Whatever is wrong is a diagnostic
/// with a place; all of them are collected, and then there are no scores at all.
/// </summary>
internal sealed class ReferencePreparation(Rubric rubric, string root, CompilerClient compiler, Sandbox sandbox, bool measure = false)
{
    public async Task<PreparedHomework> PrepareAsync(CancellationToken cancel)
    {
        var files = rubric.Checks.OfType<CallCheck>().Select(it => it.File).Distinct().ToList();
        var scripts = new AuthorScripts(rubric, root, compiler);
        var data = new DataProof(scripts);
        data.CheckData();
        var snapshots = data.ReadSnapshots();
        foreach (var file in files) await scripts.CompileAsync(file, cancel);
        scripts.Complain(await new SymbolProof(rubric, compiler).ProveAsync(cancel));
        scripts.StopIfWrong();

        await using var worker = new Worker(sandbox, AuthorScripts.Limits, scripts.Programs, data: scripts.Data);
        var cases = new AuthorCases(scripts);
        // Public ones first: of several failing cases the first is shown, and that one may be.
        foreach (var file in files.Where(it => scripts.Functions.ContainsKey($"{it}:public"))) await cases.TakeAsync(worker, file, true, cancel);
        foreach (var file in files) await cases.TakeAsync(worker, file, false, cancel);
        foreach (var file in files) cases.CheckEveryPartHasOne(file);
        cases.CheckFilters();
        scripts.StopIfWrong();
        var gradients = new GradientProofs(scripts, cases.All);
        var figures = await gradients.ProveAsync(worker, cancel);
        var runs = new MistakeRuns(scripts, sandbox, cases.All);
        var mistakes = await runs.RunMistakesAsync(worker, cancel);
        scripts.StopIfWrong();
        var readings = await runs.RunReadingsAsync(worker, cancel);
        await gradients.ProveFollowThroughAsync(worker, cancel);
        data.CheckSnapshots(snapshots, cases.All);
        scripts.StopIfWrong();
        var homework = PreparedHomework.Of(rubric, cases.All, mistakes, readings, snapshots, figures, scripts.Probes, scripts.StandIns, scripts.Folder);
        var proof = new MistakeProof(homework);
        Findings = proof.Prove();
        scripts.Complain(proof.Diagnostics);
        var trial = new ReferenceTrial(homework, scripts.Folder, compiler, sandbox);
        (ReferencePoints, StarterPoints) = (await trial.OfReferenceAsync(cancel), await trial.OfStarterAsync(cancel));
        scripts.Complain(trial.Diagnostics);
        scripts.StopIfWrong();
        if (measure) Noise = await new NoiseFloor(homework, worker, function => scripts.Functions[function.Name]).MeasureAsync(cancel);
        return homework;
    }

    /// <summary>What became of each mistake when it was graded, and the points of the reference and of the starter; known once prepared.</summary>
    public ImmutableArray<MistakeFinding> Findings { get; private set; } = [];

    public (decimal Points, decimal Max) ReferencePoints { get; private set; }

    /// <summary>Null without a starter.</summary>
    public (decimal Points, decimal Max)? StarterPoints { get; private set; }

    public ImmutableArray<NoiseFigure> Noise { get; private set; } = [];
}
