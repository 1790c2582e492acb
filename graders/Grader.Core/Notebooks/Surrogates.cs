using System.Globalization;
using System.Text;

namespace Grader.Core.Notebooks;

/// <summary>JSON may escape half a surrogate pair (<c>"\ud83d"</c>), which is no text: the half becomes U+FFFD before anything reads it.</summary>
internal static class Surrogates
{
    public static string Whole(string json)
    {
        if (!json.Contains("\\ud", StringComparison.OrdinalIgnoreCase)) return json;
        var whole = new StringBuilder(json.Length);
        for (var i = 0; i < json.Length;)
        {
            var length = json[i] != '\\' ? 1 : Unit(json, i) switch { null => 2, { } unit when !char.IsSurrogate(unit) => 6, { } high when char.IsHighSurrogate(high) && Unit(json, i + 6) is { } low && char.IsLowSurrogate(low) => 12, _ => -6 };
            if (length < 0) whole.Append("\\ufffd");
            else whole.Append(json, i, Math.Min(length, json.Length - i));
            i += Math.Abs(length);
        }
        return whole.ToString();
    }

    /// <summary>The UTF-16 unit that <c>\uXXXX</c> at this place stands for.</summary>
    private static char? Unit(string json, int at) =>
        at + 6 <= json.Length && json[at] == '\\' && json[at + 1] == 'u' && ushort.TryParse(json.AsSpan(at + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : null;
}
