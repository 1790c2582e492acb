using System.Collections.Immutable;

namespace Grader.Core.Results;

/// <summary>Lines of a student's file, the first of which is number <paramref name="From"/>; marked is what stands at columns from <paramref name="Column"/> until before <paramref name="EndColumn"/> of a line. All count from 1.</summary>
public sealed record SourceExcerpt(string File, int From, int Line, int Column, int EndColumn, ImmutableArray<string> Lines)
{
    private const int Around = 2, LongestLine = 200;

    /// <summary>Null when the file has no such line. A column of 0 marks the whole line.</summary>
    public static SourceExcerpt? Of(string file, string text, int line, int column, int endColumn)
    {
        var lines = text.Split('\n');
        if (line < 1 || line > lines.Length) return null;
        var here = lines[line - 1];
        var start = column > 0 ? Math.Min(column, here.Length + 1) : here.Length - here.TrimStart().Length + 1;
        var end = column > 0 ? Math.Min(endColumn, here.TrimEnd().Length + 1) : here.TrimEnd().Length + 1;
        var from = Math.Max(1, line - Around);
        var shown = lines[(from - 1)..Math.Min(lines.Length, line + Around)];
        return start > LongestLine ? null : new SourceExcerpt(file, from, line, start, Math.Clamp(end, start + 1, LongestLine + 1),
            [.. shown.Select(it => it.Length > LongestLine ? it[..LongestLine] : it)]);
    }
}

/// <summary>One entry of an answer: where it stands, what is right, what came back. Texts, since NaN must pass.</summary>
public sealed record EntryPair(string Index, string Expected, string Actual, bool Differs);
