namespace Grader.EndToEnd.Tests;

/// <summary>
/// There are two compilers of the same source: a native program where it was made and can start, and one that .NET runs. Nobody's points may depend on which.
/// </summary>
public sealed class CompilersTests : IDisposable
{
    private static readonly string Built = Path.GetDirectoryName(GraderProgram.Executable)!;
    private readonly GraderProgram _grader = new();

    [Fact]
    public async Task A_class_gets_the_same_results_whichever_compiler_the_machine_can_run()
    {
        // Right ones among such that do not compile, have another signature, throw, or use what is forbidden.
        _grader.CopyHomework("402521005", "402521012", "402521013", "402521014", "402521021", "402521022");
        var native = await GradeAsync("native", NativeAlone);
        var managed = await GradeAsync("managed", DotnetAlone);
        Assert.Equal(native, managed);
        Assert.Contains("compile-error", native, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("errors.ipynb")]
    [InlineData("redefined.ipynb")]
    public async Task A_notebook_says_the_same_whichever_compiler_the_machine_can_run(string notebook)
    {
        var native = await RunAsync("native", notebook, NativeAlone);
        var managed = await RunAsync("managed", notebook, DotnetAlone);
        Assert.Equal(native, managed);
        Assert.NotEmpty(native.Out);
    }

    /// <summary>Made on a machine with a newer C library, say.</summary>
    [Fact]
    public async Task A_native_compiler_that_cannot_start_here_is_done_without()
    {
        var stranger = await RunAsync("stranger", "redefined.ipynb", compiler => File.WriteAllText(Path.Combine(compiler, "grader-compiler"), "not for this machine"));
        Assert.Equal(await _grader.RunAsync(["run", Notebook("redefined.ipynb")]), stranger);
        Assert.NotEmpty(stranger.Out);
    }

    /// <summary>The other one cannot run: what has results was compiled by the one that is meant.</summary>
    private static void NativeAlone(string compiler) => File.WriteAllText(Path.Combine(compiler, "Grader.Compiler.dll"), "");

    private static void DotnetAlone(string compiler) => File.Delete(Path.Combine(compiler, "grader-compiler"));

    private static string Notebook(string name) => Path.Combine(GraderProgram.Repository, "graders", "Grader.EndToEnd.Tests", "Notebooks", name);

    private Task<Ran> RunAsync(string name, string notebook, Action<string> change) => _grader.RunAsync(Install(name, change), ["run", Notebook(notebook)]);

    private async Task<string> GradeAsync(string name, Action<string> change)
    {
        // Its own proof, too: a reference is compiled like a submission.
        var ran = await _grader.RunAsync(Install(name, change), ["grade", "hw5", "--out", name], ("XDG_CACHE_HOME", _grader.At("cache-" + name)));
        Assert.True(ran.ExitCode == 0, ran.Out + ran.Error);
        return await File.ReadAllTextAsync(_grader.At(name, "results.json"));
    }

    /// <summary>As a published folder has it, with a compiler to change.</summary>
    private string Install(string name, Action<string> change)
    {
        var (folder, compiler) = (_grader.At("installed-" + name), _grader.At("installed-" + name, "compiler"));
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(Built)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        GraderProgram.Copy(Built.Replace("Grader.Cli", "Grader.Compiler", StringComparison.Ordinal), compiler);
        Directory.CreateSymbolicLink(Path.Combine(folder, "worker"), Built.Replace("Grader.Cli", "Grader.Worker", StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(compiler, "grader-compiler")), "There is no native compiler: it is made with gcc or clang and the C library's own files (.ci/setup --tests installs them).");
        change(compiler);
        return Path.Combine(folder, "grader");
    }

    public void Dispose() => _grader.Dispose();
}
