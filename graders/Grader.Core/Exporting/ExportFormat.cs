using System.Collections.Immutable;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>A file that another system takes. Everything in it comes from <c>results.json</c>, so that all of them show one total.</summary>
public sealed record ExportFormat
{
    public required string Name { get; init; }
    /// <summary>Whether one file holds the class, or each student has one of their own.</summary>
    public required bool PerStudent { get; init; }
    public required string FileName { get; init; }
    /// <summary>Written behind what stands in the file, as the runners of CI want it.</summary>
    public bool Appends { get; init; }
    public bool Binary { get; init; }
    /// <summary>It tells findings, and a student may see it: what of them may be told is <see cref="StudentView"/>'s to say.</summary>
    public bool ToStudents { get; init; }
    /// <summary>It takes a template or a number that only a person knows, so it cannot be a mere <c>--report</c>.</summary>
    public bool Asks { get; init; }
    public required LocalizedText Carries { get; init; }
    /// <summary>What is lost on the way, and what a pending answer looks like there.</summary>
    public required LocalizedText Cannot { get; init; }
    public required Func<ExportInput, ExportedFile> Write { get; init; }
}

/// <summary>What to write, and the answers of the person who asked for it.</summary>
public sealed record ExportInput(ClassResult Class, ImmutableArray<SubmissionResult> Submissions, ExportOptions Options)
{
    /// <summary>Of a format with a file for each student.</summary>
    public SubmissionResult Student => Submissions[0];

    public string Language => Options.Language;
}

public sealed record ExportOptions
{
    public string Language { get; init; } = "en";
    /// <summary>The file that was downloaded from the other system, to be filled in.</summary>
    public byte[]? Template { get; init; }
    /// <summary>The header of the column that takes the grade, and of the one that takes the comment.</summary>
    public string? GradeColumn { get; init; }
    public string? CommentColumn { get; init; }
    /// <summary>The other system's own number of the assignment or column.</summary>
    public string? AssignmentId { get; init; }
    /// <summary>The name of the grade item there.</summary>
    public string? Item { get; init; }
    /// <summary>Write what is sure so far for those who wait for a person, instead of nothing.</summary>
    public bool Interim { get; init; }
    /// <summary>Scale our points to the other system's maximum.</summary>
    public bool Scale { get; init; }
    /// <summary>What CI says of the run: <c>CLASSROOM</c> and its kin.</summary>
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;
    /// <summary>Tell students only what they may know before the deadline.</summary>
    public bool BeforeDue { get; init; }
    /// <summary>The folder of the results: the students' reports lie there.</summary>
    public string? Folder { get; init; }
}

/// <summary>The file, and what it could not carry this time.</summary>
public sealed record ExportedFile(byte[] Bytes, ImmutableArray<LocalizedText> Warnings);
