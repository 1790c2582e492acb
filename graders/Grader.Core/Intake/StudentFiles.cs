namespace Grader.Core.Intake;

/// <summary>A file of a student and how far from the root it lies; a zip counts as a folder.</summary>
internal sealed record FoundFile(Entry Entry, int Depth);

/// <summary>Everything under the entries of one student: folders, the zips in them, and one zip in a zip.</summary>
internal sealed class StudentFiles(IntakeBudget budget)
{
    public const long LargestZip = 64L * 1024 * 1024;
    const int MostZips = 2;

    static readonly string[] Noise = ["__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini", ".git", ".vs", "bin", "obj"];
    static readonly string[] OtherArchives = [".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"];

    readonly List<FoundFile> _files = [];

    public IReadOnlyList<FoundFile> Files => _files;

    public static bool IsNoise(string name) =>
        Noise.Contains(name, StringComparer.OrdinalIgnoreCase) || name.StartsWith("._", StringComparison.Ordinal);

    public static bool IsZip(string name) => name.TrimEnd().EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    public static bool IsOtherArchive(string name) =>
        OtherArchives.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>The root of a student: a folder's or zip's own level is not counted, so that a wrapper makes no difference.</summary>
    public void Add(Entry root) => Walk(root, 0, 0);

    void Walk(Entry entry, int depth, int zips)
    {
        if (budget.Overflow is not null) return;
        if (depth > 0 && IsNoise(entry.Name)) return;
        if (depth > 0 && ShownText.HasDeceptive(entry.Name)) budget.Note(IntakeSentences.HiddenCharacters(entry.Path));
        switch (entry.Kind)
        {
            case EntryKind.Link:
                budget.Note(IntakeSentences.Link(entry.Path));
                break;
            case EntryKind.Special:
                budget.Note(IntakeSentences.NotAFile(entry.Path));
                break;
            case EntryKind.Unreadable:
                budget.Fail(IntakeSentences.CannotRead(entry.Path));
                break;
            case EntryKind.Folder:
                WalkChildren(entry, depth, zips);
                break;
            default:
                AddFile(entry, depth, zips);
                break;
        }
    }

    void WalkChildren(Entry folder, int depth, int zips)
    {
        if (depth >= IntakeBudget.DeepestNesting)
        {
            budget.Fail(IntakeSentences.TooDeep(folder.Path));
            return;
        }
        foreach (var child in folder.Children(budget)) Walk(child, depth + 1, zips);
    }

    void AddFile(Entry file, int depth, int zips)
    {
        if (IsOtherArchive(file.Name)) budget.Fail(IntakeSentences.OtherArchive(file.Path));
        else if (!IsZip(file.Name)) _files.Add(new FoundFile(file, depth));
        else if (zips >= MostZips) budget.Fail(IntakeSentences.ZipsTooDeep(file.Path));
        else
        {
            // A zip inside a zip is counted as it inflates.
            var allowed = zips > 0 ? LargestZip : Math.Min(LargestZip, Math.Max(0, budget.ZipBytesLeft));
            var read = file.Read(allowed, budget);
            if (zips == 0) budget.ReadZip(read.Bytes?.Length ?? 0);
            var (root, problem) = read.Bytes is { } bytes ? ZipTree.Open(new MemoryStream(bytes, writable: false), file.Path, budget)
                : (null, read.Problem == IntakeSentences.TooLarge(file.Path, allowed) && allowed < LargestZip ? IntakeSentences.ZipsTooLarge(file.Path, IntakeBudget.ZipBytes) : read.Problem);
            if (root is not null) WalkChildren(root, depth, zips + 1);
            else if (budget.Overflow is null) budget.Fail(problem!);
        }
    }
}
