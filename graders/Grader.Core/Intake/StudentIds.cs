using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Grader.Core.Intake;

/// <summary>How a student is told from the others: by a number where there is one, never by the spelling of a name.</summary>
public static class StudentIds
{
    const int LongestId = 64;
    const int ShortestNumber = 7;
    const int LongestNumber = 10;

    /// <summary>Persian and Arabic digits become 0-9. .NET's own parsers refuse them although <c>char.IsDigit</c> does not.</summary>
    public static string WithAsciiDigits(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = source[i] switch
            {
                >= '\u06F0' and <= '\u06F9' => (char)(source[i] - '\u06F0' + '0'),
                >= '\u0660' and <= '\u0669' => (char)(source[i] - '\u0660' + '0'),
                var other => other,
            };
    });

    /// <summary>The first run of 7 to 10 digits in a name, in ASCII; null when there is none. Shorter and longer runs are something else.</summary>
    public static string? NumberIn(string name)
    {
        var text = WithAsciiDigits(name);
        for (var start = 0; start < text.Length; start++)
        {
            if (!char.IsAsciiDigit(text[start])) continue;
            var end = start;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            if (end - start is >= ShortestNumber and <= LongestNumber) return text[start..end];
            start = end;
        }
        return null;
    }

    /// <summary>Anything as an id that is safe as a file name: letters, digits, - _ . only, never empty, never hidden, never <c>..</c>.</summary>
    public static string Clean(string text)
    {
        var id = new StringBuilder();
        foreach (var c in WithAsciiDigits(Composed(text)))
        {
            if (char.IsLetterOrDigit(c) || c is '-' or '_' or '.') id.Append(c);
            else if (char.IsWhiteSpace(c)) id.Append('_');
            if (id.Length == LongestId) break;
        }
        // A leading dot hides the report's folder, a leading minus reads as an option, and Windows drops a trailing dot.
        var clean = id.ToString().Trim('.', '-', '_');
        if (clean.Length > 0) return clean;
        // Two nameless entries must not become one student.
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return "unnamed-" + Convert.ToHexStringLower(hash)[..8];
    }

    /// <summary>NFC, or the text itself where it holds half a surrogate pair.</summary>
    internal static string Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    internal static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
