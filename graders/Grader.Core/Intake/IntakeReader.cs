using System.Collections.Immutable;

namespace Grader.Core.Intake;

/// <summary>Reads a class's submissions, from a folder or a zip, in whatever shape they were downloaded.</summary>
public static class IntakeReader
{
    const long LargestClassZip = 1024L * 1024 * 1024;

    /// <summary>A row per student, in the ordinal order of ids. Only a <paramref name="path"/> that is no folder and no zip is an exception.</summary>
    /// <exception cref="UsageException">There is nothing at the path that could hold submissions.</exception>
    public static IntakeResult Read(string path, IReadOnlyList<string> expectedFiles)
    {
        var budget = new IntakeBudget(IntakeBudget.EntriesOfAClass);
        var root = Directory.Exists(path) ? new DiskEntry(path, "", "") : OpenZip(path, budget);
        // A link that the TA typed is meant; only those inside are not followed.
        var (candidates, unmatched) = ClassLayout.Sort(root.Children(budget));
        var (kept, replaced) = Resolve([.. candidates.Select(candidate => SubmissionReader.Read(candidate, expectedFiles))]);
        var found = ClassLayout.All.Where(layout => candidates.Any(candidate => candidate.Layout == layout)).ToArray();
        return new IntakeResult(
            found.Length == 0 ? ClassLayout.Plain : string.Join(" + ", found),
            [.. kept.OrderBy(submission => submission.Id, StringComparer.Ordinal)],
            [
                .. unmatched.Concat(replaced).OrderBy(entry => entry.Path, StringComparer.Ordinal),
                .. budget.Notes.Select(note => new UnmatchedEntry("", note)),
            ]);
    }

    static Entry OpenZip(string path, IntakeBudget budget)
    {
        var name = Path.GetFileName(path);
        if (!File.Exists(path)) throw new UsageException($"There is no folder or zip '{path}'.");
        if (!StudentFiles.IsZip(name)) throw new UsageException($"'{path}' is neither a folder nor a .zip.");
        // A link is followed here: the TA typed it.
        var target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        var read = new DiskEntry(target, name, name).Read(LargestClassZip, budget);
        var (root, problem) = read.Bytes is { } bytes ? ZipTree.Open(bytes, name, budget) : (null, read.Problem);
        if (root is null) throw new UsageException(problem!.En);
        // Zipping a folder puts the folder itself into the zip.
        while (root.Children(budget) is [{ Kind: EntryKind.Folder } only] && !ClassLayout.NamesAStudent(only)
            && only.Children(budget).Any(child => child.Kind == EntryKind.Folder || StudentFiles.IsZip(child.Name) || ClassLayout.NamesAStudent(child)))
            root = only;
        return root;
    }

    /// <summary>One row per id: the later one, else the fuller one, else the last by name; what it replaced is said on both sides.</summary>
    static (IEnumerable<Submission> Kept, IEnumerable<UnmatchedEntry> Replaced) Resolve(IReadOnlyList<ReadSubmission> all)
    {
        var kept = new List<Submission>();
        var replaced = new List<UnmatchedEntry>();
        foreach (var group in all.GroupBy(read => read.Submission.Id, StringComparer.Ordinal))
        {
            var ordered = group
                .OrderByDescending(read => read.Submission.SubmittedAt ?? DateTimeOffset.MinValue)
                .ThenByDescending(read => read.Submission.Files.Count)
                .ThenByDescending(read => read.Candidate.Path, StringComparer.Ordinal)
                .ToArray();
            var best = ordered[0];
            var notes = best.Submission.Notes.ToBuilder();
            foreach (var other in ordered.Skip(1))
            {
                replaced.Add(new UnmatchedEntry(
                    ShownText.Path(other.Candidate.Path), IntakeSentences.AnotherHasId(other.Candidate.Path, group.Key, best.Candidate.Path)));
                notes.Add(IntakeSentences.AlsoHandedIn(other.Candidate.Path, best.Candidate.Path));
            }
            kept.Add(best.Submission with { Notes = notes.ToImmutable() });
        }
        return (kept, replaced);
    }
}
