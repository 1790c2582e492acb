namespace Grader.Core.Intake;

/// <summary>
/// Who gets which id. An entry's own name counts before any word in it: <c>student.yaml</c> is the student's own file, and its <c>id</c>
/// could otherwise put another student's work aside. It counts only for an entry that is called nothing but a word, and only for an id that
/// no other entry has.
/// </summary>
internal sealed class IdClaims
{
    readonly Dictionary<Candidate, string> _own;
    // Not by case: two ids that differ by it only are one folder of reports on some disks.
    readonly HashSet<string> _taken;
    readonly Dictionary<string, List<string>> _refused = new(StringComparer.OrdinalIgnoreCase);

    public IdClaims(IReadOnlyList<Candidate> candidates)
    {
        // A number in a Moodle name stands in a profile, which its owner may edit: where it would join two participants, it is none.
        var shared = candidates.Where(it => it.Participant is not null)
            .GroupBy(it => it.Number, StringComparer.Ordinal).Where(group => group.DistinctBy(it => it.Participant).Count() > 1).Select(group => group.Key).ToHashSet(StringComparer.Ordinal);
        _own = candidates.ToDictionary(it => it, it => it.IsFixed ? StudentIds.Clean(it.Label) : (shared.Contains(it.Number) ? it.Participant : it.Number) ?? StudentIds.Clean(it.Label));
        // In flat names a student's own name stands before the number, and could be made to look like another's.
        foreach (var twins in candidates.Where(it => it.Layout == LayoutNames.Canvas && it.Participant is not null).GroupBy(it => it.Participant).Where(it => it.Count() > 1))
            foreach (var it in twins)
            {
                _own[it] = StudentIds.Clean($"{it.Participant}-{it.Label}");
                it.Notes.Add(IntakeSentences.SharedParticipant(it.Path, it.Participant!));
            }
        _taken = new HashSet<string>(_own.Values, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The id of this entry, whose <c>student.yaml</c> gives <paramref name="written"/> (empty for none); a disagreement is noted.</summary>
    public string Settle(Candidate candidate, string written, IntakeBudget budget)
    {
        var own = _own[candidate];
        if (written.Length == 0 || StudentIds.Clean(written) is var claimed && claimed.Equals(own, StringComparison.OrdinalIgnoreCase)) return own;
        var isFree = !_taken.Contains(claimed);
        if (candidate is { Number: null, IsFixed: false } && isFree)
        {
            _taken.Add(claimed);
            return claimed;
        }
        budget.Note(isFree ? IntakeSentences.OtherId(candidate.Path, claimed, own) : IntakeSentences.IdOfAnother(candidate.Path, claimed, own));
        if (!isFree)
        {
            if (!_refused.TryGetValue(claimed, out var paths)) _refused[claimed] = paths = [];
            paths.Add(candidate.Path);
        }
        return own;
    }

    /// <summary>What to tell the TA at the row of this id about the entries that would have had it, too.</summary>
    public LocalizedText? NoteFor(string id) => _refused.TryGetValue(id, out var paths) ? IntakeSentences.OthersGiveId(id, paths) : null;
}
