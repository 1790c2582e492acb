using System.Collections.Immutable;
using System.IO.Compression;
using Grader.Core.Results;

namespace Grader.Core.Packing;

/// <summary>The same kit is the same bytes, whenever and wherever it is packed.</summary>
internal static class KitZip
{
    private static readonly DateTimeOffset Moment = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // the earliest that a zip can hold

    public static async Task WriteAsync(string path, ImmutableSortedDictionary<string, byte[]> entries)
    {
        using var buffer = new MemoryStream();
        await using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = Moment;
                entry.ExternalAttributes = Convert.ToInt32("100644", 8) << 16;
                await using var stream = await entry.OpenAsync();
                await stream.WriteAsync(bytes);
            }
        }
        await SafeFile.WriteAsync(path, buffer.ToArray());
    }
}
