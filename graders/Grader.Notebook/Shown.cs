using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Html;
using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive;

/// <summary>
/// Where displayed values go: their text to the console, in its order among what is printed, and pictures and HTML to whoever runs the cells.
/// </summary>
internal static partial class Shown
{
    private const int LongestText = 20_000;

    /// <summary>Set by the worker while a cell runs: media type and content.</summary>
    public static Action<string, string>? Rich { get; set; }

    /// <summary>The text of values that this library does not know, such as tensors.</summary>
    public static Func<object, string?> Foreign { get; set; } = _ => null;

    public static void Show(object? value, IReadOnlyList<string> mimeTypes)
    {
        var text = Text(value, out var mime);
        if (mimeTypes.FirstOrDefault(it => it is "text/html" or "image/svg+xml" or "image/png") is { } given && (value is string || mime == "text/plain" && given != "text/html")) mime = given;
        if (mime != "text/plain")
        {
            Rich?.Invoke(mime, text);
            text = mime == "text/html" ? Stripped(text) : mime.StartsWith("image/", StringComparison.Ordinal) ? $"[{mime}]" : text;
        }
        Console.WriteLine(text);
    }

    public static string Text(object? value, out string mime)
    {
        mime = "text/plain";
        if (value is IHtmlContent html)
        {
            mime = "text/html";
            return html.ToString() ?? "";
        }
        if (value is not null && Formatter.Find(value) is { } found)
        {
            mime = found.Mime;
            return found.Text;
        }
        var text = new StringBuilder();
        Write(text, value, 0);
        return text.Length <= LongestText ? text.ToString() : text.ToString(0, LongestText) + "…";
    }

    private static void Write(StringBuilder text, object? value, int depth)
    {
        if (text.Length > LongestText) return;
        switch (value)
        {
            case null: text.Append(Formatter.NullString); break;
            case string it: text.Append(it); break;
            case not null when Foreign(value) is { } foreign: text.Append(foreign); break;
            case IDictionary it when depth < Formatter.RecursionLimit: Items(text, it.Cast<object>().Select(entry => entry is DictionaryEntry pair ? (object)(pair.Key, pair.Value) : entry), depth, it.Count); break;
            case IEnumerable it when depth < Formatter.RecursionLimit: Items(text, it.Cast<object?>(), depth, it is ICollection all ? all.Count : null); break;
            case IFormattable it: text.Append(it.ToString(null, CultureInfo.InvariantCulture)); break;
            default: text.Append(value); break;
        }
    }

    /// <summary>Numbers and words in a row, anything longer a line each.</summary>
    private static void Items(StringBuilder text, IEnumerable<object?> items, int depth, int? count)
    {
        var first = true;
        var shown = 0;
        text.Append("[ ");
        foreach (var item in items)
        {
            if (shown++ == Formatter.ListExpansionLimit) { text.Append(count is { } all ? $" … ({all - Formatter.ListExpansionLimit} more)" : " …"); break; }
            if (!first) text.Append(item is null or string or IConvertible ? ", " : "\n  ");
            first = false;
            Write(text, item, depth + 1);
        }
        text.Append(" ]");
    }

    private static string Stripped(string html) => System.Net.WebUtility.HtmlDecode(Blanks().Replace(Tags().Replace(Rows().Replace(Unseen().Replace(html, ""), "\n"), " "), " ")).Trim();

    [GeneratedRegex("<style[^>]*>[^<]*</style>|<script[^>]*>[^<]*</script>", RegexOptions.IgnoreCase)]
    private static partial Regex Unseen();

    [GeneratedRegex("</(tr|p|div|li|h[1-6])>|<br ?/?>", RegexOptions.IgnoreCase)]
    private static partial Regex Rows();

    [GeneratedRegex("<[^<>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex("[ \t\r]+")]
    private static partial Regex Blanks();
}
