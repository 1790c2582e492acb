using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Grader.Core.Intake;

/// <summary>
/// Gradescope's export: a folder for each submission, and <c>submission_metadata.yml</c> that says whose it is. A work of several is graded once and
/// stands in a row of each.
/// </summary>
internal static partial class GradescopeLayout
{
    const string FileName = "submission_metadata.yml";
    const long Largest = 64L << 20;

    public static Entry? Metadata(List<Entry> entries) => entries.FirstOrDefault(it => it is { Kind: EntryKind.File, Name: FileName });

    public static List<Candidate> Sort(List<Entry> entries, List<UnmatchedEntry> unmatched)
    {
        var file = Metadata(entries) ?? throw new UsageException($"There is no {FileName} in this folder, so it is no export of Gradescope.");
        var known = Read(file);
        var candidates = new List<Candidate>();
        foreach (var entry in entries.Where(it => it != file))
        {
            if (entry.Kind != EntryKind.Folder || !known.Remove(entry.Name, out var submission))
            {
                if (!ClassLayout.IsReadMe(entry.Name)) unmatched.Add(new UnmatchedEntry(ShownText.Path(entry.Path), IntakeSentences.BelongsToNobody(entry.Path)));
                continue;
            }
            foreach (var member in submission.Members)
            {
                var label = member.Id.Length > 0 ? member.Id : member.Email.Length > 0 ? member.Email.Split('@')[0] : member.Name.Length > 0 ? member.Name : entry.Name;
                var candidate = new Candidate(LayoutNames.Gradescope, label, ShownText.Name(member.Name), null)
                {
                    System = LayoutNames.Gradescope, IsFixed = true, Email = ShownText.Name(member.Email), Time = submission.Time, Path = entry.Path, Group = submission.Members.Count > 1 ? entry.Name : null,
                };
                candidate.Roots.Add(entry);
                if (submission.Members.Count > 1) candidate.Notes.Add(IntakeSentences.HandedInTogether([.. submission.Members.Where(it => it != member).Select(it => it.Name.Length > 0 ? it.Name : it.Id)]));
                candidates.Add(candidate);
            }
            if (submission.Members.Count == 0) unmatched.Add(new UnmatchedEntry(ShownText.Path(entry.Path), IntakeSentences.BelongsToNobody(entry.Path)));
        }
        foreach (var (name, _) in known) unmatched.Add(new UnmatchedEntry(ShownText.Path(name), IntakeSentences.OnlyInMetadata(name, FileName)));
        return candidates;
    }

    sealed record Member(string Id, string Name, string Email);

    sealed record Listed(List<Member> Members, DateTimeOffset? Time);

    /// <summary>By events, because the file may carry Ruby's tags, which no reader of objects takes; of what it holds only four keys are used.</summary>
    static SortedDictionary<string, Listed> Read(Entry file)
    {
        var read = file.Read(Largest, new IntakeBudget(1));
        if (read.Bytes is not { } bytes || TextDecoding.Lines(bytes) is not { } text) throw new UsageException($"{FileName} cannot be read: {(read.Problem ?? IntakeSentences.NotText(file.Path)).En}");
        try
        {
            var all = new SortedDictionary<string, Listed>(StringComparer.Ordinal);
            var parser = new Parser(new StringReader(LeadingColon().Replace(text, "$1$2")));
            parser.Consume<StreamStart>();
            parser.Consume<DocumentStart>();
            Map(parser, key => all[key] = Submission(parser));
            return all;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The scanner of YAML gets lost in broken texts in exceptions of many kinds.
            throw new UsageException($"{FileName} is no YAML as Gradescope writes it: {Results.SafeText.Visible(fault.Message, 200)}");
        }
    }

    static Listed Submission(Parser parser)
    {
        var (members, time) = (new List<Member>(), (DateTimeOffset?)null);
        Map(parser, key =>
        {
            if (key == "submitters" && parser.TryConsume<SequenceStart>(out _))
                while (!parser.TryConsume<SequenceEnd>(out _)) members.Add(One(parser));
            else if (key == "created_at") time = Time(Text(parser));
            else parser.SkipThisAndNestedEvents();
        });
        return new Listed(members, time);
    }

    static Member One(Parser parser)
    {
        var (id, name, email) = ("", "", "");
        Map(parser, key =>
        {
            if (key == "sid") id = StudentIds.WithAsciiDigits(Text(parser).Trim());
            else if (key == "name") name = Text(parser);
            else if (key == "email") email = Text(parser);
            else parser.SkipThisAndNestedEvents();
        });
        return new Member(id, name, email);
    }

    /// <summary>Keys keep Ruby's colon, inside quotes too.</summary>
    static void Map(Parser parser, Action<string> value)
    {
        if (!parser.TryConsume<MappingStart>(out _))
        {
            parser.SkipThisAndNestedEvents();
            return;
        }
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (parser.TryConsume<Scalar>(out var key)) value(key.Value.TrimStart(':'));
            else
            {
                parser.SkipThisAndNestedEvents();
                parser.SkipThisAndNestedEvents();
            }
        }
    }

    static string Text(Parser parser)
    {
        if (parser.TryConsume<Scalar>(out var scalar)) return scalar.Value is "~" or "null" ? "" : scalar.Value;
        parser.SkipThisAndNestedEvents();
        return "";
    }

    static DateTimeOffset? Time(string text) => Stamp().Match(text) is { Success: true } it
        && DateTimeOffset.TryParse($"{it.Groups[1].Value} {it.Groups[2].Value}", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Ruby's colon in front of a key: YamlDotNet takes it, on the line below a closing brace, for the end of a key.</summary>
    [GeneratedRegex(@"^( *(?:- )?):([a-z_]+:)", RegexOptions.Multiline)]
    private static partial Regex LeadingColon();

    [GeneratedRegex(@"^([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,7})?)[0-9]* (Z|[+-][0-9]{2}:[0-9]{2})$")]
    private static partial Regex Stamp();
}
