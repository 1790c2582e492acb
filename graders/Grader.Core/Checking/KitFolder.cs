using Grader.Core.Intake;
using Grader.Core.Packing;

namespace Grader.Core.Checking;

/// <summary>A student's folder without what came with the kit: their own files alone are handed in.</summary>
internal sealed class KitFolder(Entry folder, Func<string, bool> isOurs) : Entry(folder.Name, folder.Path, folder.Kind)
{
    public override IReadOnlyList<Entry> Children(IntakeBudget budget) => [.. folder.Children(budget).Where(it => !isOurs(it.Name))];

    public override ReadBytes Read(long limit, IntakeBudget budget) => folder.Read(limit, budget);

    /// <summary>The kit's folders and files on the first level; build output and hidden folders are nobody's answers.</summary>
    public static Submission Read(string path, KitManifest? kit, IReadOnlyList<string> expected, IReadOnlyDictionary<string, string> otherStems)
    {
        var ours = kit is null ? [] : kit.Files.Keys.Select(it => it.Split('/')[0]).Where(it => !expected.Contains(it)).Append(KitManifest.Folder).ToHashSet(StringComparer.Ordinal);
        var candidate = new Candidate("kit", "me", "", null);
        candidate.Roots.Add(new KitFolder(new DiskEntry(path, "", ""), name => ours.Contains(name) || name.StartsWith('.') || name is "bin" or "obj" or "TestResults" || name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)));
        return SubmissionReader.Read(candidate, expected, new IdClaims([candidate]), otherStems).Submission;
    }
}
