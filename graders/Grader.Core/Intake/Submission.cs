using System.Collections.Immutable;

namespace Grader.Core.Intake;

/// <summary>What one student handed in. Everything in it is data from a stranger.</summary>
public sealed record Submission
{
    /// <summary>Digits in ASCII, safe as a file name.</summary>
    public required string Id { get; init; }
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    /// <summary>The name or number of this student in the system that the folder comes from, by which its grade book finds them; null in the plain layouts.</summary>
    public string? Participant { get; init; }
    /// <summary>That system: <c>moodle</c>, <c>canvas</c>, …</summary>
    public string? System { get; init; }
    /// <summary>Those who handed in this work together have the same; it is graded once. Null for a student alone.</summary>
    public string? Group { get; init; }
    public DateTimeOffset? SubmittedAt { get; init; }
    /// <summary>The rubric's file name -> what was found for it. A file that was not found has no entry.</summary>
    public required ImmutableSortedDictionary<string, SubmittedFile> Files { get; init; }
    /// <summary>Remarks for the TA and the student: a file under another name, entries that were left out.</summary>
    public ImmutableArray<LocalizedText> Notes { get; init; } = [];
    /// <summary>Set when the whole submission could not be read (a broken zip): every check gets this verdict and sentence.</summary>
    public LocalizedText? Unreadable { get; init; }

    /// <summary>Nothing that the homework asks for was found.</summary>
    public bool IsEmpty => Files.Count == 0;
}

/// <summary>
/// A file of a submission. <paramref name="Path"/> is where it was found, inside zips too; <paramref name="Text"/> is decoded, with LF line ends;
/// <paramref name="Problem"/> is set, and the text empty, when it cannot be read as text.
/// </summary>
public sealed record SubmittedFile(string Path, string Text, LocalizedText? Problem = null);

/// <summary>The whole folder: the layout that was found, a row per student, and what belongs to nobody.</summary>
public sealed record IntakeResult(string Layout, ImmutableArray<Submission> Submissions, ImmutableArray<UnmatchedEntry> Unmatched);

/// <summary>An entry that no student could be found for, and why.</summary>
public sealed record UnmatchedEntry(string Path, LocalizedText Why);
