using System.Collections.Immutable;
using System.Globalization;
using Grader.Core.Intake;
using Grader.Core.Results;

namespace Grader.Core.Marking;

/// <summary>Joins the marks that people gave with the answers that wait for them. What a person typed is never thrown away.</summary>
public static class Marks
{
    const int LongestText = 30_000;

    /// <summary>
    /// The marks that apply, what to tell the TA, and the rows to write back. <paramref name="pendingItems"/> are all answers of this run that
    /// people mark, the empty ones too. <paramref name="maxNow"/> gives the maximum of a check of the rubric, for those that this run did not
    /// reach; null for a check that does not exist.
    /// </summary>
    public static JoinedMarks Apply(
        IEnumerable<MarkRow> rows, IReadOnlyList<PendingItem> pendingItems, IReadOnlyCollection<string> knownStudents, Func<string, decimal?>? maxNow = null)
    {
        var students = knownStudents.Concat(pendingItems.Select(item => item.StudentId)).ToHashSet(StringComparer.Ordinal);
        var pending = new Dictionary<(string, string), PendingItem>();
        foreach (var item in pendingItems) pending.TryAdd((item.StudentId, item.Check), item);
        var checks = pendingItems.Select(item => item.Check).ToHashSet(StringComparer.Ordinal);

        var marks = new Dictionary<(string Student, string Check), Mark>();
        var warnings = new List<LocalizedText>();
        var result = new List<MarkRow>();
        var ids = new SpreadsheetIds(students);
        var groups = rows.Select(row => row with { StudentId = ids.Mend(row.StudentId) }).GroupBy(KeyOf).ToDictionary(group => group.Key, group => group.ToArray());
        foreach (var (key, given) in groups.OrderBy(group => group.Value[0].Line))
        {
            var filled = given.Where(row => row.IsFilled).ToArray();
            if (pending.TryGetValue(key, out var item))
            {
                filled = [.. filled.Select(row => row.TextDigest.Trim().Equals(item.OldDigest, StringComparison.OrdinalIgnoreCase) ? row with { TextDigest = item.Digest } : row)];
                result.AddRange(filled);
                if (ApplyFilled(filled, item, warnings) is { } mark) marks[key] = mark;
                continue;
            }
            // A comment without points is work too, and there is no fresh row to carry it.
            result.AddRange(filled);
            result.AddRange(given.Where(row => !row.IsFilled && row.HasWords));
            foreach (var row in filled)
                warnings.Add(!students.Contains(key.Student) ? MarkSentences.UnknownStudent(row)
                    : checks.Contains(key.Check) || maxNow?.Invoke(key.Check) is not null ? MarkSentences.NotWaiting(row)
                    : MarkSentences.UnknownCheck(row));
        }
        foreach (var (key, item) in pending)
        {
            var given = groups.GetValueOrDefault(key, []);
            var isAnswered = given.Any(row => row.IsFilled && IsFor(row, item));
            var drafts = given.Where(row => !row.IsFilled && row.HasWords).ToArray();
            var needsRow = !isAnswered && !string.IsNullOrWhiteSpace(item.Text);
            if (needsRow) result.Add(Fresh(item, drafts.FirstOrDefault()));
            result.AddRange(needsRow ? drafts.Skip(1) : drafts);
        }
        return new JoinedMarks(marks, [.. warnings], Sorted(result, pendingItems));
    }

    static Mark? ApplyFilled(MarkRow[] filled, PendingItem item, List<LocalizedText> warnings)
    {
        var current = filled.Where(row => IsFor(row, item)).ToArray();
        // A mark for an earlier text is history once the new text has one.
        if (current.Length == 0) warnings.AddRange(filled.Select(MarkSentences.ChangedText));
        var read = current.Select(row => (Row: row, Mark: MarkReading.Read(row, item, item.Max, warnings))).ToArray();
        if (read.Length == 0) return null;
        foreach (var (row, mark) in read.Skip(1))
            if (!Same(mark, read[0].Mark) || !Same(row, read[0].Row))
            {
                warnings.Add(MarkSentences.Conflict(row, read[0].Row.Line));
                return null;
            }
        if (read[0].Mark is not null && MarkReading.Number(read[0].Row.Max) is { } max && max != item.Max)
            warnings.Add(MarkSentences.OtherMax(read[0].Row, item.Max));
        return read[0].Mark;
    }

    static (string Student, string Check) KeyOf(MarkRow row) => (StudentIds.WithAsciiDigits(row.StudentId.Trim()), row.Check.Trim());

    static bool IsFor(MarkRow row, PendingItem item) =>
        row.TextDigest.Trim() is var digest && (digest.Length == 0 || digest.Equals(item.Digest, StringComparison.OrdinalIgnoreCase)
            || digest.Equals(item.OldDigest, StringComparison.OrdinalIgnoreCase));

    static bool Same(Mark? one, Mark? other) =>
        one is null || other is null ? one == other : one.Points == other.Points && one.Items.SequenceEqual(other.Items);

    static bool Same(MarkRow one, MarkRow other) => one.Comment.Trim() == other.Comment.Trim();

    static MarkRow Fresh(PendingItem item, MarkRow? draft)
    {
        var items = string.Join(" | ", item.Items.Select(known => $"{known.Id} ({Number(known.Points)}): {known.Text.En}".TrimEnd(' ', ':')));
        // Only for reading, so it may be cut to what a spreadsheet takes; a control character would make the file one that is no text.
        var text = SafeText.Visible(item.Text, LongestText) + (item.Text.Length > LongestText ? "…" : "");
        return new MarkRow(
            item.StudentId, item.Check, "", "", draft?.Comment ?? "", draft?.Marker ?? "", item.Digest, Number(item.Max), SafeText.Visible(item.Name), items, text, draft?.Line ?? 0)
        {
            Extra = draft?.Extra ?? ExtraCells.None,
        };
    }

    static ImmutableArray<MarkRow> Sorted(IEnumerable<MarkRow> rows, IReadOnlyList<PendingItem> pendingItems)
    {
        var order = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < pendingItems.Count; i++) order.TryAdd(pendingItems[i].Check, i);
        // Checks that no longer exist come last; of two rows for one answer the older comes first, as it was read.
        return
        [
            .. rows.OrderBy(row => KeyOf(row).Student, StringComparer.Ordinal)
                .ThenBy(row => order.GetValueOrDefault(KeyOf(row).Check, int.MaxValue))
                .ThenBy(row => KeyOf(row).Check, StringComparer.Ordinal)
                .ThenBy(row => row.Line == 0 ? int.MaxValue : row.Line),
        ];
    }

    static string Number(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
