using System.Globalization;

namespace Grader.Core.Formulas;

/// <summary>What is wrong with a formula, and where: an offset into the text as the student wrote it.</summary>
internal sealed record FormulaProblem(int Position, LocalizedText Words)
{
    /// <summary>The line with a caret under the place, then the sentence.</summary>
    public LocalizedText Show(string text)
    {
        var place = Place(text);
        return new($"{place}\n{Words.En}", $"{place}\n{Words.Fa}");
    }

    private string Place(string text)
    {
        const int around = 60;
        var at = Math.Clamp(Position, 0, text.Length);
        var start = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        var end = text.IndexOf('\n', at);
        if (end < 0) end = text.Length;
        var (from, to) = (Math.Max(start, at - around), Math.Min(end, at + around));
        var before = $"{(from > start ? "…" : "")}{Printable(text[from..at])}";
        return $"{before}{Printable(text[at..to])}{(to < end ? "…" : "")}\n{new string(' ', Columns(before))}^";
    }

    private static string Printable(string text) => Results.SafeText.Visible(text.Replace('\t', ' ').Replace('\r', ' '));

    private static int Columns(string text) => new StringInfo(text).LengthInTextElements;
}
