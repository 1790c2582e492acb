using Grader.Core.Reports;

namespace Grader.Core.Tests.Reports;

public sealed class ProseTests
{
    [Theory]
    [InlineData("Going backward multiplies by W_hhᵀ, not W_hh.", "Going backward multiplies by W<sub>hh</sub>ᵀ, not W<sub>hh</sub>.")]
    [InlineData("from h_{i−1} on, (W)^{t−i}", "from h<sub>i−1</sub> on, (W)<sup>t−i</sup>")]
    [InlineData("write sum_dtype or no_grad()", "write sum_dtype or no_grad()")]
    public void What_a_rubrics_author_writes_as_mathematics_is_shown_so(string text, string html) => Assert.Equal(html, Prose.Of(text, new View("en"), math: true).ToString());

    [Fact]
    public void A_caret_keeps_its_place() =>
        Assert.Equal("<span class=\"line\">Not read:</span><pre class=\"code\" dir=\"ltr\">a &lt; b\n  ^</pre>", Prose.Of("Not read:\na < b\n  ^", new View("fa")).ToString().Replace("<bdi dir=\"ltr\">Not read</bdi>:", "Not read:", StringComparison.Ordinal));

    [Fact]
    public void Values_are_escaped_in_texts_and_attributes_and_our_own_literals_are_not() =>
        Assert.Equal("<a title=\"&quot;&#39;&lt;&amp;[U+202E]\">&lt;b&gt;</a>", Html.Of($"""<a title="{"\"'<&\u202E\u0001"}">{"<b>"}</a>""").ToString());
}
