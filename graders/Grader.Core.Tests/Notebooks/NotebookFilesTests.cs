using Grader.Contract;
using Grader.Core.Intake;
using Grader.Core.Notebooks;
using Grader.Core.Results;

namespace Grader.Core.Tests.Notebooks;

public sealed class NotebookFilesTests : IDisposable
{
    private static readonly Dictionary<string, string> OtherStems = new() { ["Question 4.ipynb"] = "q4" };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Question 4.ipynb")]
    [InlineData("Question4.ipynb")]
    [InlineData("question_4.dib")]
    [InlineData("Question 4.csx")]
    [InlineData("Question 4 (1).ipynb")]
    [InlineData("HW5_402521001_Question 4.ipynb")]
    [InlineData("q4.ipynb")]
    [InlineData("Q4.dib")]
    [InlineData("q4.csx")]
    [InlineData("q4.cs")]
    [InlineData("hw5q4.ipynb")]
    public void A_notebook_is_found_under_its_own_or_its_question_s_name_as_any_kind_of_file(string name)
    {
        _folder.With($"402521001/{name}", "var a = 1;");
        var row = Assert.Single(IntakeReader.Read(_folder.Path, ["Question 4.ipynb", "q2.csx"], OtherStems).Submissions);
        Assert.Equal("var a = 1;", row.Files["Question 4.ipynb"].Text);
        Assert.Equal(name == "Question 4.ipynb" ? 0 : 1, row.Notes.Length);
    }

    [Theory]
    [InlineData("q2.csx")]
    [InlineData("q44.ipynb")]
    [InlineData("q4.txt")]
    [InlineData("Question 5.ipynb")]
    public void Another_file_is_no_notebook_of_the_homework(string name)
    {
        _folder.With($"402521001/{name}", "var a = 1;");
        Assert.False(Assert.Single(IntakeReader.Read(_folder.Path, ["Question 4.ipynb"], OtherStems).Submissions).Files.ContainsKey("Question 4.ipynb"));
    }

    [Theory]
    [InlineData("Question 4.ipynb, cell 3", "Question 4.ipynb, cell 3:7")]
    [InlineData("Question 4.csx", "Question 4.csx:7")]
    [InlineData("/etc/passwd", "Question 4.ipynb:7")]
    [InlineData("Question 4.ipynb, cell 3\n::error", "Question 4.ipynb:7")]
    [InlineData("Question 4.exe", "Question 4.ipynb:7")]
    [InlineData("", "Question 4.ipynb:7")]
    public void A_place_that_a_student_s_process_claims_is_taken_only_when_it_can_be_one(string claimed, string place) =>
        Assert.Equal(place, NotebookFiles.Place("Question 4.ipynb", claimed, 7));

    [Fact]
    public void The_line_of_a_place_is_found_in_its_cell()
    {
        var notebook = NotebookReader.Read("a.dib", "#!csharp\nvar a = 1;\n#!markdown\ntext\n#!csharp\nvar b = 2;\nvar c = 3;");
        Assert.Equal("var c = 3;", NotebookFiles.LineAt("a.dib, cell 3:2:5", "", notebook));
        Assert.Equal("two", NotebookFiles.LineAt("q2.csx:2", "one\n two", null));
        Assert.Null(NotebookFiles.LineAt("a.dib, cell 3:9", "", notebook));
        Assert.Null(NotebookFiles.LineAt("no place", "", notebook));
    }

    [Fact]
    public void A_region_is_replaced_as_often_as_it_stands_there_and_nothing_else_is() => Assert.Equal(
        "int a;\n// BEGIN ANSWER Q4.B1\nnew\n// END ANSWER\n// BEGIN ANSWER Q4.B2\nkept\n// END ANSWER\n// BEGIN ANSWER Q4.B1\nnew\n// END ANSWER",
        AnswerRegions.Replaced("int a;\n// BEGIN ANSWER Q4.B1\nold\nold\n// END ANSWER\n// BEGIN ANSWER Q4.B2\nkept\n// END ANSWER\n// BEGIN ANSWER Q4.B1\n// END ANSWER", "q4b1", "new\n"));

    [Theory]
    [InlineData("text/html", "<div><svg width='1'><rect/></svg></div>", "image/svg+xml <svg width='1'><rect/></svg>")]
    [InlineData("image/svg+xml", "<svg/>", "")]
    [InlineData("image/png", "iVBORw0KGgoAAAA=", "image/png iVBORw0KGgoAAAA=")]
    [InlineData("image/png", "iVBORw0KGgo\" onerror=\"alert(1)", "")]
    [InlineData("text/html", "<img src=\"data:image/png;base64,iVBORw0KGgoAAAA=\" onerror=alert(1)>", "image/png iVBORw0KGgoAAAA=")]
    [InlineData("text/html", "<script>alert(1)</script>", "")]
    [InlineData("application/javascript", "alert(1)", "")]
    public void A_picture_is_svg_or_png_and_nothing_around_it(string mime, string content, string kept)
    {
        var picture = Picture.Of(new TupleValue([new TextValue(mime), new TextValue(content)]));
        Assert.Equal(kept, picture is null ? "" : $"{picture.Mime} {picture.Content}");
    }

    [Fact]
    public void A_notebook_of_more_code_cells_than_can_be_run_is_refused_kindly()
    {
        var text = string.Join('\n', Enumerable.Range(0, 401).Select(i => FormattableString.Invariant($"#!csharp\nvar a{i} = 1;")));
        Assert.StartsWith("The notebook has 401 cells of code; at most 400 are run.", NotebookFiles.Open(new SubmittedFile("a.dib", text)).File.Problem!.En, StringComparison.Ordinal);
    }
}
