using System.IO.Compression;
using System.Text;

namespace Grader.Core.Tests;

/// <summary>A real folder of one test, gone afterwards.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("grader-tests-").FullName;

    public string Full(string relative) => System.IO.Path.Combine(Path, relative);

    public TemporaryFolder With(string relative, string text) => With(relative, Encoding.UTF8.GetBytes(text));

    public TemporaryFolder With(string relative, byte[] bytes)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Full(relative))!);
        File.WriteAllBytes(Full(relative), bytes);
        return this;
    }

    public static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in entries)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
                entry.Write(bytes);
            }
        return stream.ToArray();
    }

    public static byte[] Zip(params (string Name, string Text)[] entries) =>
        Zip([.. entries.Select(entry => (entry.Name, Encoding.UTF8.GetBytes(entry.Text)))]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
