using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Grader.EndToEnd.Tests;

/// <summary>
/// Every attack that we could think of, by families, in a homework that forbids nothing: the sandbox is the only wall. Each sample limits itself,
/// so that a wall that fails cannot hurt the machine. By default every fifth one is taken, and of the bombs for the compiler,
/// which each cost a minute, the quickest; GRADER_HOSTILE=all takes them all.
/// </summary>
public sealed class HostileClassTests : IDisposable
{
    private const string Marker = "grader-hostile-marker";
    private static readonly string Samples = Path.Combine(GraderProgram.Repository, "submissions-sample", "hostile");
    private static readonly string[] Slow = ["compiler-constants", "compiler-lambdas", "compiler-line", "compiler-parentheses", "compiler-python"];
    private readonly GraderProgram _grader = new();

    [Fact]
    public async Task Every_attack_gets_its_verdict_and_changes_nothing_else()
    {
        var allowed = Allowed();
        Assert.Equal(Directory.GetDirectories(Samples).Select(it => Path.GetFileName(it)).Order(StringComparer.Ordinal), allowed.Keys.Order(StringComparer.Ordinal));
        Assert.True(allowed.Count >= 60);
        _grader.CopyClass("hostile", Samples);
        if (!All) foreach (var left in Slow.Union(allowed.Keys.Order(StringComparer.Ordinal).Where(it => !it.StartsWith("honest-", StringComparison.Ordinal) && !it.StartsWith("text-", StringComparison.Ordinal)).Index().Where(it => it.Index % 5 != 0).Select(it => it.Item))) Delete(_grader.At("class", left));
        await MakePipeAsync(_grader.At("class", "files-pipe"));
        await File.WriteAllTextAsync(_grader.At("class", "text-workflow", "a\n::error ::forged\n   ::warning ::forged.csx"), "");

        var before = Orphans();
        var ran = await _grader.RunAsync(["grade", "class", "--homework", "hostile", "--out", "canary-out-77aa"], ("GRADER_SECRET", "canary-environment-91c4"));
        Assert.True(ran.ExitCode == 0, ran.Error);
        await Task.Delay(1000);
        Assert.Empty(Orphans().Except(before));

        var json = await File.ReadAllTextAsync(_grader.At("canary-out-77aa", "results.json"));
        Assert.Equal("", string.Join('\n', Violations(json, allowed)));
        AssertNothingEscaped(json, ran);

        // The honest ones alone, in another folder: not a byte of theirs may differ.
        foreach (var folder in Directory.GetDirectories(_grader.At("class")).Where(it => !Path.GetFileName(it).StartsWith("honest-", StringComparison.Ordinal))) Delete(folder);
        Assert.Equal(0, (await _grader.RunAsync(["grade", "class", "--homework", "hostile", "--out", "alone"])).ExitCode);
        Assert.Equal(Rows(await File.ReadAllTextAsync(_grader.At("alone", "results.json"))), Rows(json).Where(it => it.Contains("\"honest-", StringComparison.Ordinal)));
    }

    private static bool All => Environment.GetEnvironmentVariable("GRADER_HOSTILE") == "all";

    /// <summary>GRADER_HOSTILE=all takes the whole class with full isolation; without bubblewrap some samples may do what only it forbids.</summary>
    [Theory]
    [InlineData("full")]
    [InlineData("reduced")]
    public async Task An_ordinary_user_has_the_same_walls(string isolation)
    {
        string[] some = ["honest-plain", "escape-fork", "escape-connect", "escape-kill-all", "escape-shell", "escape-execve", "resources-unmanaged-memory", "resources-shared-mapping", "resources-endless-loop", "forging-garbage-frame", "escape-signal-by-file", "escape-terminal-input", "escape-outlives-parent", "resources-leaks-to-the-end", "resources-leaks-and-returns", "escape-dies-later"];
        var allowed = Allowed();
        _grader.CopyClass("hostile", Samples);
        var all = isolation == "full" && All;
        if (isolation == "reduced") some = [.. some.Index().Where(it => it.Index % 2 == 0 || it.Item == "resources-leaks-to-the-end").Select(it => it.Item)];
        foreach (var folder in Directory.GetDirectories(_grader.At("class")).Where(it => !all && !some.Contains(Path.GetFileName(it)))) Delete(folder);

        string[] grade = ["grade", "class", "--homework", "hostile", "--out", "out", "--isolation", isolation];
        File.SetUnixFileMode(_grader.Folder, (UnixFileMode)511);
        var ran = Environment.UserName == "root"
            ? await _grader.RunAsync("/usr/bin/setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", GraderProgram.Executable, .. grade], ("HOME", _grader.Folder))
            : await _grader.RunAsync(grade);
        Assert.True(ran.ExitCode == 0, ran.Error);
        Assert.Equal("", string.Join('\n', Violations(await File.ReadAllTextAsync(_grader.At("out", "results.json")), allowed)));
    }

    /// <summary>Rows whose verdict is none of the allowed ones, in words.</summary>
    private static IEnumerable<string> Violations(string json, Dictionary<string, string[]> allowed)
    {
        using var results = JsonDocument.Parse(json);
        foreach (var row in results.RootElement.GetProperty("submissions").EnumerateArray())
        {
            var id = row.GetProperty("id").GetString()!;
            var status = row.GetProperty("status").GetString();
            if (id == "files-pipe") { if (status != "missing") yield return $"{id}: {status}"; continue; }
            var verdicts = row.GetProperty("questions").EnumerateArray().SelectMany(it => it.GetProperty("parts").EnumerateArray()).Select(it => it.GetProperty("checks")[0].GetProperty("verdict").GetString()!).ToArray();
            if (status is "ungraded" || verdicts.Length != 3 || verdicts.Zip(allowed[id]).Any(it => !it.Second.Split('|').Contains(it.First))) yield return $"{id}: {status} {string.Join(' ', verdicts)}, allowed: {string.Join(' ', allowed[id])}";
        }
    }

    private void AssertNothingEscaped(string json, Ran ran)
    {
        var seen = json + ran.Out + ran.Error + File.ReadAllText(_grader.At("canary-out-77aa", "grades.csv"));
        foreach (var canary in new[] { "canary-environment", "canary-rubric", "canary-reference" }) Assert.DoesNotContain(canary, seen, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-out-77aa", json, StringComparison.Ordinal);
        Assert.DoesNotContain(_grader.Folder, json, StringComparison.Ordinal);
        Assert.DoesNotContain("root:x:0:0", seen, StringComparison.Ordinal);
        // Whatever students print stays on the lines that we write, and moves no terminal.
        Assert.DoesNotContain('\u001b', seen);
        Assert.DoesNotContain('\u202e', seen);
        Assert.DoesNotContain(seen.Split('\n'), line => line.TrimStart().StartsWith("::", StringComparison.Ordinal));
        foreach (var folder in new[] { "/tmp", "/dev/shm", "/usr/lib", _grader.Folder, Path.GetDirectoryName(_grader.Folder)! })
            Assert.Empty(Directory.EnumerateFileSystemEntries(folder, Marker + "*"));
    }

    private static string[] Rows(string json)
    {
        using var results = JsonDocument.Parse(json);
        return [.. results.RootElement.GetProperty("submissions").EnumerateArray().Select(it => it.GetRawText())];
    }

    /// <summary>Workers that no grader is above any more: they have outlived it.</summary>
    private static HashSet<int> Orphans()
    {
        var found = new HashSet<int>();
        foreach (var folder in Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            try
            {
                if (Command(id).Contains("Grader.Worker.dll", StringComparison.Ordinal) && !HasGraderAbove(id)) found.Add(id);
            }
            catch (IOException)
            {
                // it has just ended
            }
        }
        return found;
    }

    private static bool HasGraderAbove(int process)
    {
        for (var at = process; at > 1;)
        {
            var stat = File.ReadAllText(FormattableString.Invariant($"/proc/{at}/stat"));
            at = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
            if (at > 1 && Command(at).Split('\0')[0].EndsWith("/grader", StringComparison.Ordinal)) return true;
        }
        return false;
    }

    private static string Command(int process) => File.ReadAllText(FormattableString.Invariant($"/proc/{process}/cmdline"));

    private static async Task MakePipeAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        using var made = Process.Start("mkfifo", [Path.Combine(folder, "answer.csx")]);
        await made.WaitForExitAsync();
    }

    /// <summary>Links are removed, not followed.</summary>
    private static void Delete(string folder) => Directory.Delete(folder, recursive: true);

    private static Dictionary<string, string[]> Allowed() =>
        File.ReadAllLines(Path.Combine(GraderProgram.Repository, "graders", "Grader.EndToEnd.Tests", "HostileClassTests.allowed.txt"), Encoding.UTF8)
            .Where(it => it.Length > 0 && it[0] != '#').Select(it => it.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToDictionary(it => it[0], it => it[1..]);

    public void Dispose() => _grader.Dispose();
}
