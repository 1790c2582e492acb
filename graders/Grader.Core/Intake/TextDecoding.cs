using System.Text;

namespace Grader.Core.Intake;

/// <summary>Bytes as text: UTF-8 or UTF-16, with or without a mark. Anything else is said, never guessed at.</summary>
internal static class TextDecoding
{
    static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    static readonly UnicodeEncoding Utf16Little = new(false, false, throwOnInvalidBytes: true);
    static readonly UnicodeEncoding Utf16Big = new(true, false, throwOnInvalidBytes: true);

    /// <summary>The text with LF line ends, or null when the bytes are no text.</summary>
    public static string? Lines(ReadOnlySpan<byte> bytes) =>
        Decode(bytes)?.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    /// <summary>The text as it is, or null when the bytes are no text: invalid, or with NULs in it.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes)
    {
        var text = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => Strict(Utf8, bytes[3..]),
            [0xFF, 0xFE, ..] => Strict(Utf16Little, bytes[2..]),
            [0xFE, 0xFF, ..] => Strict(Utf16Big, bytes[2..]),
            _ => Unmarked(bytes),
        };
        return text is null || text.Contains('\0') ? null : text;
    }

    static string? Unmarked(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.Contains((byte)0)) return Strict(Utf8, bytes);
        if (bytes.Length % 2 != 0) return null;
        var text = Strict(Utf16Little, bytes);
        if (text is not null && LooksWritten(text)) return text;
        text = Strict(Utf16Big, bytes);
        return text is not null && LooksWritten(text) ? text : null;
    }

    static string? Strict(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Latin, Greek, Arabic script and general punctuation nearly throughout: the wrong byte order gives other blocks.</summary>
    static bool LooksWritten(string text) =>
        text.Count(c => c is '\t' or '\n' or '\r' or (>= ' ' and < '\u0400') or (>= '\u0600' and < '\u0780') or (>= '\u2000' and < '\u2300'))
            >= text.Length * 0.9;
}
