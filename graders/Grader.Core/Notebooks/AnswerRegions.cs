using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Grader.Core.Answers;

namespace Grader.Core.Notebooks;

/// <summary>The lines between <c>// BEGIN ANSWER Q4.B1</c> (or <c>Q4.D1, Q4.D2</c>, for parts that share an answer) and <c>// END ANSWER</c>; lines count from 1, the marks are not among them.</summary>
public sealed record AnswerRegion(string Part, int FirstLine, int LastLine, string Text, bool IsClosed);

/// <summary>Finds answers by their marks, so that moving, copying or renaming a cell loses nothing.</summary>
public static partial class AnswerRegions
{
    private const int MostRegions = 200;
    private const int MostParts = 8;
    private const int LongestText = 512 * 1024; // twice what is compiled

    public static ImmutableArray<AnswerRegion> Find(string text)
    {
        var regions = ImmutableArray.CreateBuilder<AnswerRegion>();
        if (text.Length > LongestText || !text.Contains("ANSWER", StringComparison.OrdinalIgnoreCase)) return [];
        var lines = text.Split('\n');
        var (parts, first) = (Array.Empty<string>(), 0);
        for (var i = 0; i < lines.Length && regions.Count < MostRegions; i++)
        {
            var begin = Begin().Match(lines[i]);
            if (!begin.Success && !End().IsMatch(lines[i])) continue;
            foreach (var part in parts) regions.Add(Region(part, first, i, lines, isClosed: !begin.Success));
            parts = begin.Success ? [.. begin.Groups[1].Value.Split(',', '،').Take(MostParts).Select(PartId).Where(it => it.Length > 0)] : [];
            first = i + 1;
        }
        foreach (var part in parts) regions.Add(Region(part, first, lines.Length, lines, isClosed: false));
        return regions.ToImmutable();
    }

    /// <summary>The text with another one between the marks of a part, as often as it is marked.</summary>
    public static string Replaced(string text, string part, string by)
    {
        var lines = text.Split('\n').ToList();
        foreach (var region in Find(text).Where(it => it.Part == part).OrderByDescending(it => it.FirstLine))
        {
            lines.RemoveRange(region.FirstLine - 1, region.LastLine - region.FirstLine + 1);
            lines.InsertRange(region.FirstLine - 1, by.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'));
        }
        return string.Join('\n', lines);
    }

    /// <summary><c>Q4.B1</c>, <c>q4 b1</c> and <c>Q۴-B۱</c> are one part: <c>q4b1</c>. Empty for what is no id.</summary>
    public static string PartId(string written)
    {
        if (written.Length > 60) return "";
        var id = new string([.. TextForms.Normalize(written).Where(it => it is not ('.' or '-' or '_' or ' ' or '/' or ':'))]).ToLowerInvariant();
        return id.Length is > 0 and <= 24 && id.All(char.IsAsciiLetterOrDigit) ? id : "";
    }

    private static AnswerRegion Region(string part, int start, int end, string[] lines, bool isClosed) =>
        new(part, start + 1, end, string.Join('\n', lines[start..end]), isClosed);

    // In code, and in Markdown, where the mark is a comment of HTML.
    [GeneratedRegex(@"^\s{0,80}(?://+|/\*|#|<!--)\s{0,8}BEGIN[ \t_-]{1,8}ANSWER[ \t:]{1,8}([^\s*>][^*>]{0,80}?)\s{0,80}(?:\*/|-->)?\s{0,80}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Begin();

    [GeneratedRegex(@"^\s{0,80}(?://+|/\*|#|<!--)\s{0,8}END[ \t_-]{1,8}ANSWER\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex End();
}
