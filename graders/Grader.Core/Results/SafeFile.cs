using System.Runtime.InteropServices;
using System.Text;

namespace Grader.Core.Results;

/// <summary>Files are whole or as they were: written beside, flushed to the disk, renamed, and the rename flushed too. What has not changed is not touched.</summary>
internal static class SafeFile
{
    public static Task WriteAsync(string path, string text, bool byteOrderMark = false, bool durable = true) =>
        WriteAsync(path, [.. byteOrderMark ? Encoding.UTF8.Preamble : [], .. Encoding.UTF8.GetBytes(text)], durable);

    /// <param name="durable">False for what can be made again from results.json: whole all the same, but not waited for.</param>
    /// <exception cref="StorageException">The disk is full or read-only; the file is as it was.</exception>
    public static async Task WriteAsync(string path, byte[] bytes, bool durable = true)
    {
        var beside = $"{path}.{Environment.ProcessId}.{Path.GetRandomFileName()}.part";
        try
        {
            if (File.Exists(path) && (await File.ReadAllBytesAsync(path)).AsSpan().SequenceEqual(bytes)) return;
            var folder = Path.GetDirectoryName(path)!;
            Directory.CreateDirectory(folder);
            await using (var file = new FileStream(beside, FileMode.CreateNew, FileAccess.Write))
            {
                await file.WriteAsync(bytes);
                if (durable) file.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
            if (durable) FlushFolder(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(beside)) File.Delete(beside);
            throw new StorageException(path, refused);
        }
    }

    /// <summary>A name is on the disk only when its folder is; .NET has no call for that.</summary>
    private static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsLinux()) return;
        const int CloseOnExec = 0x80000;
        var opened = Open([.. Encoding.UTF8.GetBytes(folder), 0], CloseOnExec);
        if (opened < 0) return;
        _ = Flush(opened);
        _ = Close(opened);
    }

    [DllImport("libc", EntryPoint = "open")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Flush(int file);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);
}
