using System.Globalization;
using System.Text;

namespace Grader.Core.Results;

/// <summary>Text of a stranger, fit to be shown: bidi controls become visible, other controls but line feed and tab are dropped.</summary>
public static class SafeText
{
    public static string Visible(string text, int most = int.MaxValue)
    {
        var safe = new StringBuilder(Math.Min(text.Length, most));
        for (var i = 0; i < text.Length && safe.Length < most; i++)
        {
            var letter = text[i];
            if (letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069')) safe.Append(CultureInfo.InvariantCulture, $"[U+{(int)letter:X4}]");
            else if (char.IsControl(letter) && letter is not ('\n' or '\t')) continue;
            else if (char.IsHighSurrogate(letter) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) safe.Append(letter).Append(text[++i]);
            else safe.Append(char.IsSurrogate(letter) || letter is '\uFFFE' or '\uFFFF' ? '\uFFFD' : letter);
        }
        return safe.ToString();
    }
}
