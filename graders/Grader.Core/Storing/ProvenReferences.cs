using Grader.Core.Compiling;
using Grader.Core.References;
using Grader.Core.Rubrics;
using Grader.Core.Sandboxing;

namespace Grader.Core.Storing;

/// <summary>
/// The proof of a homework is made once for all of a user's output folders, kits and looks at one submission, until its rubric, its reference or the
/// grader changes. Kept in the user's cache folder, where there is one that can be written to; what is kept there is never needed.
/// </summary>
internal static class ProvenReferences
{
    /// <summary>A course has few homeworks and changes them often: the newest are kept.</summary>
    private const int Kept = 40;

    /// <param name="fresh">Proves it in any case.</param>
    /// <param name="starting">Told before work that takes seconds.</param>
    /// <exception cref="HomeworkException">The homework does not prove.</exception>
    public static async Task<PreparedHomework> ProveAsync(HomeworkFiles files, Rubric rubric, CompilerClient compiler, Sandbox sandbox, CancellationToken cancel, bool fresh = false, Action? starting = null)
    {
        var key = Fingerprint.OfReference(files, rubric);
        var folder = Folder();
        var cache = folder is null ? null : new RunStore(folder, fresh);
        if (cache?.Find(key) is { } kept) return StoredReference.FromBytes(kept, rubric, files.ReferenceFolder);
        starting?.Invoke();
        var homework = await new ReferencePreparation(rubric, files.Root, compiler, sandbox).PrepareAsync(cancel);
        if (cache is not null) await KeepAsync(cache, folder!, key, StoredReference.ToBytes(homework));
        return homework;
    }

    private static async Task KeepAsync(RunStore cache, string folder, string key, byte[] bytes)
    {
        try
        {
            await cache.KeepAsync(key, bytes);
            foreach (var old in new DirectoryInfo(folder).GetFiles("*", SearchOption.AllDirectories).OrderByDescending(it => it.LastWriteTimeUtc).Skip(Kept)) old.Delete();
        }
        catch (Exception refused) when (refused is StorageException or IOException or UnauthorizedAccessException)
        {
            // no home, a full or a read-only one: the next run proves again
        }
    }

    /// <summary>Where each system wants caches; null for a user without a home.</summary>
    private static string? Folder()
    {
        if (Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } chosen && Path.IsPathRooted(chosen)) return Path.Combine(chosen, "grader", "proofs");
        if (OperatingSystem.IsWindows()) return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "grader", "proofs");
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length == 0 ? null : Path.Combine(home, OperatingSystem.IsMacOS() ? Path.Combine("Library", "Caches") : ".cache", "grader", "proofs");
    }
}
