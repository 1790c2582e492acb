using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Grader.Core.Intake;
using Grader.Core.Rubrics;

namespace Grader.Core.Results;

/// <summary>What was asked, so far as a report tells it: once for the class, not once a student. Never what a person marks by, nor a right answer.</summary>
public sealed record QuestionSheet(string Id, LocalizedText Title, LocalizedText Text, ImmutableArray<PartSheet> Parts);

public sealed record PartSheet(string Id, LocalizedText Title, LocalizedText Text, string? Function, ImmutableArray<CheckSheet> Checks);

/// <summary><paramref name="Cases"/>: which of the part's cases it looks at, in the rubric's words (<c>i &lt; t</c>).</summary>
public sealed record CheckSheet(string Id, LocalizedText Title, string? Cases);

/// <summary>When it was due, in the zone that the rubric names.</summary>
public sealed record DueDate(DateTimeOffset At, string Calendar, string Zone);

/// <summary>A file as it was handed in: equal digests are equal texts.</summary>
public sealed record FileDigest(string File, string Digest);

internal static class HomeworkSheet
{
    public static ImmutableArray<QuestionSheet> Of(Rubric rubric) => [.. rubric.Questions.Select(question => new QuestionSheet(question.Id, question.Title, question.Text,
        [.. question.Parts.Select(part => new PartSheet(part.Id, part.Title, part.Text, part.Function?.ToString(),
            [.. part.Checks.Select(check => new CheckSheet(check.Id, check.Title, check is CallCheck { Cases.IsAll: false } call ? call.Cases.Text : null))]))]))];

    public static DueDate? Due(Rubric rubric) => rubric.Due is { } due ? new DueDate(due.At, due.Calendar, due.Zone) : null;

    public static ImmutableArray<FileDigest> Digests(Submission submission) => [.. submission.Files.Where(it => it.Value.Problem is null)
        .Select(it => new FileDigest(it.Key, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(it.Value.Text)))[..16]))];
}
