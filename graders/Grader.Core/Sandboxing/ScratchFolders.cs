namespace Grader.Core.Sandboxing;

/// <summary>
/// Where programs stand with reduced isolation, which has no file system of its own: an empty folder with a copy of the data, so that nothing of the
/// homework lies beside it.
/// </summary>
internal sealed class ScratchFolders : IDisposable
{
    private readonly Dictionary<string, DirectoryInfo> _folders = [];

    public string With(string data)
    {
        lock (_folders)
        {
            if (_folders.TryGetValue(data, out var made)) return made.FullName;
            var folder = _folders[data] = Directory.CreateTempSubdirectory("grader-data-");
            foreach (var file in Directory.GetFiles(data, "*", SearchOption.AllDirectories))
            {
                var target = Path.Combine(folder.FullName, "data", Path.GetRelativePath(data, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
            return folder.FullName;
        }
    }

    public void Dispose()
    {
        lock (_folders)
        {
            foreach (var folder in _folders.Values) folder.Delete(recursive: true);
            _folders.Clear();
        }
    }
}
