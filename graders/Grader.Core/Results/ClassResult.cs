using System.Collections.Immutable;

namespace Grader.Core.Results;

/// <summary>Everything that a run found out, without times or host facts: <c>results.json</c>, of which every report is a projection.</summary>
public sealed record ClassResult
{
    public const int CurrentSchema = 1;

    public int SchemaVersion { get; init; } = CurrentSchema;
    public required string Homework { get; init; }
    public required string Grader { get; init; }
    public required long Seed { get; init; }
    public required string Isolation { get; init; }
    public required decimal Max { get; init; }
    public LocalizedText Title { get; init; } = LocalizedText.Empty;
    /// <summary>The rubric's first language of reports.</summary>
    public string Language { get; init; } = "en";
    public DueDate? Due { get; init; }
    public ImmutableArray<QuestionSheet> Sheet { get; init; } = [];
    public required ImmutableArray<SubmissionResult> Submissions { get; init; }
}

public sealed record SubmissionResult
{
    public required string Id { get; init; }
    public required string Name { get; init; }
    public required SubmissionStatus Status { get; init; }
    public string Email { get; init; } = "";
    /// <summary>The name or number of this student in the <see cref="System"/> that the submission came from, where that is not the id: Moodle's participant, Canvas's user.</summary>
    public string? Participant { get; init; }
    public string? System { get; init; }
    /// <summary>Null when ungraded: there is no score then, not a zero. Adjustments are taken off already.</summary>
    public required decimal? Score { get; init; }
    public required decimal Bonus { get; init; }
    public required decimal Pending { get; init; }
    public required decimal Max { get; init; }
    public required LateResult? Late { get; init; }
    /// <summary>Each line between the points of the checks and the total.</summary>
    public ImmutableArray<Adjustment> Adjustments { get; init; } = [];
    public required ImmutableArray<LocalizedText> Notes { get; init; }
    public ImmutableArray<FileDigest> Files { get; init; } = [];
    public required ImmutableArray<QuestionResult> Questions { get; init; }

    /// <summary>The one total that every report and grade book shows.</summary>
    public decimal? Total => Score + Bonus;

    public IEnumerable<(PartResult Part, CheckResult Check)> Checks =>
        Questions.SelectMany(question => question.Parts).SelectMany(part => part.Checks.Select(check => (part, check)));
}

public enum SubmissionStatus { Graded, Pending, Ungraded, Missing }

/// <summary>How late, rounded up to whole minutes, against this student's own deadline; what it costs is an <see cref="Adjustment"/>.</summary>
public sealed record LateResult(DateTimeOffset Due, DateTimeOffset Submitted, long Minutes);

/// <summary>
/// One line between the points of the checks and the total: all points of checks and the lines' <paramref name="Points"/> (zero or less) add up to it.
/// <paramref name="Of"/>: what was dropped.
/// </summary>
public sealed record Adjustment(string Kind, string? Of, decimal Points, LocalizedText Text)
{
    public const string DroppedPart = "dropped-part", DroppedQuestion = "dropped-question", BonusCap = "bonus-cap", Extension = "extension", Late = "late";
}

public sealed record QuestionResult(string Id, decimal Score, decimal Bonus, decimal Pending, decimal Max, ImmutableArray<PartResult> Parts);

public sealed record PartResult(string Id, decimal Score, decimal Bonus, decimal Pending, decimal Max, ImmutableArray<CheckResult> Checks);

public sealed record CheckResult
{
    public required string Id { get; init; }
    public required string Kind { get; init; }
    public required Verdict Verdict { get; init; }
    public required decimal Score { get; init; }
    public required decimal Pending { get; init; }
    public required decimal Max { get; init; }
    public required bool Bonus { get; init; }
    public required string? Mistake { get; init; }
    /// <summary>What of it a student may see, and when (<see cref="StudentView"/>).</summary>
    public Visibility Visibility { get; init; } = Visibility.Public;
    public required LocalizedText Feedback { get; init; }
    public required Evidence Evidence { get; init; }
}

/// <summary>What a check found (design §5). Only <see cref="Ungraded"/> is our fault.</summary>
public enum Verdict
{
    Correct, Partial, Wrong, Missing, CompileError, Exception, TimeLimit, MemoryLimit, OutputLimit, Crash, Forbidden, Protocol, Unstable,
    Skipped, NeedsReview, Ungraded,
}

/// <summary><c>public</c>: it takes part in the self-check. <c>after-due</c>: only after the deadline, then with its evidence. <c>hidden</c>: points and mistake's name after the deadline, its cases never.</summary>
public enum Visibility { Public, Hidden, AfterDue }

/// <summary>What a verdict rests on, so far as a student can act on it; absent members are left out of the file. Numbers are texts: NaN must pass.</summary>
public sealed record Evidence
{
    public static readonly Evidence None = new();

    /// <summary>The case that shows it best, as its author labelled it, with the sizes of its arguments.</summary>
    public string? Case { get; init; }
    /// <summary>The case is not in the student's kit: nothing that shows its numbers is for a student before the deadline.</summary>
    public bool HiddenCase { get; init; }
    public int? CasesPassed { get; init; }
    public int? CasesRun { get; init; }
    /// <summary>Which of several named values: a tuple element, an index.</summary>
    public string? Value { get; init; }
    /// <summary>The first index that differs, as <c>[0, 2]</c>.</summary>
    public string? Index { get; init; }
    public string? Expected { get; init; }
    public string? Actual { get; init; }
    public string? LargestAbsolute { get; init; }
    public string? LargestRelative { get; init; }
    /// <summary>Over two scalar arguments, which calls were right, as lines of text.</summary>
    public string? Map { get; init; }
    /// <summary>The student's own place: <c>q2.csx:14:9</c>.</summary>
    public string? At { get; init; }
    public string? SourceLine { get; init; }
    /// <summary>The student's own lines around that place.</summary>
    public SourceExcerpt? Excerpt { get; init; }
    /// <summary>Both answers side by side, entry by entry, of the case that shows it best.</summary>
    public ImmutableArray<EntryPair> Entries { get; init; } = [];
    /// <summary>How many entries the answer has, when not all of them stand in <see cref="Entries"/>.</summary>
    public long? EntriesInAll { get; init; }
    /// <summary>A script beside the student's report that shows this case.</summary>
    public string? Script { get; init; }
    /// <summary>The compiler's, torch's or the exception's own words.</summary>
    public string? Detail { get; init; }
    /// <summary>What the code printed, cut.</summary>
    public string? Output { get; init; }
    /// <summary>The text or choice that was given.</summary>
    public string? Given { get; init; }
    /// <summary>What a cell drew.</summary>
    public ImmutableArray<Picture> Pictures { get; init; } = [];
}
