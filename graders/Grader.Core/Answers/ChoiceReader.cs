using System.Collections.Immutable;
using System.Globalization;

namespace Grader.Core.Answers;

/// <summary>Options as students write them: letters, numbers or Persian letters, alone, in lists or in one text.</summary>
internal static class ChoiceReader
{
    private static readonly string[] PersianLetters = ["آ|ا|أ|الف", "ب", "ج", "د", "ه|ه‌", "و", "ز"];
    private static readonly string[] Fillers = ["گزینه", "گزینهی", "گزینهٔ", "گزینۀ", "option", "options", "and", "&", "no", "none"];
    private static readonly char[] Separators = [',', '،', ';', '؛', '/', '+', ' ', '\t', '\n', '(', ')', '[', ']', '{', '}', '.', ':', '"', '\'', '«', '»', '-'];

    /// <summary>The options from 1, and the words that are none of the <paramref name="options"/>.</summary>
    public static (ImmutableSortedSet<int> Chosen, ImmutableArray<string> Unreadable) Read(IEnumerable<string> texts, int options)
    {
        var chosen = ImmutableSortedSet.CreateBuilder<int>();
        var unreadable = ImmutableArray.CreateBuilder<string>();
        foreach (var text in texts)
        {
            var words = TextForms.Normalize(text).Split(Separators, StringSplitOptions.RemoveEmptyEntries);
            foreach (var word in words)
            {
                if (Fillers.Contains(word, StringComparer.OrdinalIgnoreCase) || (word == "و" && words.Length > 1)) continue;
                if (Option(word) is { } option && option >= 1 && option <= options) chosen.Add(option);
                else unreadable.Add(word.Length > 40 ? word[..40] + "…" : word);
            }
        }
        return (chosen.ToImmutable(), unreadable.ToImmutable());
    }

    private static int? Option(string word)
    {
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        if (word.Length == 1 && char.IsAsciiLetter(word[0])) return char.ToLowerInvariant(word[0]) - 'a' + 1;
        var index = Array.FindIndex(PersianLetters, it => it.Split('|').Contains(word));
        return index < 0 ? null : index + 1;
    }
}
