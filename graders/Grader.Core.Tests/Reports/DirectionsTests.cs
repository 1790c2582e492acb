using Grader.Core.Reports;

namespace Grader.Core.Tests.Reports;

/// <summary>Where a text changes its direction; what is isolated stands between ‹ and ›.</summary>
public sealed class DirectionsTests
{
    [Theory]
    [InlineData("در [0, 1] مقدار 0.35 به دست آمد؛ مقدار درست 0.25 است.", "در ‹[0, 1]› مقدار ‹0.35› به دست آمد؛ مقدار درست ‹0.25› است.")]
    [InlineData("گام اول (با h_0) جا افتاده است.", "گام اول (با ‹h_0›) جا افتاده است.")]
    [InlineData("زنجیره باید از t تا i+1 ادامه یابد.", "زنجیره باید از ‹t› تا ‹i+1› ادامه یابد.")]
    [InlineData("در سی‌شارپ sum(dim: 0) بنویسید.", "در سی‌شارپ ‹sum(dim: 0)› بنویسید.")]
    [InlineData("فایل q2.csx تحویل داده نشده است.", "فایل ‹q2.csx› تحویل داده نشده است.")]
    [InlineData("(W_hhᵀ)^{t−i} است", "‹(W_hhᵀ)^{t−i}› است")]
    [InlineData("بدون متن لاتین", "بدون متن لاتین")]
    [InlineData("ŷ−y خودش", "‹ŷ−y› خودش")]
    [InlineData("شکل [n, 1]؛ باید", "شکل ‹[n, 1]›؛ باید")]
    [InlineData("", "")]
    public void In_a_Persian_sentence(string text, string marked) => Assert.Equal(marked, Marked(text, persian: true));

    [Theory]
    [InlineData("'سلام' is not an option.", "‹'سلام'› is not an option.")]
    [InlineData("chosen: ب, ج; wrong", "chosen: ‹ب, ج›; wrong")]
    [InlineData("plain [0, 1]", "plain [0, 1]")]
    public void In_an_English_sentence(string text, string marked) => Assert.Equal(marked, Marked(text, persian: false));

    private static string Marked(string text, bool persian) => string.Concat(Directions.Split(text, persian).Select(it => it.IsIsland ? $"‹{it.Text}›" : it.Text));
}
