using System.Text;

namespace Grader.Core.Answers;

/// <summary>Persian and Arabic digits and letters in one form, for comparing; never for showing.</summary>
public static class TextForms
{
    /// <summary>ASCII digits and decimal point, Persian forms of letters, NFC, no joiners or direction marks.</summary>
    public static string Normalize(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            if (letter is >= '\u06F0' and <= '\u06F9') result.Append((char)('0' + (letter - '\u06F0')));
            else if (letter is >= '\u0660' and <= '\u0669') result.Append((char)('0' + (letter - '\u0660')));
            else if (letter == '\u066B') result.Append('.');
            else if (letter == '\u064A') result.Append('\u06CC');
            else if (letter == '\u0643') result.Append('\u06A9');
            else if (letter == '\u2212') result.Append('-');
            else if (letter is '\u066C' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF') continue;
            else result.Append(char.IsSurrogate(letter) || letter == '\uFFFE' ? '\uFFFD' : letter);
        }
        return result.ToString().Normalize(NormalizationForm.FormC).Trim();
    }
}
