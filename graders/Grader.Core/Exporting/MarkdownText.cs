using System.Globalization;
using System.Text;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>A stranger's text in Markdown.</summary>
internal static class MarkdownText
{
    /// <summary>In a table's cell, as text: no markup, no link, no mention, no formula, no column of its own.</summary>
    public static string Cell(string text)
    {
        var safe = new StringBuilder();
        foreach (var c in SafeText.Visible(text).ReplaceLineEndings(" "))
        {
            if (c is '<' or '>' or '&' or '|' or '`' or '*' or '[' or ']' or '(' or ')' or '!' or '#' or '\\' or '~' or '$' or '@' or '_' or '{' or '}') safe.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
            else safe.Append(c);
        }
        // GitHub makes links of bare addresses.
        return safe.ToString().Replace("://", ":&#47;&#47;", StringComparison.Ordinal).Replace("www.", "www&#46;", StringComparison.OrdinalIgnoreCase);
    }
}
