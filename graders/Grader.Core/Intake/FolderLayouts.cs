using System.Globalization;
using System.Text.RegularExpressions;

namespace Grader.Core.Intake;

/// <summary>Layouts that show only in the folder as a whole.</summary>
internal static partial class FolderLayouts
{
    const string Stamp = "timestamp.txt";
    /// <summary>A folder of a class looks alike all over; looking into each of many thousands would cost more than reading them.</summary>
    const int FirstLooks = 20;
    static readonly string[] CourseFolders = ["source", "release", "autograded", "feedback"];

    /// <summary>Null when each entry speaks for itself.</summary>
    public static string? Detect(List<Entry> entries, IntakeOptions options)
    {
        if (GradescopeLayout.Metadata(entries) is not null) return LayoutNames.Gradescope;
        var folders = entries.Where(it => it.Kind == EntryKind.Folder).ToList();
        if (folders.Count == 0 || folders.Any(it => FlatLayouts.ClaimOf(it, options, flat: false) is not null)) return null;
        if (Submitted(entries) is not null || folders.Take(FirstLooks).Any(HasStamp)) return LayoutNames.Nbgrader;
        if (folders.Count != entries.Count(it => !ClassLayout.IsReadMe(it.Name)) || folders.Any(it => StudentIds.NumberIn(it.Name) is not null)) return null;
        if (ClonePrefix(options) is { } prefix && folders.All(it => it.Name.StartsWith(prefix, StringComparison.Ordinal))) return LayoutNames.Classroom;
        return CommonPrefix(folders).Count(c => c == '-') >= 2 && folders.All(it => RepositoryName().IsMatch(it.Name)) ? LayoutNames.Classroom50 : null;
    }

    /// <summary>GitHub Classroom clones <c>hw5-login</c> into <c>hw5-submissions</c>.</summary>
    static string? ClonePrefix(IntakeOptions options) => options.RootName.EndsWith("-submissions", StringComparison.Ordinal) ? options.RootName[..^"submissions".Length] : null;

    /// <summary>The folder inside that holds the class: <c>hw5-submissions</c>, <c>assignment_1_export</c>; null when this one does.</summary>
    public static Entry? Inner(IReadOnlyList<Entry> entries) =>
        entries.Where(it => it.Kind == EntryKind.Folder && !StudentFiles.IsNoise(it.Name)).ToList() is [var only] && entries.All(it => it == only || ClassLayout.IsReadMe(it.Name) || it.Name.StartsWith('.') || StudentFiles.IsNoise(it.Name))
        && (only.Name.EndsWith("-submissions", StringComparison.Ordinal) || GradescopeFolder().IsMatch(only.Name)) ? only : null;

    /// <summary><c>submitted/&lt;student&gt;/&lt;assignment&gt;/</c> with the time of the hand-in beside the notebook.</summary>
    public static List<Candidate> Nbgrader(List<Entry> entries, IntakeOptions options, List<UnmatchedEntry> unmatched, IntakeBudget budget)
    {
        if (Submitted(entries) is { } submitted) entries = [.. submitted.Children(budget).Where(it => !StudentFiles.IsNoise(it.Name) && !it.Name.StartsWith('.'))];
        var candidates = new List<Candidate>();
        foreach (var student in entries)
        {
            if (student.Kind != EntryKind.Folder)
            {
                if (!ClassLayout.IsReadMe(student.Name)) unmatched.Add(new UnmatchedEntry(ShownText.Path(student.Path), IntakeSentences.BelongsToNobody(student.Path)));
                continue;
            }
            var assignments = student.Children(budget).Where(it => it.Kind == EntryKind.Folder && !StudentFiles.IsNoise(it.Name)).ToList();
            var chosen = assignments.FirstOrDefault(it => it.Name.Equals(options.Homework, StringComparison.OrdinalIgnoreCase)) ?? (assignments is [var only] ? only : null);
            var candidate = new Candidate(LayoutNames.Nbgrader, student.Name, ClassLayout.NameIn(student.Name), null) { IsFixed = true, Path = student.Path, Time = chosen is null ? null : TimeIn(chosen, budget) };
            candidate.Roots.Add(chosen ?? student);
            if (chosen is null && assignments.Count > 1) candidate.Notes.Add(IntakeSentences.SeveralAssignments(student.Path, options.Homework ?? ""));
            candidates.Add(candidate);
        }
        return candidates;
    }

    /// <summary>Clones of one repository for each student: the assignment's name in front of the login.</summary>
    public static List<Candidate> Clones(string layout, List<Entry> entries, IntakeOptions options, List<UnmatchedEntry> unmatched)
    {
        var folders = entries.Where(it => it.Kind == EntryKind.Folder).ToList();
        foreach (var other in entries.Where(it => it.Kind != EntryKind.Folder && !ClassLayout.IsReadMe(it.Name))) unmatched.Add(new UnmatchedEntry(ShownText.Path(other.Path), IntakeSentences.BelongsToNobody(other.Path)));
        var prefix = layout == LayoutNames.Classroom && ClonePrefix(options) is { } named && folders.All(it => it.Name.StartsWith(named, StringComparison.Ordinal)) ? named : CommonPrefix(folders);
        return
        [
            .. folders.Select(folder =>
            {
                var login = folder.Name.Length > prefix.Length ? folder.Name[prefix.Length..] : folder.Name;
                var candidate = new Candidate(layout, login, ClassLayout.NameIn(login), null) { Path = folder.Path };
                candidate.Roots.Add(folder);
                return candidate;
            }),
        ];
    }

    /// <summary>What all names start with, up to a hyphen; of a single one, nothing is known.</summary>
    static string CommonPrefix(List<Entry> folders)
    {
        if (folders.Count < 2) return "";
        var (first, common) = (folders[0].Name, folders.Min(it => it.Name.Length));
        foreach (var folder in folders)
        {
            var same = 0;
            while (same < common && folder.Name[same] == first[same]) same++;
            common = same;
        }
        return first[..(first.AsSpan(0, common).LastIndexOf('-') + 1)];
    }

    static Entry? Submitted(List<Entry> entries) =>
        entries.FirstOrDefault(it => it is { Kind: EntryKind.Folder, Name: "submitted" }) is { } found && entries.All(it => it == found || it.Kind != EntryKind.Folder || CourseFolders.Contains(it.Name)) ? found : null;

    static bool HasStamp(Entry student) =>
        student.Children(Look()).Any(assignment => assignment.Kind == EntryKind.Folder && assignment.Children(Look()).Any(it => it is { Kind: EntryKind.File, Name: Stamp }));

    static DateTimeOffset? TimeIn(Entry assignment, IntakeBudget budget)
    {
        const int Most = 200;
        if (assignment.Children(Look()).FirstOrDefault(it => it is { Kind: EntryKind.File, Name: Stamp }) is not { } file || file.Read(Most, budget).Bytes is not { } bytes) return null;
        // Another zone than this one is written as a word that could mean several.
        return Utc().Match(System.Text.Encoding.ASCII.GetString(bytes)) is { Success: true } it && DateTime.TryParse(it.Groups[1].ValueSpan, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? new DateTimeOffset(time, TimeSpan.Zero) : null;
    }

    static IntakeBudget Look() => new(IntakeBudget.EntriesOfAStudent);

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]*$")]
    private static partial Regex RepositoryName();

    [GeneratedRegex("^assignment_[0-9]+_export$")]
    private static partial Regex GradescopeFolder();

    [GeneratedRegex(@"^\s*([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,7})?) UTC\s*$")]
    private static partial Regex Utc();
}
