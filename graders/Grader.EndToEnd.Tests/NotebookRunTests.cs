using System.Text.Json;
using Grader.Testing;

namespace Grader.EndToEnd.Tests;

public sealed class NotebookRunTests : IDisposable
{
    private static readonly string Notebooks = Path.Combine(GraderProgram.Repository, "graders", "Grader.EndToEnd.Tests", "Notebooks");
    private readonly GraderProgram _grader = new();

    [Fact]
    public async Task Every_cell_is_shown_with_its_output_or_its_fault_and_none_costs_the_others()
    {
        string[] cells =
        [
            "#r \"nuget: TorchSharp-cpu, 0.107.0\"\nusing TorchSharp;\nusing static TorchSharp.torch;",
            "var rows = File.ReadAllLines(\"data/rows.csv\");\nrows.Length",
            "int Half(int x) => x / 3;\nint Quarter(int x) => Half(Half(x));",
            "Console.WriteLine(\"before\");\nint zero = 0;\nvar lost = 1 / zero;",
            "var broken = ;\nint Kept() => 7;",
            "await Task.Delay(1);\ndisplay(Kept());\nnew[] { 1, 2 }.Display();\nHTML(\"<b>bold</b>\")",
            "Environment.Exit(5);",
            "int Half(int x) => x / 2;",
            "rows.Length + Quarter(8)",
            "#!fsharp\nlet a = 1",
        ];
        var notebook = new { nbformat = 4, nbformat_minor = 5, metadata = new { kernelspec = new { name = ".net-csharp", language = "C#" } }, cells = cells.Select(it => new { cell_type = "code", metadata = new { }, outputs = Array.Empty<string>(), source = it }) };
        await File.WriteAllTextAsync(_grader.At("my notebook.ipynb"), JsonSerializer.Serialize(notebook));
        Directory.CreateDirectory(_grader.At("data"));
        await File.WriteAllTextAsync(_grader.At("data", "rows.csv"), "a\nb\n");

        var ran = await _grader.RunAsync(["run", "my notebook.ipynb", "--format", "json"]);
        Assert.True(ran.ExitCode == 0, ran.Error);
        using var shown = JsonDocument.Parse(ran.Out);
        Assert.Equal("""
            1 ok
            2 ok 2
            3 ok
            4 exception before | It stopped with DivideByZeroException: Attempted to divide by zero.
            5 compile-error | The sentence does not end here as C# expects: look for a missing bracket, brace or comma. (CS1525: Invalid expression term ';')
            6 ok 7 [ 1, 2 ] bold
            7 crash | The cell ended the process (exit code 5).
            8 ok
            9 ok 4
            10 skipped | Cell 10 is F#, which is not run here.
            """.ReplaceLineEndings("\n"), string.Join('\n', shown.RootElement.GetProperty("cells").EnumerateArray().Select(Line)));
    }

    /// <summary>Each in the habits of another author; nothing but the base library and TorchSharp is needed.</summary>
    [Theory]
    [InlineData("display.ipynb")]
    [InlineData("formatters.ipynb")]
    [InlineData("async.dib")]
    [InlineData("classes.ipynb")]
    [InlineData("redefined.ipynb")]
    [InlineData("errors.ipynb")]
    [InlineData("magics.ipynb")]
    [InlineData("torch.ipynb")]
    [InlineData("loops.ipynb")]
    [InlineData("persian.ipynb")]
    [InlineData("persian.csx")]
    [InlineData("app.cs")]
    public async Task A_notebook_of_others_runs_through(string notebook)
    {
        var ran = await _grader.RunAsync(["run", Path.Combine(Notebooks, notebook), "--format", "json"]);
        Assert.True(ran.ExitCode == 0, ran.Error);
        using var shown = JsonDocument.Parse(ran.Out);
        await Snapshot.MatchAsync(string.Join('\n', [.. shown.RootElement.GetProperty("cells").EnumerateArray().Select(Lines), .. shown.RootElement.GetProperty("notes").EnumerateArray().Select(it => "note: " + it.GetString())]), notebook);
    }

    [Fact]
    public async Task A_notebook_of_another_language_gets_a_kind_answer()
    {
        await File.WriteAllTextAsync(_grader.At("python.ipynb"), """{"nbformat":4,"metadata":{"kernelspec":{"name":"python3","language":"python"}},"cells":[{"cell_type":"code","source":"print(1)"}]}""");
        var ran = await _grader.RunAsync(["run", "python.ipynb"]);
        Assert.Equal((2, "error: python.ipynb: The notebook is in Python; the homework is answered in C#. Please use the C# notebook that came with it."), (ran.ExitCode, ran.Error.ReplaceLineEndings(" ").Trim()));
    }

    private static string Lines(JsonElement cell)
    {
        var output = cell.GetProperty("output").GetString()!.ReplaceLineEndings("\n").Trim('\n');
        var error = cell.GetProperty("error").GetString()?.ReplaceLineEndings("\n");
        return FormattableString.Invariant($"[{cell.GetProperty("index").GetInt32()}] {cell.GetProperty("status").GetString()}\n{output}{(output.Length > 0 ? "\n" : "")}{(error is null ? "" : "! " + error + "\n")}");
    }

    private static string Line(JsonElement cell)
    {
        var output = cell.GetProperty("output").GetString()!.ReplaceLineEndings(" ").Trim();
        var error = cell.GetProperty("error").GetString();
        return FormattableString.Invariant($"{cell.GetProperty("index").GetInt32()} {cell.GetProperty("status").GetString()}{(output.Length > 0 ? " " + output : "")}{(error is null ? "" : " | " + error)}");
    }

    public void Dispose() => _grader.Dispose();
}
