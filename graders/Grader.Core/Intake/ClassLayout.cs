using System.Text.RegularExpressions;

namespace Grader.Core.Intake;

/// <summary>Tells whose each entry of the class folder is, by the layouts of formats §1.</summary>
internal static partial class ClassLayout
{
    public static (IReadOnlyList<Candidate> Candidates, IReadOnlyList<UnmatchedEntry> Unmatched) Sort(Entry root, IntakeOptions options, IntakeBudget budget)
    {
        var unmatched = new List<UnmatchedEntry>();
        var entries = new List<Entry>();
        foreach (var entry in root.Children(budget))
        {
            if (StudentFiles.IsNoise(entry.Name) || entry.Name.StartsWith('.')) continue;
            if (Reason(entry) is { } why) unmatched.Add(new UnmatchedEntry(ShownText.Path(entry.Path), why));
            else entries.Add(entry);
        }
        if (budget.Overflow is not null) return ([], unmatched);
        var candidates = (options.Layout ?? FolderLayouts.Detect(entries, options)) switch
        {
            LayoutNames.Gradescope => GradescopeLayout.Sort(entries, unmatched),
            LayoutNames.Nbgrader => FolderLayouts.Nbgrader(entries, options, unmatched, budget),
            LayoutNames.Classroom => FolderLayouts.Clones(LayoutNames.Classroom, entries, options, unmatched),
            LayoutNames.Classroom50 => FolderLayouts.Clones(LayoutNames.Classroom50, entries, options, unmatched),
            _ => EachByItself(entries, options, unmatched),
        };
        return (candidates, unmatched);
    }

    /// <summary>Whether this name says whose it is: a wrapper folder around the whole class does not.</summary>
    public static bool NamesAStudent(Entry entry) => StudentIds.NumberIn(entry.Name) is not null || FlatLayouts.ClaimOf(entry, new IntakeOptions(), flat: true) is { Layout: not (LayoutNames.Canvas or LayoutNames.Otter) };

    static List<Candidate> EachByItself(List<Entry> entries, IntakeOptions options, List<UnmatchedEntry> unmatched)
    {
        var claims = new List<Claim>();
        var flat = entries.All(it => it.Kind != EntryKind.Folder);
        foreach (var entry in entries)
        {
            var claim = FlatLayouts.ClaimOf(entry, options, flat) ?? Alone(entry);
            if (claim is not null && (options.Layout is null || options.Layout == claim.Layout)) claims.Add(claim);
            else if (options.Layout is { } forced && claim is not null) unmatched.Add(new UnmatchedEntry(ShownText.Path(entry.Path), IntakeSentences.NotOfLayout(entry.Path, forced)));
            else if (!IsReadMe(entry.Name)) unmatched.Add(new UnmatchedEntry(ShownText.Path(entry.Path), IntakeSentences.BelongsToNobody(entry.Path)));
        }
        return FlatLayouts.Join(claims, options, unmatched);
    }

    /// <summary>A folder or an archive of its own for each student.</summary>
    static Claim? Alone(Entry entry)
    {
        if (entry.Kind == EntryKind.Folder) return new Claim(LayoutNames.Plain, entry.Name, null, entry) { Name = NameIn(entry.Name) };
        if (!StudentFiles.IsZip(entry.Name) && !StudentFiles.IsOtherArchive(entry.Name)) return null;
        var label = WithoutHomework(Path.GetFileNameWithoutExtension(entry.Name));
        return new Claim(LayoutNames.Zips, label, null, entry) { Name = NameIn(label) };
    }

    static LocalizedText? Reason(Entry entry) => entry.Kind switch
    {
        EntryKind.Link => IntakeSentences.LinkOutside(entry.Path),
        EntryKind.Special => IntakeSentences.NotAFile(entry.Path),
        EntryKind.Unreadable => IntakeSentences.CannotRead(entry.Path),
        _ => null,
    };

    internal static bool IsReadMe(string name) =>
        name.StartsWith("README", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".md", StringComparison.OrdinalIgnoreCase);

    static string WithoutHomework(string name) => HomeworkPrefix().Replace(StudentIds.WithAsciiDigits(name), "") is { Length: > 0 } rest ? rest : name;

    /// <summary>The words beside the number, if there are any.</summary>
    internal static string NameIn(string label)
    {
        var text = StudentIds.WithAsciiDigits(ShownText.Name(label));
        if (StudentIds.NumberIn(text) is { } number) text = text.Replace(number, " ", StringComparison.Ordinal);
        text = Blanks().Replace(text, " ").Trim(' ', '-', '(', ')', '.');
        return text.Any(char.IsLetter) ? text : "";
    }

    [GeneratedRegex(@"^hw[0-9]*[\s_\-]+(?:deep[\s_\-]+)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HomeworkPrefix();

    [GeneratedRegex(@"[\s_]+")]
    private static partial Regex Blanks();
}
