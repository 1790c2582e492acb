using System.Text.RegularExpressions;

namespace Grader.Core.Intake;

/// <summary>One student's part of the class folder, before it is read.</summary>
internal sealed class Candidate(string layout, string label, string name, string? participant)
{
    public string Layout => layout;
    /// <summary>What the layout says of the student: the entry's name without what the layout adds.</summary>
    public string Label => label;
    public string Name => name;
    public string? Participant => participant;
    public string? System => participant is null ? null : "moodle";
    public List<Entry> Roots { get; } = [];
    public string Path => Roots[0].Path;
    /// <summary>Null when the entry has nothing but a word for a name.</summary>
    public string? Number => StudentIds.NumberIn(label) ?? participant;
}

/// <summary>Tells whose each entry of the class folder is, by the layouts of formats §1 that we read.</summary>
internal static partial class ClassLayout
{
    public const string Plain = "plain", Zips = "zips", Moodle = "moodle", MoodleFlat = "moodle-flat";

    /// <summary>The layouts in the order in which they are named.</summary>
    public static readonly string[] All = [Plain, Zips, Moodle, MoodleFlat];

    public static (IReadOnlyList<Candidate> Candidates, IReadOnlyList<UnmatchedEntry> Unmatched) Sort(IEnumerable<Entry> entries)
    {
        var candidates = new List<Candidate>();
        var participants = new Dictionary<(string Layout, string Label, string Participant), Candidate>();
        var unmatched = new List<UnmatchedEntry>();
        foreach (var entry in entries)
        {
            if (StudentFiles.IsNoise(entry.Name) || entry.Name.StartsWith('.')) continue;
            if (Reason(entry) is { } why) unmatched.Add(new UnmatchedEntry(ShownText.Path(entry.Path), why));
            else if (Participant(entry) is { } match)
            {
                // The files and the text answer of one participant are one submission.
                var layout = entry.Kind == EntryKind.Folder ? Moodle : MoodleFlat;
                var key = (layout, match.Groups["name"].Value, StudentIds.WithAsciiDigits(match.Groups["id"].Value));
                if (!participants.TryGetValue(key, out var candidate))
                    candidates.Add(participants[key] = candidate = new Candidate(key.layout, key.Item2, ShownText.Name(key.Item2), key.Item3));
                candidate.Roots.Add(match.Groups["file"] is { Success: true } file ? new RenamedEntry(entry, file.Value) : entry);
            }
            else if (entry.Kind == EntryKind.Folder) candidates.Add(Single(Plain, entry, entry.Name));
            else if (IsArchive(entry)) candidates.Add(Single(Zips, entry, WithoutHomework(System.IO.Path.GetFileNameWithoutExtension(entry.Name))));
            else if (!IsReadMe(entry.Name))
                unmatched.Add(new UnmatchedEntry(ShownText.Path(entry.Path), IntakeSentences.BelongsToNobody(entry.Path)));
        }
        return (candidates, unmatched);
    }

    /// <summary>Whether this name says whose it is: a wrapper folder around the whole class does not.</summary>
    public static bool NamesAStudent(Entry entry) => StudentIds.NumberIn(entry.Name) is not null || Participant(entry) is not null;

    static Candidate Single(string layout, Entry entry, string label)
    {
        var candidate = new Candidate(layout, label, NameIn(label), null);
        candidate.Roots.Add(entry);
        return candidate;
    }

    static LocalizedText? Reason(Entry entry) => entry.Kind switch
    {
        EntryKind.Link => IntakeSentences.LinkOutside(entry.Path),
        EntryKind.Special => IntakeSentences.NotAFile(entry.Path),
        EntryKind.Unreadable => IntakeSentences.CannotRead(entry.Path),
        _ => null,
    };

    static Match? Participant(Entry entry)
    {
        var match = entry.Kind == EntryKind.Folder ? MoodleFolder().Match(entry.Name) : MoodleFile().Match(entry.Name);
        return match.Success ? match : null;
    }

    static bool IsArchive(Entry entry) => StudentFiles.IsZip(entry.Name) || StudentFiles.IsOtherArchive(entry.Name);

    static bool IsReadMe(string name) =>
        name.StartsWith("README", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".md", StringComparison.OrdinalIgnoreCase);

    static string WithoutHomework(string name) => HomeworkPrefix().Replace(StudentIds.WithAsciiDigits(name), "") is { Length: > 0 } rest ? rest : name;

    /// <summary>The words beside the number, if there are any.</summary>
    static string NameIn(string label)
    {
        var text = StudentIds.WithAsciiDigits(ShownText.Name(label));
        if (StudentIds.NumberIn(text) is { } number) text = text.Replace(number, " ", StringComparison.Ordinal);
        text = Blanks().Replace(text, " ").Trim(' ', '-', '(', ')', '.');
        return text.Any(char.IsLetter) ? text : "";
    }

    [GeneratedRegex("^(?<name>[^_]*)_(?<id>[0-9]+)_assignsubmission_(?<plugin>file|onlinetext)_?$")]
    private static partial Regex MoodleFolder();

    [GeneratedRegex("^(?<name>[^_]*)_(?<id>[0-9]+)_assignsubmission_(?<plugin>file|onlinetext)_(?<file>.+)$", RegexOptions.Singleline)]
    private static partial Regex MoodleFile();

    [GeneratedRegex(@"^hw[0-9]*[\s_\-]+(?:deep[\s_\-]+)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HomeworkPrefix();

    [GeneratedRegex(@"[\s_]+")]
    private static partial Regex Blanks();
}
