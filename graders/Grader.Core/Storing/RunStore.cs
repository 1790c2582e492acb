using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using Grader.Core.Results;

namespace Grader.Core.Storing;

/// <summary>
/// Finished work, kept as it is made under the digest of all that can change it: one file an entry, whole or not there, so that a killed run,
/// a full disk or a pulled plug loses at most what was in flight. An entry that is damaged is as good as none.
/// </summary>
internal sealed class RunStore(string folder, bool fresh)
{
    private const int HashSize = 32;
    private static readonly byte[] Magic = "GRADER1\n"u8.ToArray();
    private readonly ConcurrentDictionary<string, bool> _made = [];

    /// <summary>The entry was not made in this run (two students with the same code share one).</summary>
    public bool IsOfEarlierRun(string key) => !_made.ContainsKey(key);

    public byte[]? Find(string key)
    {
        if (fresh) return null;
        try
        {
            var path = PathOf(key);
            if (!File.Exists(path)) return null;
            var bytes = File.ReadAllBytes(path);
            if (!bytes.AsSpan().StartsWith(Magic)) return null;
            var payload = bytes.AsSpan(Magic.Length + HashSize);
            if (!SHA256.HashData(payload).AsSpan().SequenceEqual(bytes.AsSpan(Magic.Length, HashSize))) return null;
            using var packed = new BrotliStream(new MemoryStream(payload.ToArray()), CompressionMode.Decompress);
            using var plain = new MemoryStream();
            packed.CopyTo(plain);
            return plain.ToArray();
        }
        catch (Exception damaged) when (damaged is IOException or InvalidDataException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <exception cref="StorageException">The disk is full or read-only.</exception>
    public async Task KeepAsync(string key, byte[] bytes)
    {
        using var packed = new MemoryStream();
        await using (var stream = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true)) await stream.WriteAsync(bytes);
        var payload = packed.ToArray();
        _made[key] = true;
        await SafeFile.WriteAsync(PathOf(key), [.. Magic, .. SHA256.HashData(payload), .. payload]);
    }

    private string PathOf(string key) => Path.Combine(folder, key[..2], key[2..]);
}
