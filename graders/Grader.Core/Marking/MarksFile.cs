using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Grader.Core.Intake;

namespace Grader.Core.Marking;

/// <summary>The marks file on disk, which people write as well as we do: what somebody saved meanwhile is never overwritten.</summary>
public static class MarksFile
{
    const int MostTries = 5;

    /// <summary>The rows, none when there is no file.</summary>
    /// <exception cref="UsageException">The file is no table of marks, or cannot be opened.</exception>
    public static MarksTable Read(string path)
    {
        if (ReadBytes(path) is not { } bytes) return MarksTable.None;
        var name = Path.GetFileName(path);
        // Not with LF line ends: a cell that starts with CR is guarded, and has to be found again.
        var text = TextDecoding.Decode(bytes) ?? throw new UsageException($"{name} is not UTF-8 or UTF-16 text. Save it as \"CSV UTF-8\".");
        var (rows, extraColumns) = MarksCsv.Read(text, name);
        return new MarksTable(rows, extraColumns, TokenOf(bytes));
    }

    /// <summary>
    /// Replaces the file at once, so that nobody's marks are lost half-way; leaves it alone when nothing changed. False, and nothing is written,
    /// when it is no longer the file that was <paramref name="read"/>.
    /// </summary>
    public static bool Write(string path, IEnumerable<MarkRow> rows, MarksTable read)
    {
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(MarksCsv.Write(rows, read.ExtraColumns))];
        if (TokenOf(bytes) == read.Token) return TokenOf(ReadBytes(path)) == read.Token;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        // In the same folder, because only within one file system is a rename all or nothing.
        var temporary = Path.Combine(folder, $"{Path.GetFileName(path)}.{Path.GetRandomFileName()}.part");
        try
        {
            Directory.CreateDirectory(folder);
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            }
            // As late as can be: writing to the disk takes longer than saving in a spreadsheet.
            if (TokenOf(ReadBytes(path)) != read.Token) return false;
            File.Move(temporary, path, overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} could not be written: {e.Message} If it is open in another program, close it there and run again.");
        }
        finally
        {
            if (File.Exists(temporary)) File.Delete(temporary);
        }
    }

    /// <summary>Reads, joins and, where <paramref name="rewrite"/> says so, writes back; once more from the start when a person saved in between.</summary>
    /// <exception cref="UsageException">As for <see cref="Read"/>, or the file changes all the time.</exception>
    public static JoinedMarks Join(string path, Func<ImmutableArray<MarkRow>, JoinedMarks> apply, bool rewrite)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var read = Read(path);
            var joined = apply(read.Rows);
            if (!rewrite || Write(path, joined.Rows, read)) return joined;
        }
        throw new UsageException($"{Path.GetFileName(path)} is changed by another program again and again, so it was left as it is. Save and close it there, and run again.");
    }

    static byte[]? ReadBytes(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            // A spreadsheet that has it open for writing lets others read, if they allow its writing.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[file.Length];
            file.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} could not be read: {e.Message} If it is open in another program, close it there and run again.");
        }
    }

    static string TokenOf(byte[]? bytes) => bytes is null ? "" : Convert.ToHexStringLower(SHA256.HashData(bytes));
}
