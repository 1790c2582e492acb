using System.Collections.Immutable;

namespace Grader.Core.Intake;

/// <summary>Reads a class's submissions, from a folder or a zip, in whatever shape they were downloaded.</summary>
public static class IntakeReader
{
    /// <summary>A row per student, in the ordinal order of ids. Only a <paramref name="path"/> that is no folder and no zip is an exception.</summary>
    /// <exception cref="UsageException">There is nothing at the path that could hold submissions, or more than a class can be.</exception>
    /// <param name="otherStems">By the name of an expected notebook, another stem that it may have: the question's id.</param>
    public static IntakeResult Read(string path, IReadOnlyList<string> expectedFiles, IReadOnlyDictionary<string, string>? otherStems = null, IntakeOptions? options = null)
    {
        options = (options ?? new IntakeOptions()) with { Expected = expectedFiles };
        if (options.Layout is { } layout && !LayoutNames.All.Contains(layout)) throw new UsageException($"There is no layout '{layout}'. {Yaml.Spelling.DidYouMean(layout, LayoutNames.All)}");
        var budget = new IntakeBudget(IntakeBudget.EntriesOfAClass);
        // A link that the TA typed is meant; only those inside are not followed.
        using var zip = Directory.Exists(path) ? null : OpenFile(path);
        var root = zip is null ? new DiskEntry(path, "", "") : OpenZip(zip, Path.GetFileName(path), budget);
        // Downloads come in a folder of their own.
        if (FolderLayouts.Inner(root.Children(new IntakeBudget(IntakeBudget.EntriesOfAClass))) is { } inner) root = inner;
        options = options with { RootName = root.Name.Length > 0 ? root.Name : zip is null ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) : Path.GetFileNameWithoutExtension(path) };
        var (candidates, unmatched) = ClassLayout.Sort(root, options, budget);
        if (budget.Overflow is { } tooMany) throw new UsageException(tooMany.En);
        var claims = new IdClaims(candidates);
        var (kept, replaced) = Resolve([.. candidates.Select(candidate => SubmissionReader.Read(candidate, expectedFiles, claims, otherStems))], claims);
        var found = LayoutNames.All.Where(name => candidates.Any(candidate => candidate.Layout == name)).ToArray();
        return new IntakeResult(
            found.Length == 0 ? options.Layout ?? LayoutNames.Plain : string.Join(" + ", found),
            [.. kept.OrderBy(submission => submission.Id, StringComparer.Ordinal)],
            [
                .. unmatched.Concat(replaced).OrderBy(entry => entry.Path, StringComparer.Ordinal),
                .. budget.Notes.Select(note => new UnmatchedEntry("", note)),
                .. candidates.Where(it => it.Time is not null && it.Layout is LayoutNames.Blackboard or LayoutNames.Brightspace).Select(it => it.Layout).Distinct().Select(name => new UnmatchedEntry("", IntakeSentences.LocalTimes(name, options.Zone?.Id ?? "UTC"))),
            ]);
    }

    static FileStream OpenFile(string path)
    {
        if (!File.Exists(path)) throw new UsageException($"There is no folder or zip '{path}'.");
        if (!StudentFiles.IsZip(Path.GetFileName(path))) throw new UsageException($"'{path}' is neither a folder nor a .zip.");
        // A link is followed here: the TA typed it. A pipe is not waited for.
        var target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path;
        if (EntryKinds.Of(target) != EntryKind.File) throw new UsageException(IntakeSentences.NotAFile(path).En);
        try
        {
            return new FileStream(target, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(IntakeSentences.CannotRead(path).En);
        }
    }

    static Entry OpenZip(FileStream zip, string name, IntakeBudget budget)
    {
        var (root, problem) = ZipTree.Open(zip, name, budget);
        if (root is null) throw new UsageException(problem!.En);
        // Zipping a folder puts the folder itself into the zip.
        while (root.Children(Look()) is [{ Kind: EntryKind.Folder } only] && !ClassLayout.NamesAStudent(only)
            && only.Children(Look()).Any(child => child.Kind == EntryKind.Folder || StudentFiles.IsZip(child.Name) || ClassLayout.NamesAStudent(child)))
            root = only;
        return root;

        static IntakeBudget Look() => new(IntakeBudget.EntriesOfAClass);
    }

    /// <summary>
    /// One row per id: the fuller one, else the last by name; what it replaced is said on both sides. The time in <c>student.yaml</c> does not
    /// count here, for it is the student's own word.
    /// </summary>
    static (IEnumerable<Submission> Kept, IEnumerable<UnmatchedEntry> Replaced) Resolve(IReadOnlyList<ReadSubmission> all, IdClaims claims)
    {
        var kept = new List<Submission>();
        var replaced = new List<UnmatchedEntry>();
        foreach (var group in all.GroupBy(read => read.Submission.Id, StringComparer.Ordinal))
        {
            var ordered = group
                .OrderByDescending(read => read.Submission.Files.Count)
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
            if (claims.NoteFor(group.Key) is { } note) notes.Add(note);
            kept.Add(best.Submission with { Notes = notes.ToImmutable() });
        }
        return (kept, replaced);
    }
}
