using Grader.Core.Notebooks;

namespace Grader.Core.Tests.Notebooks;

public sealed class AnswerPlacesTests
{
    [Theory]
    [InlineData("// BEGIN ANSWER Q4.B1\nx\n// END ANSWER", "q4b1 2-2 closed")]
    [InlineData("  //begin answer: q4 b1  \nx\ny\n  //end answer Q4.B1", "q4b1 2-3 closed")]
    [InlineData("/* BEGIN-ANSWER Q۴/B۱ */\nx\n/* END_ANSWER */", "q4b1 2-2 closed")]
    [InlineData("<!-- BEGIN ANSWER Q4.F2 -->\nwords\n<!-- END ANSWER -->", "q4f2 2-2 closed")]
    [InlineData("// BEGIN ANSWER Q4.B1\nx", "q4b1 2-2 open")]
    [InlineData("// BEGIN ANSWER Q4.B1\n// BEGIN ANSWER Q4.B2\nx\n// END ANSWER", "q4b1 2-1 open, q4b2 3-3 closed")]
    [InlineData("// BEGIN ANSWER Q4.B1\n// END ANSWER", "q4b1 2-1 closed")]
    [InlineData("// BEGIN ANSWER Q4.D1, Q4.D2،Q4.D3\nx\n// END ANSWER", "q4d1 2-2 closed, q4d2 2-2 closed, q4d3 2-2 closed")]
    [InlineData("// END ANSWER\nx", "")]
    [InlineData("// BEGIN ANSWER <script>\nx", "")]
    [InlineData("// the line BEGIN ANSWER Q4.B1 was here", "")]
    public void An_answer_is_what_stands_between_its_marks(string text, string found) =>
        Assert.Equal(found, string.Join(", ", AnswerRegions.Find(text).Select(it => FormattableString.Invariant($"{it.Part} {it.FirstLine}-{it.LastLine} {(it.IsClosed ? "closed" : "open")}"))));

    [Theory]
    [InlineData("a1 a2 b1 b2", "")]
    [InlineData("a1 b1 a2 b2", "The answer a2 was moved; it was found in cell 3, which costs nothing.")]
    [InlineData("b2 a1 a2 b1", "The answer b2 was moved; it was found in cell 1, which costs nothing.")]
    [InlineData("a1 a2 b1 b2 a2", "The answer a2 stands in cells 2, 5; as in any notebook, the last one counts.")]
    [InlineData("a1 a2 b1", "The place for the answer b2 is gone; what the other cells define still counts.")]
    [InlineData("a1 a2 b1 b2 z9", "Cell 5 marks an answer 'z9', which this homework does not have.")]
    [InlineData("a1 a2 b1 b22", "Cell 4 marks an answer 'b22', which this homework does not have. Did you mean 'b2'? The place for the answer b2 is gone; what the other cells define still counts.")]
    public void Moved_copied_renamed_and_deleted_places_are_told(string cells, string notes)
    {
        var text = string.Concat(cells.Split(' ').Select(it => $"#!csharp\n// BEGIN ANSWER {it}\nx\n// END ANSWER\n"));
        Assert.Equal(notes, string.Join(' ', AnswerPlaces.Notes(NotebookReader.Read("q.dib", text), ["a1", "a2", "b1", "b2"]).Select(it => it.En)));
    }

    [Fact]
    public void Nothing_is_told_of_places_in_a_notebook_that_cannot_be_read() => Assert.Empty(AnswerPlaces.Notes(NotebookReader.Read("q.ipynb", "{"), ["a1"]));
}
