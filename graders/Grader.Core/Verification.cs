using System.Collections.Immutable;
using Grader.Core.Compiling;
using Grader.Core.References;
using Grader.Core.Rubrics;
using Grader.Core.Sandboxing;

namespace Grader.Core;

/// <summary>What <c>grader verify</c> was asked to do.</summary>
public sealed record VerifyRequest(string Homework, string? Root, long? Seed, bool ReducedIsolation);

/// <summary>A part with functions: what its cases prove.</summary>
public sealed record VerifiedPart(string Id, string Function, int Cases, int Mistakes, double? AgainstAutograd, double? AgainstDifferences, int Kinks, NoiseFigure? Noise, ImmutableArray<LocalizedText> Weaknesses);

/// <summary>A mistake of the bank, and the points that it would get of its part.</summary>
public sealed record VerifiedMistake(string Part, string Id, decimal Points, decimal Max, int CasesPassed, int Cases);

/// <summary>The author's proof of a homework that holds.</summary>
public sealed record VerifyReport(
    string Homework, LocalizedText Title, decimal Points, ImmutableArray<VerifiedPart> Parts, ImmutableArray<VerifiedMistake> Mistakes, (decimal Points, decimal Max) Reference, (decimal Points, decimal Max)? Starter);

/// <summary>The proof that stands before each grading, with its figures, for the author.</summary>
public static class Verification
{
    /// <exception cref="HomeworkException">It does not hold; every complaint at once.</exception>
    public static async Task<VerifyReport> RunAsync(VerifyRequest request, CancellationToken cancel)
    {
        var files = HomeworkFiles.FindHomework(request.Root, request.Homework);
        var rubric = files.ReadRubric();
        if (request.Seed is { } seed) rubric = rubric with { Seed = seed };
        using var sandbox = new Sandbox(request.ReducedIsolation);
        await using var compiler = new CompilerClient(sandbox);
        var preparation = new ReferencePreparation(rubric, files.Root, compiler, sandbox, measure: true);
        var homework = await preparation.PrepareAsync(cancel);
        return new VerifyReport(
            rubric.Homework, rubric.Title, rubric.Points, [.. rubric.Parts.Where(it => it.Checks.OfType<CallCheck>().Any()).Select(it => Part(it, homework, preparation))],
            [.. preparation.Findings.Select(it => new VerifiedMistake(it.Part, it.Id, it.Points, it.Max, it.CasesPassed, it.Cases))], preparation.ReferencePoints, preparation.StarterPoints);
    }

    private static VerifiedPart Part(Part part, PreparedHomework homework, ReferencePreparation preparation)
    {
        var function = part.Checks.OfType<CallCheck>().First().Function;
        var figure = homework.Figures.FirstOrDefault(it => it.Part == part.Id);
        return new VerifiedPart(
            part.Id, function.ToString(), homework.CasesOf(part.Id).Length, part.Mistakes.Length, figure?.AgainstAutograd, figure?.AgainstDifferences, figure?.Kinks ?? 0,
            preparation.Noise.FirstOrDefault(it => it.Part == part.Id), [.. CaseWeakness.Find(function, homework.CasesOf(part.Id))]);
    }
}
