using Grader.Core.Rubrics;

namespace Grader.Core;

/// <summary>Where everything of a run lies.</summary>
internal sealed record HomeworkFiles(string Root, string Homework, string Submissions, string Out)
{
    public string Marks => Path.Combine(Out, "marks.csv");

    public string RubricFile => Path.Combine(Root, "rubrics", Homework + ".yaml");

    public string ReferenceFolder => Path.Combine(Root, "reference", Homework);

    public string Store => Path.Combine(Out, "store");

    public static HomeworkFiles Find(GradeRequest request)
    {
        var submissions = Path.GetFullPath(request.Submissions);
        if (!Directory.Exists(submissions) && !File.Exists(submissions)) throw new UsageException($"There is no folder or zip '{request.Submissions}'.");
        var root = request.Root is { } given ? Path.GetFullPath(given) : Upwards(submissions) ?? Upwards(Environment.CurrentDirectory)
            ?? throw new UsageException("No folder 'rubrics' was found upwards from the submissions or from here; say where it is: --root <folder>");
        if (!Directory.Exists(Path.Combine(root, "rubrics"))) throw new UsageException($"There is no folder 'rubrics' in {request.Root}.");
        var homework = request.Homework ?? Guess(root, Path.GetFileNameWithoutExtension(submissions.TrimEnd('/')));
        if (!File.Exists(Path.Combine(root, "rubrics", homework + ".yaml"))) throw new UsageException($"There is no rubrics/{homework}.yaml in {root}.");
        return new HomeworkFiles(root, homework, submissions, Path.GetFullPath(request.Out ?? Path.Combine("grades", homework)));
    }

    /// <summary>The homework alone, without submissions: its name, or the path of its rubric.</summary>
    public static HomeworkFiles FindHomework(string? root, string homework)
    {
        var name = homework.EndsWith(".yaml", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(homework) : homework;
        var from = homework.EndsWith(".yaml", StringComparison.Ordinal) && File.Exists(homework) ? Path.GetDirectoryName(Path.GetFullPath(homework))! : Environment.CurrentDirectory;
        var found = root is { } given ? Path.GetFullPath(given) : Upwards(from) ?? throw new UsageException("No folder 'rubrics' was found upwards from here; say where it is: --root <folder>");
        var rubrics = Directory.Exists(Path.Combine(found, "rubrics")) ? Directory.GetFiles(Path.Combine(found, "rubrics"), "*.yaml").Select(it => Path.GetFileNameWithoutExtension(it)).Order(StringComparer.Ordinal).ToList() : [];
        if (!rubrics.Contains(name)) throw new UsageException($"There is no rubrics/{name}.yaml in {found}. {Yaml.Spelling.DidYouMean(name, rubrics)}".Trim());
        return new HomeworkFiles(found, name, "", Path.GetFullPath(Path.Combine("grades", name)));
    }

    public Rubric ReadRubric()
    {
        var (rubric, diagnostics) = RubricReader.Read($"rubrics/{Homework}.yaml", File.ReadAllText(RubricFile));
        return rubric ?? throw new HomeworkException(diagnostics);
    }

    private static string Guess(string root, string folder)
    {
        if (File.Exists(Path.Combine(root, "rubrics", folder + ".yaml"))) return folder;
        var rubrics = Directory.GetFiles(Path.Combine(root, "rubrics"), "*.yaml").Select(it => Path.GetFileNameWithoutExtension(it)).Order(StringComparer.Ordinal).ToList();
        return rubrics.Count == 1 ? rubrics[0] : throw new UsageException($"Which homework? Say it: --homework {string.Join(" | ", rubrics)}");
    }

    private static string? Upwards(string from)
    {
        for (var folder = Directory.Exists(from) ? from : Path.GetDirectoryName(from); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(Path.Combine(folder, "rubrics"))) return folder;
        }
        return null;
    }
}
