namespace Grader.Core.Intake;

/// <summary>Something in a folder or in a zip, read only when it is asked for. <paramref name="path"/> is where it is, for people.</summary>
internal abstract class Entry(string name, string path, EntryKind kind)
{
    public string Name => name;
    public virtual string Path => path;
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
    public const int EntriesOfAClass = 100_000;
    public const int DeepestNesting = 32;
    /// <summary>Of one name, as on the disks of all systems.</summary>
    public const int LongestName = 255;
    public const long ZipBytes = 64L * 1024 * 1024;
    public const long InflatedBytes = 64L * 1024 * 1024;
    const int MostNotes = 20;

    readonly List<LocalizedText> _notes = [];
    readonly int _entries = entries;
    int _taken;
    int _more;

    public int EntriesLeft => Math.Max(0, _entries - _taken);
    public long InflatedLeft { get; private set; } = InflatedBytes;
    /// <summary>Of the zips that lie on the disk, which are read whole: a folder may hold thousands.</summary>
    public long ZipBytesLeft { get; private set; } = ZipBytes;
    /// <summary>Set when there were too many entries: which ones we saw then depends on the disk, so that none of them is believed.</summary>
    public LocalizedText? Overflow { get; private set; }
    /// <summary>Why something that might have held the work could not be read: decides when nothing else was found.</summary>
    public LocalizedText? Failure { get; private set; }

    public void Inflated(long bytes) => InflatedLeft -= bytes;

    public void ReadZip(long bytes) => ZipBytesLeft -= bytes;

    /// <summary>False from the first entry too many on.</summary>
    public bool TakeEntry(string path)
    {
        if (EntriesLeft == 0) TooMany(path);
        else _taken++;
        return Overflow is null;
    }

    public void TooMany(string path) => Overflow ??= IntakeSentences.TooManyEntries(path, _entries);

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
