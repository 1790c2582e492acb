using System.Globalization;
using System.Text;

namespace Grader.Core.Intake;

/// <summary>Names from strangers, made fit to be read: what would hide or turn the text around is shown or taken out.</summary>
internal static class ShownText
{
    const int LongestPath = 300;
    const int LongestName = 120;

    /// <summary>A path as <c>q2[U+202E].csx</c>, so that nobody reads another name than the one that is there.</summary>
    public static string Path(string path)
    {
        var shown = new StringBuilder();
        foreach (var c in path)
            if (IsDeceptive(c)) shown.Append(CultureInfo.InvariantCulture, $"[U+{(int)c:X4}]");
            else shown.Append(c);
        return shown.Length <= LongestPath ? shown.ToString() : shown.ToString(0, LongestPath - 1) + "…";
    }

    /// <summary>A person's name or address on one line, without what cannot be seen.</summary>
    public static string Name(string name)
    {
        var shown = new StringBuilder();
        foreach (var c in StudentIds.Composed(name))
            if (!IsDeceptive(c)) shown.Append(c);
        var trimmed = shown.ToString().Trim();
        return trimmed.Length <= LongestName ? trimmed : trimmed[..LongestName];
    }

    public static string Plain(string text) => new([.. text.Where(c => !IsDeceptive(c))]);

    public static bool HasDeceptive(string text) => text.Any(IsDeceptive);

    /// <summary>Controls, half surrogates' replacements and marks of direction; not the zero-width non-joiner, which Persian needs.</summary>
    static bool IsDeceptive(char c) =>
        char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\u061C' or '\u200B' or '\uFEFF';
}
