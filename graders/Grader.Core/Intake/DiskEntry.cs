namespace Grader.Core.Intake;

/// <summary>An entry of a real folder. Links are not followed, and only ordinary files are ever opened.</summary>
internal sealed class DiskEntry(string fullPath, string name, string path) : Entry(name, path, EntryKinds.Of(fullPath))
{
    public override IReadOnlyList<Entry> Children(IntakeBudget budget)
    {
        var children = new List<Entry>();
        try
        {
            foreach (var child in Directory.EnumerateFileSystemEntries(fullPath))
            {
                if (!budget.TakeEntry(Path)) break;
                var childName = System.IO.Path.GetFileName(child);
                children.Add(new DiskEntry(child, childName, Path.Length == 0 ? childName : $"{Path}/{childName}"));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            budget.Fail(IntakeSentences.CannotList(Path));
        }
        // The order of a folder differs from disk to disk; ours may not.
        children.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return children;
    }

    public override ReadBytes Read(long limit, IntakeBudget budget)
    {
        if (Kind != EntryKind.File) return ReadBytes.Failed(IntakeSentences.NotAFile(Path));
        try
        {
            using var stream = new FileStream(fullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > limit) return ReadBytes.Failed(IntakeSentences.TooLarge(Path, limit));
            var bytes = BoundedBytes.Read(stream, limit);
            return bytes is null ? ReadBytes.Failed(IntakeSentences.TooLarge(Path, limit)) : new ReadBytes(bytes, null);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return ReadBytes.Failed(IntakeSentences.CannotRead(Path));
        }
    }
}

internal static class BoundedBytes
{
    /// <summary>The stream to its end, or null when it holds more than <paramref name="limit"/>: what it says of its length is not believed.</summary>
    public static byte[]? Read(Stream stream, long limit, Action<long>? count = null)
    {
        using var result = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = stream.Read(buffer, 0, buffer.Length)) > 0;)
        {
            count?.Invoke(read);
            if (result.Length + read > limit) return null;
            result.Write(buffer, 0, read);
        }
        return result.ToArray();
    }
}
