using System.IO.Compression;

namespace Grader.Core.Intake;

/// <summary>A zip in memory as a tree of entries; nothing of it is ever written to the disk, and only what is asked for is inflated.</summary>
internal static class ZipTree
{
    /// <summary>The zip's root folder, or the sentence why it cannot be read. Entries that may not be used are said in the notes.</summary>
    public static (Entry? Root, LocalizedText? Problem) Open(byte[] bytes, string path, IntakeBudget budget)
    {
        try
        {
            var archive = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            var root = new ZipFolder("", path + "!");
            var count = 0;
            foreach (var entry in archive.Entries)
            {
                if (entry.IsEncrypted) return (null, IntakeSentences.Encrypted(path));
                if (count++ >= budget.EntriesLeft)
                {
                    budget.Fail(IntakeSentences.TooManyEntries(path));
                    break;
                }
                Add(root, entry, path, budget);
            }
            return (root, null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The zip is a stranger's, and the reader's exceptions for a bent one are of many kinds.
            return (null, IntakeSentences.BrokenZip(path));
        }
    }

    static void Add(ZipFolder root, ZipArchiveEntry entry, string path, IntakeBudget budget)
    {
        // Some Windows tools write backslashes, whatever the standard says.
        var name = entry.FullName.Replace('\\', '/');
        var parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray();
        if (parts.Length == 0) return;
        if (name.StartsWith('/') || parts.Contains("..") || (parts[0].Length == 2 && parts[0][1] == ':'))
        {
            budget.Note(IntakeSentences.LeadsOutside($"{path}!/{name}"));
            return;
        }
        if (parts.Length > IntakeBudget.DeepestNesting)
        {
            budget.Note(IntakeSentences.TooDeep(path + "!/" + string.Join('/', parts.Take(3)) + "/…"));
            return;
        }
        var isFolder = name.EndsWith('/');
        var folder = root;
        foreach (var part in isFolder ? parts : parts[..^1]) folder = folder.Folder(part);
        if (isFolder) return;
        // The upper half of the attributes is the Unix mode, where the zip was made on one.
        var kind = EntryKinds.OfType(entry.ExternalAttributes >>> 16);
        if (kind == EntryKind.Folder) return;
        if (!folder.Add(new ZipFile(entry, parts[^1], $"{folder.Path}/{parts[^1]}", kind)))
            budget.Note(IntakeSentences.TwiceInZip($"{folder.Path}/{parts[^1]}"));
    }

    sealed class ZipFolder(string name, string path) : Entry(name, path, EntryKind.Folder)
    {
        readonly SortedDictionary<string, ZipFolder> _folders = new(StringComparer.Ordinal);
        readonly SortedDictionary<string, ZipFile> _files = new(StringComparer.Ordinal);

        public ZipFolder Folder(string child) =>
            _folders.TryGetValue(child, out var found) ? found : _folders[child] = new ZipFolder(child, $"{Path}/{child}");

        public bool Add(ZipFile file) => _files.TryAdd(file.Name, file);

        public override IReadOnlyList<Entry> Children(IntakeBudget budget) =>
            [.. _folders.Values.Concat<Entry>(_files.Values).OrderBy(entry => entry.Name, StringComparer.Ordinal).TakeWhile(_ => budget.TakeEntry(Path))];

        public override ReadBytes Read(long limit, IntakeBudget budget) => ReadBytes.Failed(IntakeSentences.NotAFile(Path));
    }

    sealed class ZipFile(ZipArchiveEntry entry, string name, string path, EntryKind kind) : Entry(name, path, kind)
    {
        public override IReadOnlyList<Entry> Children(IntakeBudget budget) => [];

        public override ReadBytes Read(long limit, IntakeBudget budget)
        {
            var allowed = Math.Min(limit, Math.Max(0, budget.InflatedLeft));
            try
            {
                using var stream = entry.Open();
                // Counted as it comes: the sizes in a zip's directory are claims.
                if (BoundedBytes.Read(stream, allowed, budget.Inflated) is { } bytes) return new ReadBytes(bytes, null);
                return ReadBytes.Failed(allowed < limit ? IntakeSentences.InflatesTooMuch(Path) : IntakeSentences.TooLarge(Path, limit));
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                return ReadBytes.Failed(IntakeSentences.BrokenZip(Path));
            }
        }
    }
}
