using System.Collections.Immutable;

namespace Grader.Core.Intake;

/// <summary>A submission, and where it came from, for the sentences about two entries of one student.</summary>
internal sealed record ReadSubmission(Candidate Candidate, Submission Submission);

/// <summary>Reads one student's part into a <see cref="Submission"/>. Whatever is in it becomes a sentence, never an exception.</summary>
internal static class SubmissionReader
{
    const long LargestText = 256 * 1024;
    const long LargestNotebook = 20 * 1024 * 1024;

    public static ReadSubmission Read(Candidate candidate, IReadOnlyList<string> expectedFiles, IdClaims claims, IReadOnlyDictionary<string, string>? otherStems = null)
    {
        var budget = new IntakeBudget(IntakeBudget.EntriesOfAStudent);
        var gathered = new StudentFiles(budget);
        foreach (var note in candidate.Notes) budget.Note(note);
        foreach (var root in candidate.Roots)
        {
            if (ShownText.HasDeceptive(root.Name)) budget.Note(IntakeSentences.HiddenCharacters(root.Path));
            gathered.Add(root);
        }
        var (yaml, time) = budget.Overflow is null ? ReadYaml(gathered.Files, budget) : default;
        var id = claims.Settle(candidate, yaml?.Id ?? "", budget);
        if (budget.Overflow is { } overflow) return new ReadSubmission(candidate, Unread(candidate, id, overflow));

        var used = new HashSet<Entry>();
        var files = ImmutableSortedDictionary.CreateBuilder<string, SubmittedFile>(StringComparer.Ordinal);
        foreach (var expected in expectedFiles.Distinct(StringComparer.Ordinal))
        {
            var found = FileMatcher.Find(expected, gathered.Files, expectedFiles, id, otherStems?.GetValueOrDefault(expected));
            if (found.Count == 0) continue;
            var (file, isExact) = found[0];
            used.UnionWith(found.Select(it => it.File.Entry));
            if (!isExact) budget.Note(IntakeSentences.OtherName(file.Entry.Path, expected));
            foreach (var (other, _) in found.Skip(1)) budget.Note(IntakeSentences.NotUsed(other.Entry.Path, expected, file.Entry.Path));
            files[expected] = ReadFile(file.Entry, budget);
        }
        var others = gathered.Files.Where(it => !used.Contains(it.Entry) && !IsBesideTheWork(it.Entry.Name)).Select(it => it.Entry.Path).Order(StringComparer.Ordinal).ToArray();
        if (others.Length > 0) budget.Note(IntakeSentences.NotAskedFor(others, expectedFiles));
        return new ReadSubmission(candidate, new Submission
        {
            Id = id,
            Participant = candidate.Participant,
            System = candidate.System,
            Group = candidate.Group,
            // What the system says of a student counts before what the student writes; in a group, the file is one member's.
            Name = yaml is { Name.Length: > 0 } && (candidate.Group is null || candidate.Name.Length == 0) ? yaml.Name : candidate.Name,
            Email = candidate.Email.Length > 0 ? candidate.Email : candidate.Group is null ? yaml?.Email ?? "" : "",
            SubmittedAt = candidate.Time ?? time,
            Files = files.ToImmutable(),
            Notes = [.. budget.Notes],
            Unreadable = files.Count == 0 ? budget.Failure : null,
        });
    }

    static Submission Unread(Candidate candidate, string id, LocalizedText why) => new()
    {
        Id = id, Name = candidate.Name, Email = candidate.Email, Group = candidate.Group, SubmittedAt = candidate.Time, Participant = candidate.Participant, System = candidate.System, Files = ImmutableSortedDictionary<string, SubmittedFile>.Empty, Unreadable = why,
    };

    /// <summary>What nobody hands in as an answer: the row's own data, notes to the reader, settings of tools.</summary>
    static bool IsBesideTheWork(string name) =>
        name.StartsWith('.') || name is "timestamp.txt" or "index.html" || name.StartsWith("README", StringComparison.OrdinalIgnoreCase) || name.Equals(StudentYaml.FileName, StringComparison.OrdinalIgnoreCase);

    static (StudentYaml? Yaml, DateTimeOffset? Time) ReadYaml(IReadOnlyList<FoundFile> files, IntakeBudget budget)
    {
        var nearest = files
            .Where(file => file.Entry.Name.Equals(StudentYaml.FileName, StringComparison.OrdinalIgnoreCase))
            .OrderBy(file => file.Depth).ThenBy(file => file.Entry.Path, StringComparer.Ordinal)
            .FirstOrDefault();
        if (nearest is null) return default;
        var read = nearest.Entry.Read(StudentYaml.MostBytes, budget);
        if (read.Bytes is null)
        {
            budget.Note(read.Problem!);
            return default;
        }
        if (TextDecoding.Lines(read.Bytes) is not { } text)
        {
            budget.Note(IntakeSentences.NotText(nearest.Entry.Path));
            return default;
        }
        var yaml = StudentYaml.Parse(text);
        var (time, problem) = SubmissionTime.Read(yaml.Submitted, nearest.Entry.Path);
        if (problem is not null) budget.Note(problem);
        return (yaml, time);
    }

    static SubmittedFile ReadFile(Entry entry, IntakeBudget budget)
    {
        var path = ShownText.Path(entry.Path);
        var limit = entry.Name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) ? LargestNotebook : LargestText;
        var read = entry.Read(limit, budget);
        if (read.Bytes is null) return new SubmittedFile(path, "", read.Problem);
        return TextDecoding.Lines(read.Bytes) is { } text ? new SubmittedFile(path, text) : new SubmittedFile(path, "", IntakeSentences.NotText(entry.Path));
    }
}
