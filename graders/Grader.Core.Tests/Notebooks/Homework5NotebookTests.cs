using System.Runtime.CompilerServices;
using Grader.Core.Notebooks;

namespace Grader.Core.Tests.Notebooks;

/// <summary>The files of question 4 that are made by <c>build-notebooks.cs</c>, compared with their source without it.</summary>
public sealed class Homework5NotebookTests
{
    private static readonly string[] Parts = ["q4a1", "q4a2", "q4a3", "q4b1", "q4b2", "q4b3", "q4c2", "q4c1", "q4d1", "q4d2", "q4d3", "q4e1", "q4e2", "q4e3", "q4f1", "q4f2"];

    [Fact]
    public void The_solved_notebook_and_script_are_made_from_the_source()
    {
        var source = Notebook("Question 4.dib").Cells.Where(it => it.Kind == CellKind.Code).ToList();
        var solved = Notebook("Question 4.ipynb");
        Assert.Equal(source.Select(it => Without(it.Text, "//:", "//-")), solved.Cells.Where(it => it.Kind == CellKind.Code).Select(it => it.Text));
        var script = source.Where(it => !it.Text.Contains("//- notebook only", StringComparison.Ordinal)).Select(it => Without(it.Text, "//:"));
        Assert.Equal(string.Join("\n\n", script) + "\n", Text("q4.csx"));
    }

    [Theory]
    [InlineData("Question 4.ipynb", "q4f2")]
    [InlineData("q4.csx", "q4e3")]
    public void The_starter_is_the_same_outside_the_answers_and_empty_inside(string file, string last)
    {
        var (starter, solved) = (Notebook(Path.Combine("starter", file)), Notebook(file));
        Assert.Equal(solved.Cells.Length, starter.Cells.Length);
        foreach (var (empty, full) in starter.Cells.Zip(solved.Cells))
        {
            Assert.Equal(Outside(full.Text), Outside(empty.Text));
            foreach (var (mine, answer) in AnswerRegions.Find(empty.Text).Zip(AnswerRegions.Find(full.Text)))
            {
                Assert.Equal(answer.Part, mine.Part);
                Assert.NotEqual(answer.Text, mine.Text);
                Assert.True(mine.Text.Contains("throw new NotImplementedException()", StringComparison.Ordinal) || mine.Part is "q4f1" or "q4f2");
            }
        }
        Assert.Contains(last, starter.Cells.SelectMany(it => it.Answers));
    }

    [Theory]
    [InlineData("Question 4.ipynb")]
    [InlineData("starter/Question 4.ipynb")]
    public void Every_part_has_its_place_and_the_reader_has_no_remark(string file)
    {
        var notebook = Notebook(file);
        Assert.Empty(notebook.Notes.Concat(AnswerPlaces.Notes(notebook, Parts)));
        Assert.All(notebook.Cells.SelectMany(it => AnswerRegions.Find(it.Text)), it => Assert.True(it.IsClosed));
        Assert.All(notebook.Cells.Where(it => it.Kind == CellKind.Markdown && it.Text.Contains("## ", StringComparison.Ordinal)), it => Assert.Contains("<div dir=\"rtl\">", it.Text, StringComparison.Ordinal));
    }

    private static Notebook Notebook(string file)
    {
        var notebook = NotebookReader.Read(file, Text(file));
        Assert.Null(notebook.Problem);
        return notebook;
    }

    private static string Without(string text, params string[] marks) =>
        string.Join('\n', text.Split('\n').Where(line => !marks.Any(it => line.TrimStart().StartsWith(it, StringComparison.Ordinal))));

    private static string Outside(string text)
    {
        var inside = AnswerRegions.Find(text);
        return string.Join('\n', text.Split('\n').Where((_, i) => !inside.Any(it => i + 1 >= it.FirstLine && i + 1 <= it.LastLine)));
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(Folder(), file)).ReplaceLineEndings("\n");

    internal static string Folder([CallerFilePath] string source = "") => Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "..", "reference", "hw5");
}
