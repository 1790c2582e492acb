using Grader.Contract;

namespace Grader.Core.Results;

/// <summary>A picture that a cell showed: <c>image/svg+xml</c> with its text, <c>image/png</c> in base64. A stranger's data, to be shown as an image and nothing else.</summary>
public sealed record Picture(string Mime, string Content)
{
    public const int Largest = 256 << 10;

    /// <summary>From a pair of media type and content; SVG may stand inside HTML. Null for what is no picture.</summary>
    internal static Picture? Of(Value pair)
    {
        if (pair is not TupleValue { Items: [TextValue mime, TextValue content] }) return null;
        if (mime.Content == "image/png") return Png(content.Content);
        var start = content.Content.IndexOf("<svg", StringComparison.OrdinalIgnoreCase);
        var end = content.Content.LastIndexOf("</svg>", StringComparison.OrdinalIgnoreCase);
        if (mime.Content is "image/svg+xml" or "text/html" && start >= 0 && end > start) return new Picture("image/svg+xml", content.Content[start..(end + 6)]);
        const string Data = "data:image/png;base64,";
        var at = mime.Content == "text/html" ? content.Content.IndexOf(Data, StringComparison.Ordinal) : -1;
        return at < 0 ? null : Png(new string([.. content.Content[(at + Data.Length)..].TakeWhile(it => char.IsAsciiLetterOrDigit(it) || it is '+' or '/' or '=')]));
    }

    private static Picture? Png(string base64)
    {
        var clean = new string([.. base64.Where(it => !char.IsWhiteSpace(it))]);
        return clean.StartsWith("iVBORw0KGgo", StringComparison.Ordinal) && clean.All(it => char.IsAsciiLetterOrDigit(it) || it is '+' or '/' or '=') ? new Picture("image/png", clean) : null;
    }
}
