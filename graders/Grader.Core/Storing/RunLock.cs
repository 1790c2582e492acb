namespace Grader.Core.Storing;

/// <summary>One grader at a time on an output folder. The system lets the lock go with the process, however that ends.</summary>
internal sealed class RunLock : IDisposable
{
    private readonly FileStream _file;

    private RunLock(FileStream file) => _file = file;

    /// <exception cref="UsageException">Another grader is at work there.</exception>
    /// <exception cref="StorageException">The folder cannot be written to.</exception>
    public static RunLock Take(string folder)
    {
        var path = Path.Combine(folder, ".lock");
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(folder, refused);
        }
        try
        {
            var taken = new RunLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            RemoveUnfinished(folder);
            return taken;
        }
        catch (UnauthorizedAccessException refused)
        {
            throw new StorageException(path, refused);
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new UsageException($"Another grader is at work in {folder}. Wait until it is done, or choose another folder: --out <folder>");
        }
    }

    /// <summary>What a killed run was writing.</summary>
    private static void RemoveUnfinished(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.part", SearchOption.AllDirectories)) File.Delete(file);
    }

    public void Dispose() => _file.Dispose();
}
