using System.Runtime.CompilerServices;

namespace Grader.Testing;

/// <summary>
/// Snapshots in Verify's conventions: <c>Tests.name.verified.txt</c> beside the test, <c>.received.txt</c> on a mismatch.
/// Build with <c>-p:Snapshots=Verify</c> where Verify restores, and Verify.Xunit takes over with the same files.
/// </summary>
public static class Snapshot
{
    public static async Task MatchAsync(string text, string name, [CallerFilePath] string source = "")
    {
        var folder = Path.GetDirectoryName(source)!;
        var stem = $"{Path.GetFileNameWithoutExtension(source)}.{name}";
#if VERIFY
        await VerifyXunit.Verifier.Verify(text).UseDirectory(folder).UseFileName(stem);
#else
        var (verified, received) = (Path.Combine(folder, stem + ".verified.txt"), Path.Combine(folder, stem + ".received.txt"));
        var expected = File.Exists(verified) ? await File.ReadAllTextAsync(verified) : null;
        if (expected is not null && Plain(expected) == Plain(text))
        {
            File.Delete(received);
            return;
        }
        await File.WriteAllTextAsync(received, Plain(text));
        if (!DiffEngine.BuildServerDetector.Detected && expected is not null) await DiffEngine.DiffRunner.LaunchAsync(received, verified);
        throw new SnapshotException($"{Path.GetFileName(verified)} {(expected is null ? "does not exist yet" : $"differs: {FirstDifference(Plain(expected), Plain(text))}")}. If the received file beside it is right, rename it.");
#endif
    }

    private static string Plain(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').TrimStart('\uFEFF');

    private static string FirstDifference(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n'), actual.Split('\n'));
        var line = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i));
        return $"line {line + 1} is '{right.ElementAtOrDefault(line)}', verified is '{left.ElementAtOrDefault(line)}'";
    }
}

public sealed class SnapshotException(string message) : Exception(message);
