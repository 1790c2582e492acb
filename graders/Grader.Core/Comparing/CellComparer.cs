using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Grader.Contract;
using Grader.Core.Compiling;
using Grader.Core.Notebooks;
using Grader.Core.Results;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.Comparing;

/// <summary>What the cells of a part show when they are run here: numbers in their text, or a picture. What the student's own program showed plays no part.</summary>
internal static partial class CellComparer
{
    private const int LongestKept = 4000;

    public static CheckVerdict Compare(CellCheck check, string part, CompiledSubmission submission, SubmissionOutcomes outcomes)
    {
        var (script, file) = submission.Of(check);
        if (CallComparer.NotThere(check, file) is { } early) return early;
        var links = Enumerable.Range(0, file.Cells.Length).Where(i => file.Cells[i].Answers.Contains(part)).ToList();
        if (links.Count == 0)
            return CheckVerdict.None(check, Verdict.Missing, new($"No cell is marked as the answer {part}.", $"هیچ سلولی با نشانهٔ پاسخ {part} نیست."));

        var shown = links.Select(i => CellResult.Of(file, script, i, outcomes)).ToList();
        var text = string.Join('\n', shown.Select(it => it.Text)).Trim();
        var pictures = shown.SelectMany(it => it.Pictures).Where(it => it.Content.Length <= Picture.Largest).Take(2).ToImmutableArray();
        var evidence = new Evidence { Output = text.Length == 0 ? null : text.Length <= LongestKept ? text : text[..LongestKept] + "…", Pictures = pictures };
        if (check.Picture && pictures.Length > 0) return CheckVerdict.Full(check, new("A picture is shown.", "تصویری نمایش داده شده است.")) with { Evidence = evidence };
        var lacking = Lacking(check, text);
        if (lacking is null) return CheckVerdict.Full(check, new("The cell shows what is asked for.", "سلول آنچه خواسته شده را نشان می‌دهد.")) with { Evidence = evidence };

        // What went wrong in the cell explains more than what is lacking.
        if (shown.FirstOrDefault(it => it.Status != CellStatus.Ok) is { } failed)
        {
            var saved = file.Cells.Where(it => it.Answers.Contains(part)).SelectMany(it => it.Outputs).Any(it => it.Kind == OutputKind.Display);
            if (failed.Status == CellStatus.CompileError && saved)
                return new CheckVerdict(check, Verdict.NeedsReview, 0, new LocalizedText("The cell does not run here, but it was handed in with its output; a person will look at it. ", "سلول اینجا اجرا نمی‌شود ولی با خروجی خود تحویل شده است؛ یک نفر آن را می‌بیند. ").Then(failed.Words)) { Pending = check.Points, Evidence = evidence with { At = failed.At } };
            return CheckVerdict.None(check, failed.Verdict, failed.Words) with { Evidence = evidence with { At = failed.At, SourceLine = failed.At is null ? null : NotebookFiles.LineAt(failed.At, file.Submitted!.Text, file.Notebook) } };
        }
        return CheckVerdict.None(check, Verdict.Wrong, lacking) with { Evidence = evidence };
    }

    private static LocalizedText? Lacking(CellCheck check, string text)
    {
        var numbers = Number().Count(text);
        if (numbers < check.Numbers) return new($"{check.Numbers} numbers are asked for; the cell shows {numbers}.", $"{check.Numbers} عدد خواسته شده ولی سلول {numbers} عدد نشان می‌دهد.");
        foreach (var (word, least) in check.Series)
        {
            var found = Behind(word, check.Series.Keys, text);
            if (found < least) return new($"At least {least} numbers are asked for '{word}'; the cell shows {found}.", $"برای «{word}» دست‌کم {least} عدد خواسته شده ولی سلول {found} عدد نشان می‌دهد.");
        }
        return check.Numbers == 0 && check.Series.IsEmpty ? new("No picture is shown.", "تصویری نمایش داده نشده است.") : null;
    }

    /// <summary>Numbers that belong to a word: those behind it up to another of the words, and, in a table whose head names it, one a row.</summary>
    private static int Behind(string word, IEnumerable<string> words, string text)
    {
        var others = words.Where(it => it != word).ToList();
        var (count, mine) = (0, false);
        var marks = Word().Matches(text).Select(it => (it.Index, it.Length, IsMine: it.Value.Equals(word, StringComparison.OrdinalIgnoreCase), IsOther: others.Contains(it.Value, StringComparer.OrdinalIgnoreCase)));
        var at = 0;
        foreach (var mark in marks.Where(it => it.IsMine || it.IsOther).Append((Index: text.Length, Length: 0, IsMine: false, IsOther: true)))
        {
            if (mine) count += Number().Count(text[at..mark.Index]);
            (mine, at) = (mark.IsMine, mark.Index + mark.Length);
        }
        return Math.Max(count, Column(word, others, text));
    }

    /// <summary>A head line that names several series, and rows of at least as many numbers below it.</summary>
    private static int Column(string word, List<string> others, string text)
    {
        var lines = text.Split('\n');
        var head = Array.FindIndex(lines, it => it.Contains(word, StringComparison.OrdinalIgnoreCase) && others.Any(other => it.Contains(other, StringComparison.OrdinalIgnoreCase)));
        return head < 0 ? 0 : lines.Skip(head + 1).Count(it => Number().Count(it) > others.Count);
    }

    [GeneratedRegex(@"(?<![\w.])[-+]?[0-9]+(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"[\p{L}_][\p{L}\p{N}_]*")]
    private static partial Regex Word();
}
