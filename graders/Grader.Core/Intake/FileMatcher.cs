using System.Text.RegularExpressions;
using Grader.Core.Notebooks;

namespace Grader.Core.Intake;

/// <summary>Finds the rubric's files among what a student handed in, under the names that students really give them.</summary>
internal static partial class FileMatcher
{
    const int Exact = 0, SameButSpelling = 1, WithAffixes = 2, OtherExtension = 3, OtherNotebook = 4;

    /// <summary>The candidates for <paramref name="expected"/>, the best first: the exact name, then the nearest to the root, then the closer name, then ordinal.</summary>
    public static IReadOnlyList<(FoundFile File, bool IsExact)> Find(
        string expected, IReadOnlyList<FoundFile> files, IReadOnlyList<string> allExpected, string studentId, string? otherStem = null)
    {
        var others = allExpected.Where(other => other != expected).Select(Simplified).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. files
                .Select(file => (File: file, Rank: Rank(expected, file.Entry.Name, studentId, otherStem)))
                // A file that bears another expected file's name is that one.
                .Where(found => found.Rank is { } rank && (rank == Exact || !others.Contains(Simplified(found.File.Entry.Name))))
                .OrderBy(found => found.Rank == Exact ? 0 : 1)
                .ThenBy(found => found.File.Depth)
                .ThenBy(found => found.Rank)
                .ThenBy(found => found.File.Entry.Path, StringComparer.Ordinal)
                .Select(found => (found.File, found.Rank == Exact)),
        ];
    }

    static int? Rank(string expected, string name, string studentId, string? otherStem)
    {
        if (name == expected) return Exact;
        if (Simplified(name) == Simplified(expected)) return SameButSpelling;
        var (wantedStem, wantedExtension) = Split(expected);
        var (stem, extension) = Split(ShownText.Plain(name));
        if (extension == wantedExtension && Bare(stem, studentId) == Simplified(wantedStem)) return WithAffixes;
        // A notebook may come as any kind of notebook or script, under the question's own name too; .ipynb before .dib before .csx before .cs.
        if (NotebookFiles.IsNotebook(expected) && NotebookFiles.Extensions.IndexOf(extension) is var kind and >= 0
            && Bare(stem, studentId) is var bare && (bare == Simplified(wantedStem) || (otherStem is not null && bare == Simplified(otherStem)))) return OtherNotebook + kind;
        var isScript = wantedExtension == ".csx" && extension is ".cs" or ".txt";
        // Windows hides the last extension, so people save answers.yaml.txt without seeing it.
        var isHidden = extension == ".txt" && Split(stem).Extension == wantedExtension;
        if (isHidden) return Bare(Split(stem).Stem, studentId) == Simplified(wantedStem) ? OtherExtension : null;
        return isScript && Bare(stem, studentId) == Simplified(wantedStem) ? OtherExtension : null;
    }

    static (string Stem, string Extension) Split(string name)
    {
        var trimmed = name.Trim();
        var dot = trimmed.LastIndexOf('.');
        if (dot <= 0) return (trimmed, "");
        var extension = trimmed[dot..].ToLowerInvariant();
        return (trimmed[..dot], extension == ".yml" ? ".yaml" : extension);
    }

    /// <summary>Without what people vary freely: case, blanks, - and _, digits' script, <c>.yml</c>, and what cannot be seen.</summary>
    static string Simplified(string name)
    {
        var text = StudentIds.WithAsciiDigits(StudentIds.Composed(ShownText.Plain(name))).ToLowerInvariant();
        text = string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '_' or '\u200C')));
        return text.EndsWith(".yml", StringComparison.Ordinal) ? text[..^4] + ".yaml" : text;
    }

    /// <summary>The stem without the student's number, the homework's name and a browser's <c>(1)</c>.</summary>
    static string Bare(string stem, string studentId)
    {
        var text = BrowserCopy().Replace(StudentIds.WithAsciiDigits(stem), "");
        var words = Separators().Split(text).Where(word => !Affix().IsMatch(word) && !word.Equals(studentId, StringComparison.OrdinalIgnoreCase));
        var joined = Simplified(string.Concat(words));
        // Written together: hw5q2, q2402521001.
        joined = Homework().Replace(joined, "");
        var id = Simplified(studentId);
        if (id.Length < 5) return joined;
        return joined.StartsWith(id, StringComparison.Ordinal) ? joined[id.Length..]
            : joined.EndsWith(id, StringComparison.Ordinal) ? joined[..^id.Length]
            : joined;
    }

    [GeneratedRegex(@"\s*\([0-9]+\)$")]
    private static partial Regex BrowserCopy();

    [GeneratedRegex(@"[\s_\-.]+")]
    private static partial Regex Separators();

    [GeneratedRegex("^(?:hw[0-9]*|deep|[0-9]{7,10})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Affix();

    [GeneratedRegex("^hw[0-9]{1,2}(?=[a-z])|(?<=[0-9a-z])hw[0-9]{1,2}$")]
    private static partial Regex Homework();
}
