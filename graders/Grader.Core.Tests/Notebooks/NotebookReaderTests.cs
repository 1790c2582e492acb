using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Grader.Core.Notebooks;
using Grader.Testing;

namespace Grader.Core.Tests.Notebooks;

public sealed class NotebookReaderTests
{
    /// <summary>Each sample is written as another author would: see its cells, and what the reader makes of them, side by side.</summary>
    [Fact]
    public async Task Samples_of_many_habits_are_read_as_their_authors_meant_them()
    {
        var outline = new StringBuilder();
        foreach (var file in Directory.GetFiles(Samples()).Order(StringComparer.Ordinal))
        {
            outline.Append(CultureInfo.InvariantCulture, $"== {Path.GetFileName(file)}\n");
            Outline(NotebookReader.Read(file, await File.ReadAllTextAsync(file)), outline);
        }
        await Snapshot.MatchAsync(outline.ToString(), "samples");
    }

    [Theory]
    [InlineData("q.ipynb", "", "The file is empty.")]
    [InlineData("q.ipynb", " \r\n", "The file is empty.")]
    [InlineData("q.ipynb", "{\n \"cells\": [\n  {,", "The notebook is damaged: it is no JSON at line 3, column 4.")]
    [InlineData("q.ipynb", "print('hi')", "The notebook is damaged: it is no JSON at line 1, column 1.")]
    [InlineData("q.ipynb", "{\"cells\":[\n<<<<<<< HEAD\n{}", "The notebook holds an unfinished Git merge")]
    [InlineData("q.ipynb", "<!DOCTYPE html><html>", "This is a web page and not the notebook itself.")]
    [InlineData("q.ipynb", "[]", "The file has no list of cells")]
    [InlineData("q.ipynb", "null", "The file has no list of cells")]
    [InlineData("q.ipynb", "{\"nbformat\":4,\"cells\":{}}", "The file has no list of cells")]
    [InlineData("q.ipynb", "{\"nbformat\":3,\"worksheets\":[{\"cells\":[]}]}", "The notebook is of format 3; format 4 is read.")]
    [InlineData("q.ipynb", "{\"nbformat\":5,\"cells\":[]}", "The notebook is of format 5; format 4 is read.")]
    [InlineData("q.ipynb", "{\"nbformat\":4e99,\"cells\":[]}", "The notebook is of format -1; format 4 is read.")]
    [InlineData("q.ipynb", "{\"nbformat\":4,\"cells\":[]}", "There is no C# cell in this notebook.")]
    [InlineData("q.ipynb", "{\"nbformat\":4,\"metadata\":{\"kernelspec\":{\"name\":\"python3\"}},\"cells\":[{\"cell_type\":\"code\",\"source\":\"x = 1\"}]}", "The notebook is in Python; the homework is answered in C#.")]
    [InlineData("q.ipynb", "{\"nbformat\":4,\"metadata\":{\"language_info\":{\"name\":\"python\"}},\"cells\":[{\"cell_type\":\"code\",\"source\":\"x = 1\"}]}", "The notebook is in Python")]
    [InlineData("q.ipynb", "{\"nbformat\":4,\"metadata\":{\"kernelspec\":{\"name\":\"x\",\"language\":\"scala\"}},\"cells\":[{\"cell_type\":\"code\",\"source\":\"x\"}]}", "The notebook is in scala")]
    [InlineData("q.ipynb", "{\"nbformat\":4,\"metadata\":{\"kernelspec\":{\"name\":\".net-fsharp\"}},\"cells\":[{\"cell_type\":\"code\",\"source\":\"let x = 1\"}]}", "The notebook is in F#")]
    [InlineData("q.dib", "#!markdown\n# Only words", "There is no C# cell in this notebook.")]
    [InlineData("q.pdf", "%PDF-1.7", "This is no notebook or script")]
    public void What_cannot_be_read_is_one_kind_sentence(string name, string text, string sentence)
    {
        var notebook = NotebookReader.Read(name, text);
        Assert.StartsWith(sentence, notebook.Problem?.En, StringComparison.Ordinal);
        Assert.Contains(notebook.Problem!.Fa, it => it is >= '\u0600' and <= '\u06FF');
        Assert.Empty(notebook.Cells);
    }

    [Fact]
    public void More_than_a_person_writes_is_refused_and_not_read_for_minutes()
    {
        var cell = "{\"cell_type\":\"code\",\"source\":\"1\"},";
        var many = $"{{\"nbformat\":4,\"cells\":[{string.Concat(Enumerable.Repeat(cell, 100_000)).TrimEnd(',')}]}}";
        Assert.StartsWith("The notebook has more than 10000 cells", NotebookReader.Read("q.ipynb", many).Problem?.En, StringComparison.Ordinal);
        Assert.StartsWith("The notebook has more than 10000 cells", NotebookReader.Read("q.dib", string.Concat(Enumerable.Repeat("#!c#\n1\n", 100_000))).Problem?.En, StringComparison.Ordinal);
        Assert.StartsWith("The notebook is larger than 20 MB", NotebookReader.Read("q.csx", new string('ب', 11 << 20)).Problem?.En, StringComparison.Ordinal);
        Assert.StartsWith("There is more than 1 MB of code", NotebookReader.Read("q.csx", new string('x', 2 << 20)).Problem?.En, StringComparison.Ordinal);
        Assert.StartsWith("There is more than 1 MB of code", NotebookReader.Read("q.ipynb", $"{{\"cells\":[{{\"cell_type\":\"code\",\"source\":\"{new string('x', 2 << 20)}\"}}]}}").Problem?.En, StringComparison.Ordinal);
        Assert.StartsWith("The notebook is damaged", NotebookReader.Read("q.ipynb", new string('[', 1_000_000)).Problem?.En, StringComparison.Ordinal);
        var notes = NotebookReader.Read("q.csx", string.Concat(Enumerable.Repeat("#!connect x\n", 50_000))).Notes;
        Assert.Equal((41, "More remarks of this kind were left out."), (notes.Length, notes[^1].En));
    }

    [Theory]
    // What the metadata of the cell says, its first line, the notebook: the language that counts.
    [InlineData("{\"polyglot_notebook\":{\"kernelName\":\"fsharp\"},\"dotnet_interactive\":{\"language\":\"csharp\"}}", "#!csharp", ".net-csharp", "fsharp")]
    [InlineData("{\"dotnet_interactive\":{\"language\":\"pwsh\"},\"vscode\":{\"languageId\":\"csharp\"}}", "#!csharp", ".net-csharp", "powershell")]
    [InlineData("{\"vscode\":{\"languageId\":\"dotnet-interactive.csharp\"}}", "#!fsharp", "python3", "csharp")]
    [InlineData("{\"vscode\":{\"languageId\":\"polyglot-notebook\"}}", "#!fsharp", ".net-csharp", "fsharp")]
    [InlineData("{}", "\n  #!c#  ", "python3", "csharp")]
    [InlineData("{}", "#!sql-shop --limit 3", ".net-csharp", "sql")]
    [InlineData("{}", "%%html", ".net-csharp", "html")]
    [InlineData("{}", "#!time", ".net-csharp", "csharp")]
    [InlineData("{}", "x", "csharp", "csharp")]
    [InlineData("{}", "x", "", "csharp")]
    [InlineData("{\"polyglot_notebook\":{\"kernelName\":\"mine\"}}", "x", "", "fsharp")]
    [InlineData("{\"polyglot_notebook\":{\"kernelName\":7},\"dotnet_interactive\":[]}", "x", ".net-csharp", "csharp")]
    public void The_mark_nearest_to_the_code_tells_its_language(string metadata, string first, string kernel, string language)
    {
        var line = System.Text.Json.JsonSerializer.Serialize(first + "\n1");
        var items = "\"polyglot_notebook\":{\"kernelInfo\":{\"items\":[{\"name\":\"mine\",\"languageName\":\"F#\"}]}}";
        var text = $"{{\"nbformat\":4,\"metadata\":{{\"kernelspec\":{{\"name\":\"{kernel}\"}},{items}}},\"cells\":[{{\"cell_type\":\"code\",\"metadata\":{metadata},\"source\":{line}}},{{\"cell_type\":\"code\",\"source\":\"#!csharp\"}}]}}";
        Assert.Equal(language, NotebookReader.Read("q.ipynb", text).Cells[0].Language);
    }

    [Fact]
    public void Nothing_that_can_be_written_makes_the_reader_fail()
    {
        const string Marks = "{}[]:,\"\\\n\r\u2028#!%/*$@'\udc00\0ب";
        var random = new Random(1402);
        foreach (var file in Directory.GetFiles(Samples()))
        {
            var good = File.ReadAllText(file);
            for (var round = 0; round < 150; round++)
            {
                var letters = good.ToCharArray().ToList();
                for (var change = 0; change < 3; change++)
                {
                    var at = random.Next(letters.Count);
                    if (random.Next(3) == 0) letters.RemoveRange(at, Math.Min(random.Next(8), letters.Count - at));
                    else letters.Insert(at, Marks[random.Next(Marks.Length)]);
                }
                var notebook = NotebookReader.Read(file, string.Concat(letters)); // an exception fails the test
                Assert.All(notebook.Cells.Where(it => it.Kind == CellKind.Code), it => Assert.Equal(it.Text.Count(c => c == '\n'), it.Code.Count(c => c == '\n')));
            }
        }
    }

    private static void Outline(Notebook notebook, StringBuilder outline)
    {
        foreach (var cell in notebook.Cells)
        {
            outline.Append(CultureInfo.InvariantCulture, $"[{cell.Index}] {cell.Kind} {cell.Language} from line {cell.FirstLine}{(cell.Answers.IsEmpty ? "" : " answers " + string.Join(' ', cell.Answers))}\n");
            foreach (var line in (cell.Kind == CellKind.Code ? cell.Code : cell.Text).Split('\n')) outline.Append(CultureInfo.InvariantCulture, $"    |{line.Replace("\r", "<CR>", StringComparison.Ordinal)}\n");
            foreach (var output in cell.Outputs)
                outline.Append(CultureInfo.InvariantCulture, $"    > {output.Kind} {string.Join(", ", output.Mimes)}: {output.Text.Replace("\n", " / ", StringComparison.Ordinal)}\n");
        }
        foreach (var note in notebook.Notes.Append(notebook.Problem).OfType<LocalizedText>()) outline.Append(CultureInfo.InvariantCulture, $"  {note.En}\n  {note.Fa}\n");
    }

    private static string Samples([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "samples");
}
