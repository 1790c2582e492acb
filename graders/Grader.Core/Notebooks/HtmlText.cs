using System.Net;
using System.Text;

namespace Grader.Core.Notebooks;

/// <summary>The words of a piece of HTML, in one pass: table cells become words and rows become lines. For reading, not for showing as HTML.</summary>
internal static class HtmlText
{
    private static readonly string[] Lines = ["/tr", "/p", "/div", "/li", "br", "/h1", "/h2", "/h3"];
    private static readonly string[] Unseen = ["style", "script"];

    public static string Of(string html)
    {
        var text = new StringBuilder(Math.Min(html.Length, 1 << 16));
        var unseen = "";
        for (var i = 0; i < html.Length; i++)
        {
            if (html[i] != '<')
            {
                if (unseen.Length == 0 && !(html[i] is ' ' or '\t' or '\r' or '\n' && EndsBlank(text))) text.Append(html[i] is '\t' or '\r' or '\n' ? ' ' : html[i]);
                continue;
            }
            var end = html.IndexOf('>', i);
            if (end < 0) break;
            var tag = Name(html.AsSpan(i + 1, Math.Min(end - i - 1, 12)));
            if (unseen.Length > 0) unseen = tag == "/" + unseen ? "" : unseen;
            else if (Unseen.Contains(tag)) unseen = tag;
            else if (Lines.Contains(tag)) text.Append(text.Length > 0 && text[^1] == '\n' ? "" : "\n");
            else if (!EndsBlank(text)) text.Append(' ');
            i = end;
        }
        return WebUtility.HtmlDecode(text.Replace(" \n", "\n").ToString()).Trim();
    }

    private static bool EndsBlank(StringBuilder text) => text.Length == 0 || text[^1] is ' ' or '\n';

    private static string Name(ReadOnlySpan<char> tag)
    {
        var length = tag.IndexOfAny(" \t\r\n");
        return (length < 0 ? tag : tag[..length]).TrimEnd('/').ToString().ToLowerInvariant();
    }
}
