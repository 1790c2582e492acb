using System.Buffers.Binary;

namespace Grader.Core.Intake;

/// <summary>
/// The list of entries at the end of a zip, counted without building anything. .NET's reader makes an object of each entry before it compares
/// their number with what the end record says, so that a zip of 64 MiB could cost us a million objects.
/// </summary>
internal static class ZipDirectory
{
    const uint EndMark = 0x06054b50, LocatorMark = 0x07064b50, End64Mark = 0x06064b50, EntryMark = 0x02014b50;
    const int EndSize = 22, LocatorSize = 20, End64Size = 56, EntrySize = 46, LongestComment = ushort.MaxValue;
    /// <summary>What an entry takes there at most, on average: its name, times and rights; honest ones take about a hundred bytes.</summary>
    const int BytesOfAnEntry = 1024;

    /// <summary>How many entries there are, at most one more than <paramref name="limit"/>; null when there is no list that could be read.</summary>
    public static int? Count(Stream zip, int limit)
    {
        var lists = Lists(zip).ToArray();
        return lists.Length == 0 ? null : lists.Max(list => Count(zip, list, limit));
    }

    static int Count(Stream zip, (ulong Entries, ulong Size, ulong Offset) list, int limit)
    {
        var (claimed, size, offset) = list;
        if (claimed > (ulong)limit || size > (ulong)limit * BytesOfAnEntry) return limit + 1;
        // The claims are small. What .NET reads is what stands there, so that is what we count.
        if (offset >= (ulong)zip.Length) return 0;
        zip.Position = (long)offset;
        var reader = new BufferedStream(zip, 1 << 16);
        var header = new byte[EntrySize];
        var count = 0;
        for (long taken = 0; reader.ReadAtLeast(header, EntrySize, throwOnEndOfStream: false) == EntrySize && UInt32(header, 0) == EntryMark; count++)
        {
            var rest = UInt16(header, 28) + UInt16(header, 30) + UInt16(header, 32);
            taken += EntrySize + rest;
            if (count >= limit || taken > (long)limit * BytesOfAnEntry) return limit + 1;
            for (var skipped = 0; skipped < rest;)
            {
                var read = reader.Read(header, 0, Math.Min(EntrySize, rest - skipped));
                if (read == 0) return count;
                skipped += read;
            }
        }
        return count;
    }

    /// <summary>What the last end record says, and ZIP64's one where there is one: which of the two a reader believes is its own affair.</summary>
    static IEnumerable<(ulong Entries, ulong Size, ulong Offset)> Lists(Stream zip)
    {
        var tail = new byte[(int)Math.Min(zip.Length, EndSize + LongestComment)];
        zip.Position = zip.Length - tail.Length;
        zip.ReadExactly(tail);
        for (var at = tail.Length - EndSize; at >= 0; at--)
        {
            if (UInt32(tail, at) != EndMark) continue;
            if (List64(zip, zip.Length - tail.Length + at) is { } larger)
            {
                yield return larger;
                // The small record's fields are then often all ones, which is no number.
                if (UInt16(tail, at + 10) == ushort.MaxValue || UInt32(tail, at + 12) == uint.MaxValue || UInt32(tail, at + 16) == uint.MaxValue) yield break;
            }
            yield return (UInt16(tail, at + 10), UInt32(tail, at + 12), UInt32(tail, at + 16));
            yield break;
        }
    }

    static (ulong Entries, ulong Size, ulong Offset)? List64(Stream zip, long end)
    {
        if (ReadAt(zip, end - LocatorSize, LocatorSize) is not { } locator || UInt32(locator, 0) != LocatorMark) return null;
        var offset = BinaryPrimitives.ReadInt64LittleEndian(locator.AsSpan(8));
        if (ReadAt(zip, offset, End64Size) is not { } record || UInt32(record, 0) != End64Mark) return null;
        return (UInt64(record, 32), UInt64(record, 40), UInt64(record, 48));
    }

    static byte[]? ReadAt(Stream zip, long at, int size)
    {
        if (at < 0 || at > zip.Length - size) return null;
        var bytes = new byte[size];
        zip.Position = at;
        zip.ReadExactly(bytes);
        return bytes;
    }

    static ushort UInt16(byte[] bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(at));

    static uint UInt32(byte[] bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at));

    static ulong UInt64(byte[] bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));
}
