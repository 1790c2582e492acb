using System.Text.Json;

namespace Grader.EndToEnd.Tests;

/// <summary>doctor tells the truth about a machine with walls, without bubblewrap, and without user namespaces; grade believes it.</summary>
public sealed class DoctorTests : IDisposable
{
    private static readonly string[] Everywhere = ["--dev-bind", "/", "/"];
    private readonly GraderProgram _grader = new();

    [Fact]
    public async Task All_walls_stand_on_a_machine_that_is_set_up()
    {
        var ran = await _grader.RunAsync(["doctor"]);
        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("isolation: full.", ran.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("✗", ran.Out, StringComparison.Ordinal);

        using var json = JsonDocument.Parse((await _grader.RunAsync(["doctor", "--json"])).Out);
        Assert.Equal("full", json.RootElement.GetProperty("isolation").GetString());
        Assert.Equal(["namespaces", "files", "network", "processes", "environment", "memory", "time"], json.RootElement.GetProperty("layers").EnumerateArray().Where(it => it.GetProperty("holds").GetBoolean()).Select(it => it.GetProperty("id").GetString()!));
    }

    [Fact]
    public async Task Without_bubblewrap_it_says_how_to_install_it_and_nothing_is_graded()
    {
        string[] without = [.. Everywhere, "--ro-bind", "/dev/null", "/usr/bin/bwrap", "--chdir", _grader.Folder, "--", GraderProgram.Executable];
        var doctor = await _grader.RunAsync("/usr/bin/bwrap", [.. without, "doctor"]);
        Assert.Equal(3, doctor.ExitCode);
        Assert.Contains("✗ namespaces", doctor.Out, StringComparison.Ordinal);
        Assert.Contains("help: sudo apt-get install bubblewrap", doctor.Out, StringComparison.Ordinal);
        Assert.Contains("✓ network", doctor.Out, StringComparison.Ordinal);

        _grader.CopyHomework("402521001");
        var grade = await _grader.RunAsync("/usr/bin/bwrap", [.. without, "grade", "hw5", "--out", "out"]);
        Assert.Equal(3, grade.ExitCode);
        Assert.Contains("sudo apt-get install bubblewrap", grade.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_grader.At("out")));

        var reduced = await _grader.RunAsync("/usr/bin/bwrap", [.. without, "grade", "hw5", "--out", "out", "--isolation", "reduced"]);
        Assert.True(reduced.ExitCode == 0, reduced.Error);
        Assert.Contains("\"isolation\": \"reduced (asked for by --isolation reduced)\"", await File.ReadAllTextAsync(_grader.At("out", "results.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_user_namespaces_it_names_the_switch_and_nothing_is_graded()
    {
        string[] without = [.. Everywhere, "--unshare-user", "--disable-userns", "--chdir", _grader.Folder, "--", GraderProgram.Executable];
        var doctor = await _grader.RunAsync("/usr/bin/bwrap", [.. without, "doctor"]);
        Assert.Equal(3, doctor.ExitCode);
        Assert.Contains("✗ namespaces", doctor.Out, StringComparison.Ordinal);
        Assert.Contains("sudo sysctl -w user.max_user_namespaces=15000", doctor.Out, StringComparison.Ordinal);

        _grader.CopyHomework("402521001");
        var grade = await _grader.RunAsync("/usr/bin/bwrap", [.. without, "grade", "hw5", "--out", "out"]);
        Assert.Equal(3, grade.ExitCode);
        Assert.Contains("a wall does not stand here", grade.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_grader.At("out")));
    }

    public void Dispose() => _grader.Dispose();
}
