using System.Text;

namespace Grader.Core.Results;

/// <summary>Files are whole or as they were: written beside, flushed, renamed. What has not changed is not touched.</summary>
internal static class SafeFile
{
    public static async Task WriteAsync(string path, string text, bool byteOrderMark = false)
    {
        var bytes = (byte[])[.. byteOrderMark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(text)];
        if (File.Exists(path) && (await File.ReadAllBytesAsync(path)).AsSpan().SequenceEqual(bytes)) return;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = path + ".part";
        await using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            await file.WriteAsync(bytes);
            file.Flush(flushToDisk: true);
        }
        File.Move(beside, path, overwrite: true);
    }
}
