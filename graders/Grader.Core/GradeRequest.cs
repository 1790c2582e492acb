using System.Collections.Immutable;
using Grader.Core.Intake;
using Grader.Core.Results;

namespace Grader.Core;

/// <summary>What <c>grader grade</c> was asked to do. Paths are as typed; null means the default.</summary>
public sealed record GradeRequest
{
    /// <summary>The folder or zip of submissions.</summary>
    public required string Submissions { get; init; }
    /// <summary>Default: the name of the submissions folder when <c>rubrics/&lt;name&gt;.yaml</c> exists, else the only rubric.</summary>
    public string? Homework { get; init; }
    /// <summary>Where <c>rubrics/</c> and <c>reference/</c> are; found upwards from the submissions, then from the current folder.</summary>
    public string? Root { get; init; }
    /// <summary>Default: <c>grades/&lt;homework&gt;/</c> in the current folder.</summary>
    public string? Out { get; init; }
    /// <summary>One of <see cref="LayoutNames"/>; default: find out.</summary>
    public string? Layout { get; init; }
    /// <summary>Later deadlines for some students; default: <c>extensions.yaml</c> in <see cref="Out"/>, if there is one.</summary>
    public string? Extensions { get; init; }
    public int Jobs { get; init; } = Environment.ProcessorCount;
    /// <summary>Only these students; empty = all.</summary>
    public ImmutableArray<string> Students { get; init; } = [];
    /// <summary>Only these questions; empty = all.</summary>
    public ImmutableArray<string> Questions { get; init; } = [];
    public long? Seed { get; init; }
    public bool Fresh { get; init; }
    /// <summary>Run without namespaces, by rlimits alone; every report says so.</summary>
    public bool ReducedIsolation { get; init; }
    /// <summary>The first language of the reports; default: the rubric's.</summary>
    public string? Language { get; init; }
}

/// <summary>What happened, as it happens; for people to watch, in any order of students.</summary>
public abstract record GradeEvent;

/// <summary>A stage began that takes a moment: compiling the reference, proving gradients.</summary>
public sealed record StageStarted(LocalizedText What) : GradeEvent;

/// <summary>The homework's reference is proven and the submissions are known.</summary>
public sealed record ClassRead(string Homework, LocalizedText Title, string Isolation, ProofSummary Proof, IntakeResult Intake) : GradeEvent;

public sealed record SubmissionStarted(string Id, string Name) : GradeEvent;

/// <summary><paramref name="Known"/>: its code did not run, for an earlier run kept what it returns.</summary>
public sealed record SubmissionFinished(SubmissionResult Result, bool Known) : GradeEvent;

/// <summary>Largest relative errors of the reference's gradients over all cases.</summary>
public sealed record ProofSummary(int Gradients, int Cases, double AgainstAutograd, double AgainstDifferences);

/// <summary>A finished run: what was found, where it was written, what a TA should look at, and what is not as the last run left it.</summary>
public sealed record GradeOutcome(
    ClassResult Result, string OutFolder, IntakeResult Intake, ImmutableArray<LocalizedText> MarkWarnings, ImmutableArray<HarnessFault> Faults, ImmutableArray<ScoreChange> Changes, int Known);

/// <summary>A score that differs from the last run's, in which checks, and why. Null points: there was no such submission, or it was ungraded.</summary>
public sealed record ScoreChange(string StudentId, decimal? Before, decimal? After, ImmutableArray<string> Checks, ImmutableArray<LocalizedText> Why);

/// <summary>Why a submission is ungraded: our fault, in our own words, with the exception's text for us.</summary>
public sealed record HarnessFault(string StudentId, string Message);

/// <summary>A file could not be written: a full or read-only disk (exit code 3). What was finished before is kept.</summary>
public sealed class StorageException(string path, Exception reason) : Exception($"{path} could not be written: {reason.Message}", reason);

/// <summary>The command cannot be carried out as typed (exit code 2).</summary>
public sealed class UsageException(string message) : Exception(message);

/// <summary>Nothing may run here because it could not be isolated (exit code 3).</summary>
public sealed class IsolationException(string message) : Exception(message);
