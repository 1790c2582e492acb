namespace Grader.Core.Intake;

/// <summary>Something in a folder or in a zip, read only when it is asked for. <paramref name="path"/> is where it is, for people.</summary>
internal abstract class Entry(string name, string path, EntryKind kind)
{
    public string Name => name;
    public string Path => path;
    public EntryKind Kind => kind;

    /// <summary>Sorted ordinally. What cannot be listed is said in the budget's notes.</summary>
    public abstract IReadOnlyList<Entry> Children(IntakeBudget budget);

    /// <summary>At most <paramref name="limit"/> bytes; more is a problem, not a cut.</summary>
    public abstract ReadBytes Read(long limit, IntakeBudget budget);
}

/// <summary>Either the bytes or the sentence why there are none.</summary>
internal readonly record struct ReadBytes(byte[]? Bytes, LocalizedText? Problem)
{
    public static ReadBytes Failed(LocalizedText problem) => new(null, problem);
}

/// <summary>How much one submission may cost us, and what was remarked while reading it.</summary>
internal sealed class IntakeBudget(int entries)
{
    public const int EntriesOfAStudent = 10_000;
    public const int EntriesOfAClass = 500_000;
    public const int DeepestNesting = 32;
    public const long InflatedBytes = 64L * 1024 * 1024;
    const int MostNotes = 20;

    readonly List<LocalizedText> _notes = [];
    int _more;

    public int EntriesLeft { get; private set; } = entries;
    public long InflatedLeft { get; private set; } = InflatedBytes;
    /// <summary>Why something that might have held the work could not be read: decides when nothing else was found.</summary>
    public LocalizedText? Failure { get; private set; }

    public void Inflated(long bytes) => InflatedLeft -= bytes;

    /// <summary>False from the first entry too many on; said once.</summary>
    public bool TakeEntry(string path)
    {
        if (EntriesLeft > 0)
        {
            EntriesLeft--;
            return true;
        }
        if (EntriesLeft == 0)
        {
            EntriesLeft = -1;
            Fail(IntakeSentences.TooManyEntries(path));
        }
        return false;
    }

    public void Note(LocalizedText note)
    {
        if (_notes.Contains(note)) return;
        if (_notes.Count < MostNotes) _notes.Add(note);
        else _more++;
    }

    public void Fail(LocalizedText why)
    {
        Failure ??= why;
        Note(why);
    }

    public IEnumerable<LocalizedText> Notes => _more == 0 ? _notes : _notes.Append(IntakeSentences.MoreNotes(_more));
}
