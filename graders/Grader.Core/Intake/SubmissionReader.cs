using System.Collections.Immutable;

namespace Grader.Core.Intake;

/// <summary>A submission, and where it came from, for the sentences about two entries of one student.</summary>
internal sealed record ReadSubmission(Candidate Candidate, Submission Submission);

/// <summary>Reads one student's part into a <see cref="Submission"/>. Whatever is in it becomes a sentence, never an exception.</summary>
internal static class SubmissionReader
{
    const long LargestText = 256 * 1024;
    const long LargestNotebook = 20 * 1024 * 1024;

    public static ReadSubmission Read(Candidate candidate, IReadOnlyList<string> expectedFiles)
    {
        var budget = new IntakeBudget(IntakeBudget.EntriesOfAStudent);
        var gathered = new StudentFiles(budget);
        foreach (var root in candidate.Roots)
        {
            if (ShownText.HasDeceptive(root.Name)) budget.Note(IntakeSentences.HiddenCharacters(root.Path));
            gathered.Add(root);
        }
        var yaml = ReadYaml(gathered.Files, budget);
        var number = StudentIds.NumberIn(candidate.Label);
        var id = yaml is { Id.Length: > 0 } ? StudentIds.Clean(yaml.Id) : number ?? candidate.Participant ?? StudentIds.Clean(candidate.Label);
        // Somebody else's number in the file is the TA's to see: the file is the student's own.
        if (number is not null && id != number) budget.Note(IntakeSentences.OtherId(StudentYaml.FileName, id, number));

        var files = ImmutableSortedDictionary.CreateBuilder<string, SubmittedFile>(StringComparer.Ordinal);
        foreach (var expected in expectedFiles.Distinct(StringComparer.Ordinal))
        {
            var found = FileMatcher.Find(expected, gathered.Files, expectedFiles, id);
            if (found.Count == 0) continue;
            var (file, isExact) = found[0];
            if (!isExact) budget.Note(IntakeSentences.OtherName(file.Entry.Path, expected));
            foreach (var (other, _) in found.Skip(1)) budget.Note(IntakeSentences.NotUsed(other.Entry.Path, expected, file.Entry.Path));
            files[expected] = ReadFile(file.Entry, budget);
        }
        return new ReadSubmission(candidate, new Submission
        {
            Id = id,
            Name = yaml is { Name.Length: > 0 } ? yaml.Name : candidate.Name,
            Email = yaml?.Email ?? "",
            SubmittedAt = yaml?.SubmittedAt,
            Files = files.ToImmutable(),
            Notes = [.. budget.Notes],
            Unreadable = files.Count == 0 ? budget.Failure : null,
        });
    }

    static StudentYaml? ReadYaml(IReadOnlyList<FoundFile> files, IntakeBudget budget)
    {
        var nearest = files
            .Where(file => file.Entry.Name.Equals(StudentYaml.FileName, StringComparison.OrdinalIgnoreCase))
            .OrderBy(file => file.Depth).ThenBy(file => file.Entry.Path, StringComparer.Ordinal)
            .FirstOrDefault();
        if (nearest is null) return null;
        var read = nearest.Entry.Read(StudentYaml.MostBytes, budget);
        if (read.Bytes is null)
        {
            budget.Note(read.Problem!);
            return null;
        }
        if (TextDecoding.Lines(read.Bytes) is not { } text)
        {
            budget.Note(IntakeSentences.NotText(nearest.Entry.Path));
            return null;
        }
        var yaml = StudentYaml.Parse(text);
        if (yaml.Submitted.Length > 0 && yaml.SubmittedAt is null) budget.Note(IntakeSentences.BadSubmitted(nearest.Entry.Path));
        return yaml;
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
