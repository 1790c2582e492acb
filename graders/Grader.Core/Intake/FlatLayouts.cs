using System.Globalization;
using System.Text.RegularExpressions;

namespace Grader.Core.Intake;

/// <summary>What one entry's name says: whose it is, and which attempt. Attempts are compared as text, so numbers are padded.</summary>
internal sealed record Claim(string Layout, string Label, string? Participant, Entry Root)
{
    public string Name { get; init; } = "";
    public string Attempt { get; init; } = "";
    public string? System { get; init; }
    /// <summary>The time in the name, in the zone of the system.</summary>
    public DateTime? Local { get; init; }
    public bool Late { get; init; }
    /// <summary>It says only that something was handed in.</summary>
    public bool IsReceipt { get; init; }
    public bool IsFixed { get; init; }
}

/// <summary>Layouts that put the student into the name of each entry. Names are read from the left, where the system writes; what a student may choose stands at the right.</summary>
internal static partial class FlatLayouts
{
    static readonly string[] BrightspaceTimes = ["MMM d, yyyy h:mm tt", "MMMM d, yyyy h:mm tt", "d MMM, yyyy h:mm tt", "d MMMM, yyyy h:mm tt"];

    /// <summary>Null when no system makes such names. <paramref name="flat"/>: there are no folders, as in a download of Canvas.</summary>
    public static Claim? ClaimOf(Entry entry, IntakeOptions options, bool flat)
    {
        if (entry.Kind == EntryKind.Folder) return OfFolder(entry);
        if (MoodleFile().Match(entry.Name) is { Success: true } moodle)
            return OfMoodle(LayoutNames.MoodleFlat, moodle, new RenamedEntry(entry, moodle.Groups["file"].Value));
        if (Blackboard().Match(entry.Name) is { Success: true } blackboard) return OfBlackboard(blackboard, entry);
        if ((flat || options.Layout == LayoutNames.Canvas) && Canvas().Match(entry.Name) is { Success: true } canvas) return OfCanvas(canvas, entry);
        if (!entry.Name.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase) && !(options.Layout == LayoutNames.Otter && StudentFiles.IsZip(entry.Name))) return null;
        var stem = Path.GetFileNameWithoutExtension(entry.Name);
        // The file's name is the student's, so the notebook that is asked for has none of its own.
        var notebooks = options.Expected.Where(it => it.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal).ToList();
        var root = notebooks is [var only] && !StudentFiles.IsZip(entry.Name) ? new RenamedEntry(entry, only) : entry;
        return new Claim(LayoutNames.Otter, stem, null, root) { Name = ClassLayout.NameIn(stem) };
    }

    static Claim? OfFolder(Entry entry)
    {
        if (MoodleFolder().Match(entry.Name) is { Success: true } moodle) return OfMoodle(LayoutNames.Moodle, moodle, entry);
        if (Brightspace().Match(entry.Name) is not { Success: true } it) return null;
        var name = ShownText.Name(it.Groups["name"].Value);
        // Files are numbered as they come; the date is in the language of the site.
        return new Claim(LayoutNames.Brightspace, name, StudentIds.WithAsciiDigits(it.Groups["uid"].Value), entry) { Name = name, System = LayoutNames.Brightspace, Attempt = Padded(it.Groups["fid"].Value), Local = BrightspaceTime(it.Groups["date"].Value) };
    }

    static Claim OfMoodle(string layout, Match it, Entry root) =>
        new(layout, it.Groups["name"].Value, StudentIds.WithAsciiDigits(it.Groups["id"].Value), root) { Name = ShownText.Name(it.Groups["name"].Value), System = LayoutNames.Moodle };

    static Claim OfBlackboard(Match it, Entry entry)
    {
        var stamp = it.Groups["ts"].Value;
        var file = it.Groups["file"].Value;
        // A user name may hold '_', and the assignment's title too: told apart in Join, where all names are known.
        return new Claim(LayoutNames.Blackboard, it.Groups["who"].Value, null, file.Length == 0 ? entry : new RenamedEntry(entry, file))
        {
            System = LayoutNames.Blackboard, Attempt = stamp, IsReceipt = file.Length == 0, IsFixed = true,
            Local = DateTime.TryParseExact(stamp, "yyyy-MM-dd-HH-mm-ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null,
        };
    }

    static Claim OfCanvas(Match it, Entry entry)
    {
        var anonymous = it.Groups["anon"].Success;
        var name = it.Groups[anonymous ? "key" : "name"].Value;
        var file = it.Groups["file"].Success ? it.Groups["file"].Value : it.Groups["kind"].Value + ".html";
        var user = it.Groups["user"].Value;
        return new Claim(LayoutNames.Canvas, name, anonymous ? null : user, new RenamedEntry(entry, file))
        {
            Name = anonymous ? "" : ClassLayout.NameIn(name), System = anonymous ? null : LayoutNames.Canvas, IsFixed = anonymous, Attempt = Padded(it.Groups["att"].Value), Late = it.Groups["late"].Success,
        };
    }

    static string Padded(string number) => number.PadLeft(24, '0');

    /// <summary>One candidate for each student, with the newest attempt.</summary>
    public static List<Candidate> Join(List<Claim> claims, IntakeOptions options, List<UnmatchedEntry> unmatched)
    {
        claims = WithUsers(claims);
        var candidates = new List<Candidate>();
        foreach (var group in claims.Select((claim, at) => (claim, at)).GroupBy(it => (it.claim.Layout, it.claim.Label, it.claim.Participant, Own: Merges(it.claim) ? -1 : it.at)))
        {
            var all = group.Select(it => it.claim).ToList();
            var newest = all.Select(it => it.Attempt).Max(StringComparer.Ordinal)!;
            var first = all[0];
            var candidate = new Candidate(first.Layout, first.Label, first.Name, first.Participant)
            {
                System = first.System, IsFixed = first.IsFixed, Path = all.FirstOrDefault(it => it.Attempt == newest, first).Root.Path,
                Time = all.Where(it => it.Attempt == newest).Select(it => it.Local).FirstOrDefault() is { } local ? options.At(local) : null,
            };
            // The files of one participant are one submission; of several attempts, the newest counts. Canvas numbers files, not attempts.
            var kept = first.Layout == LayoutNames.Canvas ? CanvasFiles(all, options, candidate, unmatched) : all.Where(it => it.Attempt == newest).ToList();
            candidate.Roots.AddRange(kept.Where(it => !it.IsReceipt).Select(it => it.Root));
            if (first.Layout != LayoutNames.Canvas)
                foreach (var old in all.Where(it => it.Attempt != newest && !it.IsReceipt)) Older(old, candidate, unmatched);
            if (all.Any(it => it.Late)) candidate.Notes.Add(IntakeSentences.MarkedLate);
            candidates.Add(candidate);
        }
        return candidates;
    }

    static bool Merges(Claim claim) => claim.Layout is not (LayoutNames.Plain or LayoutNames.Zips or LayoutNames.Otter);

    static void Older(Claim old, Candidate candidate, List<UnmatchedEntry> unmatched)
    {
        unmatched.Add(new UnmatchedEntry(ShownText.Path(old.Root.Path), IntakeSentences.OlderAttempt(old.Root.Path)));
        candidate.Notes.Add(IntakeSentences.OlderAttempt(old.Root.Path));
    }

    /// <summary>A file that was handed in again is called <c>q2-1.csx</c>. The number is taken off only where that is a file that is asked for.</summary>
    static List<Claim> CanvasFiles(List<Claim> all, IntakeOptions options, Candidate candidate, List<UnmatchedEntry> unmatched)
    {
        var kept = new List<Claim>();
        foreach (var group in all.GroupBy(it => CanvasName(it.Root.Name, options), StringComparer.OrdinalIgnoreCase))
        {
            var ordered = group.OrderByDescending(it => it.Attempt, StringComparer.Ordinal).ToList();
            kept.Add(ordered[0] with { Root = new RenamedEntry(ordered[0].Root, group.Key) });
            foreach (var old in ordered.Skip(1)) Older(old, candidate, unmatched);
        }
        return kept;
    }

    static string CanvasName(string file, IntakeOptions options)
    {
        var plain = Resubmitted().Replace(file, "$1");
        return options.Expected.Contains(plain, StringComparer.OrdinalIgnoreCase) ? plain : file;
    }

    /// <summary>Blackboard's names are the assignment's title and the user's name, both with any '_': what all have in common is the title.</summary>
    static List<Claim> WithUsers(List<Claim> claims)
    {
        var theirs = claims.Where(it => it.Layout == LayoutNames.Blackboard).ToList();
        if (theirs.Count == 0) return claims;
        var title = theirs.Select(it => it.Label).Distinct(StringComparer.Ordinal).ToList() is { Count: > 1 } several ? CommonTitle(several) : (int?)null;
        return [.. claims.Select(it => it.Layout != LayoutNames.Blackboard ? it : it with { Label = UserOf(it.Label, title), Participant = UserOf(it.Label, title), Name = "" })];
    }

    static string UserOf(string label, int? title) => label[(title ?? label.LastIndexOf('_') + 1)..];

    static int CommonTitle(List<string> labels)
    {
        var most = labels.Min(it => it.Length);
        var common = 0;
        while (common < most && labels.All(it => it[common] == labels[0][common])) common++;
        return labels[0].AsSpan(0, common).LastIndexOf('_') + 1;
    }

    static DateTime? BrightspaceTime(string text)
    {
        // In a folder's name the hour has no colon: 815 PM.
        var written = Hour().Replace(text.Trim(), "$1:$2 $3");
        return DateTime.TryParseExact(written, BrightspaceTimes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;
    }

    [GeneratedRegex("^(?<name>[^_]*)_(?<id>[0-9]+)_assignsubmission_(?<plugin>file|onlinetext)_?$")]
    private static partial Regex MoodleFolder();

    [GeneratedRegex("^(?<name>[^_]*)_(?<id>[0-9]+)_assignsubmission_(?<plugin>file|onlinetext)_(?<file>.+)$", RegexOptions.Singleline)]
    private static partial Regex MoodleFile();

    /// <summary>The first time in the name is Blackboard's; a second one would be the student's.</summary>
    [GeneratedRegex(@"^(?<who>.+?_[^_]+?)_attempt_(?<ts>[0-9]{4}(?:-[0-9]{2}){5})(?:_(?<file>.+)|\.txt)$", RegexOptions.Singleline)]
    private static partial Regex Blackboard();

    [GeneratedRegex(@"^(?:(?<anon>anon)_(?<key>[A-Za-z0-9]+)|(?<name>\w+?)(?:_(?<late>LATE))?_(?<user>[0-9]+))_(?:(?<att>[0-9]+)_(?<file>.+)|(?<kind>text|link)\.html)$", RegexOptions.Singleline)]
    private static partial Regex Canvas();

    [GeneratedRegex("([0-9]{1,2}):?([0-9]{2}) ([AP]M)$")]
    private static partial Regex Hour();

    [GeneratedRegex("^(?<uid>[0-9]+)-(?<fid>[0-9]+) - (?<name>.+?) - (?<date>.+)$", RegexOptions.Singleline)]
    private static partial Regex Brightspace();

    [GeneratedRegex(@"-[0-9]{1,3}(\.[A-Za-z0-9]+)$")]
    private static partial Regex Resubmitted();
}
