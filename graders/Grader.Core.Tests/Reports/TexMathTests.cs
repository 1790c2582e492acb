using System.Text;
using System.Xml.Linq;
using Grader.Core.Reports;
using Grader.Testing;

namespace Grader.Core.Tests.Reports;

public sealed class TexMathTests
{
    [Fact]
    public async Task The_formulas_of_a_sheet_become_MathML()
    {
        var text = new StringBuilder();
        foreach (var tex in File.ReadAllLines(Path.Combine(Path.GetDirectoryName(Here())!, "formulas.txt"))) text.Append(tex).Append('\n').Append("  ").Append(TexMath.Render(tex, display: tex.StartsWith("J =", StringComparison.Ordinal))?.ToString() ?? "(shown as written)").Append('\n');
        await Snapshot.MatchAsync(text.ToString(), "formulas");
    }

    [Theory]
    [InlineData("\\href{javascript:alert(1)}{x}")]
    [InlineData("\\frac{1}")]
    [InlineData("{{{{")]
    [InlineData("a }")]
    [InlineData("\\left( x")]
    [InlineData("x_1_2")]
    [InlineData("\\")]
    public void What_it_does_not_know_is_shown_as_written(string tex) => Assert.Null(TexMath.Render(tex, display: false));

    [Fact]
    public void Whatever_is_written_the_result_is_well_formed_and_nothing_hangs()
    {
        var random = new Random(5);
        string[] pieces = ["{", "}", "\\frac", "_", "^", "x", "\\left(", "\\right)", "\\begin{bmatrix}", "\\end{bmatrix}", "&", "\\\\", "\\sqrt", "<script>", "\"", "\\text", "'", "12.5", "\\hat", "\uD835", " "];
        for (var i = 0; i < 3000; i++)
        {
            var tex = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => pieces[random.Next(pieces.Length)]));
            if (TexMath.Render(tex, display: i % 2 == 0) is { } math) Assert.DoesNotContain(XElement.Parse(math.ToString()).DescendantsAndSelf(), it => it.Name.LocalName == "script");
        }
        Assert.Null(TexMath.Render(new string('{', 1900), display: false));
        Assert.Null(TexMath.Render(string.Concat(Enumerable.Repeat("\\sqrt", 390)), display: false));
    }

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string source = "") => source;
}
