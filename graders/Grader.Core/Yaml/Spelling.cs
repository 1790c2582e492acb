namespace Grader.Core.Yaml;

/// <summary>"Did you mean": the nearest known word, when it is near enough to be a slip.</summary>
internal static class Spelling
{
    public static string? Nearest(string word, IEnumerable<string> known) =>
        known.Select(it => (Word: it, Distance: Distance(word, it)))
            .Where(it => it.Distance <= Math.Max(1, Math.Min(3, it.Word.Length / 2)))
            .OrderBy(it => it.Distance).ThenBy(it => it.Word, StringComparer.Ordinal)
            .Select(it => it.Word).FirstOrDefault();

    public static string DidYouMean(string word, IReadOnlyCollection<string> known) =>
        Nearest(word, known) is { } near ? $"Did you mean '{near}'?" : known.Count == 0 ? "" : $"Known here: {string.Join(", ", known)}.";

    private static int Distance(string a, string b)
    {
        if (a.Length > 60) return int.MaxValue;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var (diagonal, left) = (row[0], i);
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                left = row[j] = Math.Min(cost, Math.Min(left, row[j]) + 1);
            }
        }
        return row[^1];
    }
}
