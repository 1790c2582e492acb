using System.Collections.Immutable;
using Grader.Core.Compiling;
using Grader.Core.Notebooks;
using Grader.Core.References;
using Grader.Core.Rubrics;
using Grader.Core.Sandboxing;
using Grader.Core.Storing;
using Grader.Core.Yaml;

namespace Grader.Core.Packing;

/// <summary>What <c>grader pack</c> was asked to do. <paramref name="Tool"/>: the grader's own package, put into the kit; <paramref name="Source"/>: the feed that has it. <paramref name="Course"/>: a folder for the course's own side of grading on push.</summary>
public sealed record PackRequest(string Homework, string? Root, string? Out, string? Tool, string? Source, string? Course, bool ReducedIsolation);

/// <summary>A written kit; <paramref name="LetThrough"/> are the mistakes that no public case catches, so that a student who makes them learns of it at grading only.</summary>
public sealed record PackOutcome(string File, string Homework, string Signature, int Checks, int HiddenChecks, int PublicCases, ImmutableArray<string> Files, ImmutableArray<string> LetThrough);

/// <summary>The student kit of a homework: everything in it comes from an allow-list of places, and everything else stays behind.</summary>
public static class Kit
{
    internal const string Values = "values.bin";

    /// <summary>A notebook as students get it, so that a text which nobody has touched is not taken for an answer. No intake takes a file of this name for the notebook itself.</summary>
    internal static string AsReceived(string folder, string notebook) => Path.Combine(folder, KitManifest.Folder, notebook + ".received");

    /// <exception cref="HomeworkException">The homework does not prove.</exception>
    public static async Task<PackOutcome> PackAsync(PackRequest request, CancellationToken cancel)
    {
        var files = HomeworkFiles.FindHomework(request.Root, request.Homework);
        var rubric = files.ReadRubric();
        using var sandbox = new Sandbox(request.ReducedIsolation);
        await using var compiler = new CompilerClient(sandbox);
        var homework = await ProvenReferences.ProveAsync(files, rubric, compiler, sandbox, cancel);
        var (entries, manifest) = Entries(files, homework, request);
        var path = Path.GetFullPath(request.Out ?? $"{files.Homework}.zip");
        await KitZip.WriteAsync(path, entries);
        if (request.Course is { } course) await WriteCourseAsync(course, rubric, request, path);
        return new PackOutcome(
            path, files.Homework, manifest.Signature, manifest.Checks, manifest.HiddenChecks, homework.Cases.Values.Sum(it => it.Count(test => test.Public)), [.. entries.Keys],
            [.. rubric.Parts.SelectMany(part => homework.Mistakes.GetValueOrDefault(part.Id, []).Where(it => !Caught(homework, part, it)).Select(it => $"{part.Id}_{it.Mistake.Id}"))]);
    }

    /// <summary>Files that are there already are the course's own by now.</summary>
    private static async Task WriteCourseAsync(string folder, Rubric rubric, PackRequest request, string kit)
    {
        var shared = KitTemplates.For("kit", rubric, request, []).Where(it => it.Name is "nuget.config" or ".config/dotnet-tools.json");
        foreach (var (name, text) in KitTemplates.For("course", rubric, request, []).Concat(shared))
            if (Path.GetFullPath(Path.Combine(folder, name)) is var path && !File.Exists(path)) await Results.SafeFile.WriteAsync(path, Text(text));
        await Results.SafeFile.WriteAsync(Path.GetFullPath(Path.Combine(folder, $"{rubric.Homework}.zip")), await File.ReadAllBytesAsync(kit));
        if (request.Tool is { } tool) await Results.SafeFile.WriteAsync(Path.GetFullPath(Path.Combine(folder, "tools", Path.GetFileName(tool))), await File.ReadAllBytesAsync(tool));
    }

    private static (ImmutableSortedDictionary<string, byte[]> Entries, KitManifest Manifest) Entries(HomeworkFiles files, PreparedHomework homework, PackRequest request)
    {
        var rubric = homework.Rubric;
        var projection = new PublicRubric(rubric, (part, check) => homework.CasesOf(part).Any(it => it.Public && it.IsFor(check)));
        var open = rubric.Parts.SelectMany(part => part.Checks.Select(check => projection.IsPublic(part.Id, check))).ToList();
        var entries = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        var starter = Path.Combine(files.ReferenceFolder, "starter");
        AddFolder(entries, starter, "");
        foreach (var (notebook, stem) in GradeRun.OtherStems(rubric)) // a starter in another form would stand beside the notebook that the student writes
            foreach (var other in NotebookFiles.Extensions.Select(it => stem + it).Where(it => it != notebook && entries.ContainsKey(notebook)).ToList()) entries.Remove(other);
        var answers = entries.Keys.Where(it => rubric.Checks.Any(check => check.File == it)).ToHashSet(StringComparer.Ordinal);
        var theirs = entries.Keys.Where(it => it != "sheet.md").ToHashSet(StringComparer.Ordinal); // a starter is there to be changed
        foreach (var notebook in answers.Where(NotebookFiles.IsNotebook)) entries[$"{KitManifest.Folder}/{Path.GetFileName(AsReceived("", notebook))}"] = entries[notebook];
        AddFolder(entries, Path.Combine(files.ReferenceFolder, "data"), "data/");
        foreach (var script in rubric.Checks.OfType<CallCheck>().Select(it => Path.GetFileNameWithoutExtension(it.File) + ".public.csx").Distinct())
            if (Path.Combine(files.ReferenceFolder, script) is var path && File.Exists(path)) entries[$"{KitManifest.Folder}/{script}"] = File.ReadAllBytes(path);
        entries[$"{KitManifest.Folder}/{rubric.Homework}.yaml"] = Text(projection.Write((YamlMap)YamlTree.Read(File.ReadAllText(files.RubricFile)).Root!));
        entries[$"{KitManifest.Folder}/{Values}"] = ToBytes(homework);
        if (request.Tool is { } tool) entries[$"tools/{Path.GetFileName(tool)}"] = File.ReadAllBytes(tool);
        foreach (var (name, text) in KitTemplates.For("kit", rubric, request, answers)) entries.TryAdd(name, Text(text)); // an author's own file of the name is kept
        var manifest = new KitManifest(
            rubric.Homework, GradeRun.Version, open.Count(it => it), open.Count(it => !it), rubric.Points,
            entries.Where(it => !theirs.Contains(it.Key)).ToImmutableSortedDictionary(it => it.Key, it => KitManifest.Digest(it.Value), StringComparer.Ordinal)) { WorkerMemory = rubric.Limits.MemoryBytes, WorkerOutput = rubric.Limits.OutputBytes };
        entries[KitManifest.Path] = Text(manifest.Write());
        return (entries.ToImmutable(), manifest);
    }

    private static void AddFolder(ImmutableSortedDictionary<string, byte[]>.Builder entries, string folder, string prefix)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder, file).Replace('\\', '/');
            if (!name.Split('/').Any(it => it is "bin" or "obj" or ".git")) entries[prefix + name] = File.ReadAllBytes(file);
        }
    }

    private static byte[] Text(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    /// <summary>The public cases with their answers, those of accepted readings too, and nothing else that was prepared.</summary>
    private static byte[] ToBytes(PreparedHomework homework) =>
        StoredReference.ToBytes(PreparedHomework.Of(
            homework.Rubric, homework.Cases.Values.SelectMany(it => it).Where(it => it.Public), [],
            homework.Readings.SelectMany(part => part.Value.Select(it => (part.Key, it with { Answers = [.. it.Answers.Zip(homework.CasesOf(part.Key)).Where(pair => pair.Second.Public).Select(pair => pair.First)] }))), ImmutableSortedDictionary<string, Contract.TensorValue>.Empty, [],
            ImmutableSortedDictionary<string, string>.Empty, ImmutableSortedDictionary<string, string>.Empty, ""));

    internal static PreparedHomework FromBytes(byte[] bytes, Rubric rubric, string folder) => StoredReference.FromBytes(bytes, rubric, folder);

    private static bool Caught(PreparedHomework homework, Part part, KnownMistake mistake)
    {
        var cases = homework.CasesOf(part.Id);
        var open = Enumerable.Range(0, cases.Length).Where(i => cases[i].Public).ToList();
        return open.Count == 0 || open.Any(i => mistake.Answers[i] is not { } answer || !Comparing.NamedValues.Agree(answer, cases[i].Expected, part.Checks.OfType<CallCheck>().First().Function));
    }
}
