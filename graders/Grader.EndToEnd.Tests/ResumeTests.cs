using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Grader.EndToEnd.Tests;

/// <summary>Nothing that was finished is lost or done twice, however a run ends.</summary>
public sealed class ResumeTests : IDisposable
{
    private const string KillsVariable = "GRADER_KILLS";
    private readonly GraderProgram _grader = new();

    [Fact]
    public async Task A_run_that_is_killed_at_any_moment_and_started_again_ends_with_the_same_bytes()
    {
        _grader.CopyHomework("402521001", "402521011", "402521027"); // all right, a crash, unstable
        Assert.Equal(0, (await _grader.RunAsync(["grade", "hw5", "--out", "undisturbed"], ("XDG_CACHE_HOME", _grader.At("cache")))).ExitCode);
        var expected = await File.ReadAllTextAsync(_grader.At("undisturbed", "results.json"));
        var grades = await File.ReadAllTextAsync(_grader.At("undisturbed", "grades.csv"));

        // Once more, with the proof known: as long as that takes, every moment of it is as likely as any other. Every fourth run makes its proof anew.
        var clock = Stopwatch.StartNew();
        Assert.Equal(0, (await _grader.RunAsync(["grade", "hw5", "--out", "timed"], ("XDG_CACHE_HOME", _grader.At("cache")))).ExitCode);
        var (whole, random) = (clock.ElapsedMilliseconds, new Random(402));
        var kills = int.Parse(Environment.GetEnvironmentVariable(KillsVariable) ?? "2", CultureInfo.InvariantCulture);
        for (var i = 0; i < kills; i++)
        {
            var (folder, cache) = (FormattableString.Invariant($"killed-{i}"), _grader.At(i % 4 == 3 ? FormattableString.Invariant($"cache-{i}") : "cache"));
            await _grader.KillAsync(["grade", "hw5", "--out", folder], TimeSpan.FromMilliseconds(random.NextInt64(whole)), ("XDG_CACHE_HOME", cache));
            var again = await _grader.RunAsync(["grade", "hw5", "--out", folder], ("XDG_CACHE_HOME", cache));
            Assert.True(again.ExitCode == 0, $"run {i}, exit code {again.ExitCode}: {again.Error}{again.Out}");
            Assert.Equal(expected, await File.ReadAllTextAsync(_grader.At(folder, "results.json")));
            Assert.Equal(grades, await File.ReadAllTextAsync(_grader.At(folder, "grades.csv")));
            Assert.Empty(Directory.GetFiles(_grader.At(folder), "*.part", SearchOption.AllDirectories));
            Directory.Delete(_grader.At(folder), recursive: true);
        }
    }

    [Fact]
    public async Task A_changed_rubric_is_scored_from_kept_values_and_the_run_says_what_changed_and_why()
    {
        _grader.CopyHomework("402521001", "402521005");
        await _grader.RunAsync(["grade", "hw5", "--out", "out"]);
        Assert.Equal((2, 0), Counts());
        var unchanged = await _grader.RunAsync(["grade", "hw5", "--out", "out"]);
        Assert.Equal((0, 2), Counts());
        Assert.Contains("2 of 2 known from an earlier run", unchanged.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Changed since", unchanged.Out, StringComparison.Ordinal);

        await ChangeAsync("rubrics/hw5.yaml", "no_transpose: { credit: 0.6", "no_transpose: { credit: 0.5");
        var credit = await _grader.RunAsync(["grade", "hw5", "--out", "out"]);
        Assert.Equal((0, 2), Counts());
        Assert.Contains("Changed since the last run", credit.Out, StringComparison.Ordinal);
        Assert.Contains("the rubric changed:", credit.Out, StringComparison.Ordinal);
        Assert.Contains("402521005  36.6 → 36", credit.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("402521001  39 →", credit.Out, StringComparison.Ordinal);

        await ChangeAsync("hw5/402521005/q2.csx", "Whh", "Whh /* seen */");
        var handedIn = await _grader.RunAsync(["grade", "hw5", "--out", "out"]);
        Assert.Equal((1, 1), Counts());
        Assert.Equal(0, handedIn.ExitCode);

        await _grader.RunAsync(["grade", "hw5", "--out", "out", "--fresh"]);
        Assert.Equal((2, 0), Counts());
    }

    [Fact]
    public async Task A_damaged_entry_of_the_store_is_as_good_as_none()
    {
        _grader.CopyHomework("402521001");
        await _grader.RunAsync(["grade", "hw5", "--out", "out"]);
        var results = await File.ReadAllTextAsync(_grader.At("out", "results.json"));
        var damage = new Random(7);
        foreach (var entry in Directory.GetFiles(_grader.At("out", "store"), "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(entry);
            bytes[damage.Next(bytes.Length)] ^= 0x40;
            await File.WriteAllBytesAsync(entry, bytes[..damage.Next(bytes.Length / 2, bytes.Length + 1)]);
        }
        Assert.Equal(0, (await _grader.RunAsync(["grade", "hw5", "--out", "out"])).ExitCode);
        Assert.Equal(results, await File.ReadAllTextAsync(_grader.At("out", "results.json")));
        Assert.Equal((1, 0), Counts());
    }

    [Fact]
    public async Task Two_graders_do_not_work_on_one_folder_at_once()
    {
        _grader.CopyHomework("402521016"); // loops for ever in one function: the first grader is at work for seconds
        await _grader.RunAsync(["grade", "hw5", "--out", "out", "--student", "402521016", "--question", "q1"]);
        using var first = _grader.Start(["grade", "hw5", "--out", "out"]);
        while (!IsLocked(_grader.At("out", ".lock"))) await Task.Delay(20);
        var second = await _grader.RunAsync(["grade", "hw5", "--out", "out"]);
        Assert.Equal(2, second.ExitCode);
        Assert.Contains("Another grader is at work in ", second.Error, StringComparison.Ordinal);
        await first.WaitForExitAsync();
        Assert.Equal(0, first.ExitCode);
    }

    [Fact]
    public async Task A_full_disk_is_said_and_what_was_finished_stands()
    {
        _grader.CopyHomework("402521001", "402521004", "402521008");
        // A disk of 48 KiB, in a namespace of its own.
        Directory.CreateDirectory(_grader.At("small"));
        var full = await _grader.RunAsync(
            "/usr/bin/bwrap", ["--dev-bind", "/", "/", "--size", "49152", "--tmpfs", _grader.At("small"), "--chdir", _grader.Folder, "--", GraderProgram.Executable, "grade", "hw5", "--out", "small/out"]);
        Assert.Equal(3, full.ExitCode);
        Assert.Contains("could not be written: No space left on device", full.Error, StringComparison.Ordinal);
        Assert.Contains("What was finished is kept.", full.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_ends_the_run_in_order_and_the_next_one_goes_on()
    {
        _grader.CopyHomework("402521001", "402521016");
        using var running = _grader.Start(["grade", "hw5", "--out", "out", "--jobs", "1"]);
        while (!Directory.Exists(_grader.At("out", "store")) || Directory.GetFiles(_grader.At("out", "store"), "*", SearchOption.AllDirectories).Length < 2) await Task.Delay(20);
        using (var interrupt = Process.Start("kill", ["-INT", running.Id.ToString(CultureInfo.InvariantCulture)])) await interrupt.WaitForExitAsync();
        await running.WaitForExitAsync();
        Assert.Equal(130, running.ExitCode);
        Assert.False(File.Exists(_grader.At("out", "results.json")));
        Assert.Equal(0, (await _grader.RunAsync(["grade", "hw5", "--out", "out"])).ExitCode);
        Assert.Equal((1, 1), Counts());
    }

    private static bool IsLocked(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return File.Exists(path);
        }
    }

    private async Task ChangeAsync(string file, string find, string replace)
    {
        var text = await File.ReadAllTextAsync(_grader.At(file));
        Assert.Contains(find, text, StringComparison.Ordinal);
        var at = text.IndexOf(find, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_grader.At(file), text[..at] + replace + text[(at + find.Length)..]);
    }

    /// <summary>How many submissions were run, and how many were known.</summary>
    private (int Run, int Known) Counts()
    {
        using var run = JsonDocument.Parse(File.ReadAllText(_grader.At("out", "run.json")));
        return (run.RootElement.GetProperty("run").GetInt32(), run.RootElement.GetProperty("fromStore").GetInt32());
    }

    public void Dispose() => _grader.Dispose();
}
