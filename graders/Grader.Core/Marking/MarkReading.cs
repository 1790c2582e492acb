using System.Collections.Immutable;
using System.Globalization;
using Grader.Core.Intake;

namespace Grader.Core.Marking;

/// <summary>One filled row against the answer it is for.</summary>
internal static class MarkReading
{
    static readonly char[] Separators = [',', ';', '+', '،', '؛', ' ', '\t', '\r', '\n', '\u00A0'];

    /// <summary>The mark, or null when it cannot be used; what is wrong or doubtful goes to <paramref name="warnings"/>.</summary>
    public static Mark? Read(MarkRow row, PendingItem item, decimal max, ICollection<LocalizedText> warnings)
    {
        var items = new List<string>();
        decimal sum = 0;
        foreach (var word in StudentIds.WithAsciiDigits(row.Items).Split(Separators, StringSplitOptions.RemoveEmptyEntries))
        {
            // The exact name first: two items may differ by case only.
            var match = item.Items.FirstOrDefault(known => StudentIds.WithAsciiDigits(known.Id) == word);
            if (match.Id is null) match = item.Items.FirstOrDefault(known => StudentIds.WithAsciiDigits(known.Id).Equals(word, StringComparison.OrdinalIgnoreCase));
            if (match.Id is null)
            {
                warnings.Add(MarkSentences.UnknownItem(row, word));
                return null;
            }
            // An item is met or not; naming it twice does not meet it twice.
            if (items.Contains(match.Id))
            {
                warnings.Add(MarkSentences.ItemTwice(row, match.Id));
                continue;
            }
            items.Add(match.Id);
            sum += match.Points;
        }
        var points = sum;
        if (!string.IsNullOrWhiteSpace(row.Points))
        {
            if (Number(row.Points) is not { } written)
            {
                warnings.Add(MarkSentences.NotANumber(row));
                return null;
            }
            points = written;
        }
        if (points < 0)
        {
            warnings.Add(MarkSentences.Negative(row, points));
            return null;
        }
        if (points > max)
        {
            warnings.Add(MarkSentences.AboveMax(row, points, max));
            return null;
        }
        if (items.Count > 0 && points != sum) warnings.Add(MarkSentences.Unequal(row, points, sum));
        return new Mark(points, row.Comment, row.Marker, [.. items]);
    }

    /// <summary>A number in any digits, with a point or the Persian decimal separator; never with thousands, which would hide a mistake.</summary>
    public static decimal? Number(string text)
    {
        var ascii = StudentIds.WithAsciiDigits(text).Replace('٫', '.').Replace('\u2212', '-').Replace("\u200E", "", StringComparison.Ordinal).Trim();
        const NumberStyles Style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign;
        return decimal.TryParse(ascii, Style, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
