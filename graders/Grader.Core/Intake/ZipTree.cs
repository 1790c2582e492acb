using System.IO.Compression;
using System.Text;

namespace Grader.Core.Intake;

/// <summary>A zip as a tree of entries; nothing of it is ever written to the disk, and only what is asked for is inflated.</summary>
internal static class ZipTree
{
    /// <summary>The zip's root folder, or the sentence why it cannot be read. Entries that may not be used are said in the notes.</summary>
    public static (Entry? Root, LocalizedText? Problem) Open(Stream zip, string path, IntakeBudget budget)
    {
        try
        {
            if (ZipDirectory.Count(zip, budget.EntriesLeft) is not { } count) return (null, IntakeSentences.BrokenZip(path));
            if (count > budget.EntriesLeft) return (null, TooMany(path, budget));
            var archive = new ZipArchive(zip, ZipArchiveMode.Read);
            var root = new ZipFolder("", path + "!", null);
            var left = budget.EntriesLeft;
            foreach (var entry in archive.Entries)
            {
                if (entry.IsEncrypted) return (null, IntakeSentences.Encrypted(path));
                // The folders on the way to an entry cost as much as the entry, and a long name holds many of them.
                if ((left -= Add(root, entry, path, budget)) < 0) return (null, TooMany(path, budget));
            }
            return (root, null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The zip is a stranger's, and the reader's exceptions for a bent one are of many kinds.
            return (null, IntakeSentences.BrokenZip(path));
        }
    }

    static LocalizedText TooMany(string path, IntakeBudget budget)
    {
        budget.TooMany(path);
        return budget.Overflow!;
    }

    /// <summary>How many entries of the tree were made for it.</summary>
    static int Add(ZipFolder root, ZipArchiveEntry entry, string path, IntakeBudget budget)
    {
        // Some Windows tools write backslashes, whatever the standard says.
        var name = entry.FullName.Replace('\\', '/');
        var parts = name.Split('/', StringSplitOptions.RemoveEmptyEntries).Where(part => part != ".").ToArray();
        if (parts.Length == 0) return 0;
        if (name.StartsWith('/') || parts.Contains("..") || (parts[0].Length == 2 && parts[0][1] == ':'))
        {
            budget.Note(IntakeSentences.LeadsOutside($"{path}!/{name}"));
            return 0;
        }
        if (parts.Length > IntakeBudget.DeepestNesting)
        {
            budget.Note(IntakeSentences.TooDeep(path + "!/" + string.Join('/', parts.Take(3)) + "/…"));
            return 0;
        }
        if (parts.FirstOrDefault(part => Encoding.UTF8.GetByteCount(part) > IntakeBudget.LongestName) is { } tooLong)
        {
            budget.Fail(IntakeSentences.LongName($"{path}!/{tooLong[..40]}…"));
            return 0;
        }
        var isFolder = name.EndsWith('/');
        var (folder, made) = (root, 1);
        foreach (var part in isFolder ? parts : parts[..^1])
        {
            if (!folder.Has(part)) made++;
            folder = folder.Folder(part);
        }
        // The upper half of the attributes is the Unix mode, where the zip was made on one.
        var kind = EntryKinds.OfType(entry.ExternalAttributes >>> 16);
        if (isFolder || kind == EntryKind.Folder) return made;
        if (!folder.Add(new ZipFile(entry, parts[^1], folder, kind))) budget.Note(IntakeSentences.TwiceInZip($"{folder.Path}/{parts[^1]}"));
        return made;
    }

    /// <summary>The path is put together when it is asked for: kept, those of deep folders would take more than the zip.</summary>
    sealed class ZipFolder(string name, string path, ZipFolder? parent) : Entry(name, path, EntryKind.Folder)
    {
        readonly SortedDictionary<string, ZipFolder> _folders = new(StringComparer.Ordinal);
        readonly SortedDictionary<string, ZipFile> _files = new(StringComparer.Ordinal);

        public override string Path => parent is null ? base.Path : $"{parent.Path}/{Name}";

        public bool Has(string child) => _folders.ContainsKey(child);

        public ZipFolder Folder(string child) =>
            _folders.TryGetValue(child, out var found) ? found : _folders[child] = new ZipFolder(child, "", this);

        public bool Add(ZipFile file) => _files.TryAdd(file.Name, file);

        public override IReadOnlyList<Entry> Children(IntakeBudget budget) =>
            [.. _folders.Values.Concat<Entry>(_files.Values).OrderBy(entry => entry.Name, StringComparer.Ordinal).TakeWhile(_ => budget.TakeEntry(Path))];

        public override ReadBytes Read(long limit, IntakeBudget budget) => ReadBytes.Failed(IntakeSentences.NotAFile(Path));
    }

    sealed class ZipFile(ZipArchiveEntry entry, string name, ZipFolder parent, EntryKind kind) : Entry(name, "", kind)
    {
        /// <summary>Deflate packs written text at most about ten times; a thousand times is nothing but repetition.</summary>
        const int LargestRatio = 200;
        const long AlwaysAllowed = 1 << 20;

        public override string Path => $"{parent.Path}/{Name}";

        public override IReadOnlyList<Entry> Children(IntakeBudget budget) => [];

        public override ReadBytes Read(long limit, IntakeBudget budget)
        {
            var left = Math.Max(0, budget.InflatedLeft);
            var byRatio = Math.Max(AlwaysAllowed, entry.CompressedLength * LargestRatio);
            var allowed = Math.Min(limit, Math.Min(left, byRatio));
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
