using System.Collections.Immutable;
using Grader.Core.Yaml;

namespace Grader.Core.Rubrics;

/// <summary>Reads <c>rubrics/&lt;homework&gt;.yaml</c>. All complaints are collected; a rubric with any complaint is not used.</summary>
public static class RubricReader
{
    internal static readonly string[] HomeworkKeys =
        ["rubric", "homework", "title", "language", "due", "late", "drop", "points", "seed", "limits", "forbid", "allow", "require", "file", "bonus-cap", "questions"];
    internal static readonly string[] QuestionKeys = ["id", "title", "text", "points", "drop", "file", "forbid", "allow", "require", "limits", "parts"];

    /// <param name="shownPath">The path for diagnostics; its file name must be the homework's.</param>
    /// <param name="isPublic">It is the part of a rubric that students hold: what is right is not in it, and only some of the checks are.</param>
    public static (Rubric? Rubric, ImmutableArray<Diagnostic> Diagnostics) Read(string shownPath, string text, bool isPublic = false)
    {
        var diagnostics = new List<Diagnostic>();
        var (root, problems) = YamlTree.Read(text);
        diagnostics.AddRange(problems.Select(it => new Diagnostic(new SourcePosition(shownPath, it.Line, it.Column), it.Code, it.Message, it.Help)));
        var rubric = root is null ? null : new Reading(shownPath, diagnostics, isPublic).Homework(root);
        var sorted = diagnostics.OrderBy(it => it.At.Line).ThenBy(it => it.At.Column).ThenBy(it => it.Code, StringComparer.Ordinal).ToImmutableArray();
        return (sorted.IsEmpty ? rubric : null, sorted);
    }

    private sealed class Reading(string file, List<Diagnostic> diagnostics, bool isPublic)
    {
        public Rubric? Homework(YamlNode root)
        {
            if (RubricNode.Of(root, "The rubric", file, diagnostics, isPublic ? [.. HomeworkKeys, "public"] : HomeworkKeys) is not { } node) return null;
            if (node.Required("rubric", "rubric: 1") is { } version && node.Text(version, "rubric") is { } number && number != "1")
                node.Complain(node.Position(version), "GR004", $"'{number}' is not a version of rubrics that this grader reads.", "Write 'rubric: 1'.");
            var name = node.Required("homework", "homework: hw5") is { } id ? node.Text(id, "homework") ?? "" : "";
            if (name.Length > 0 && name != Path.GetFileNameWithoutExtension(file))
                node.Complain(node.PositionOf("homework"), "GR004", $"The homework is called '{name}', but the file is {Path.GetFileName(file)}.", "Make the two names the same.");

            var inherited = Inherited.Root.Within(node) with { IsPublic = isPublic };
            var questions = node.Required("questions", "questions: [ … ]") is null ? [] : node.List("questions").Select(it => Question(node, it, inherited)).OfType<Question>().ToImmutableArray();
            if (node.Has("questions") && questions.IsEmpty && diagnostics.Count == 0)
                node.Complain(node.PositionOf("questions"), "GR003", "There is no question.", "Add at least one question with one part.");
            var points = node.Points("points", "points: 100");
            var drop = inherited.IsPublic ? 0 : DropReader.Read(node, "question", [.. questions.Select(it => it.Points)]);
            if (!inherited.IsPublic) RubricRules.Sum(node, "points", "the questions", points, questions.Select(it => it.Points).Skip(drop));
            RubricRules.Unique(node, [.. questions.Select(it => (it.Id, it.At)), .. questions.SelectMany(it => it.Parts).Select(it => (it.Id, it.At))], "question or part");
            RubricRules.Needs(node, questions);
            RubricRules.FollowThroughs(node, questions);
            var due = DeadlineReader.Read(node);
            return new Rubric
            {
                File = file, Homework = name, Title = node.Localized("title"), Language = node.Word("language", "en", "en", "fa"), Due = due, Late = LatePolicyReader.Read(node), Drop = drop, Points = points ?? 0, Limits = inherited.Limits,
                BonusCap = node.Word("bonus-cap", "none", "none", "total") == "total" ? BonusCap.Total : BonusCap.None,
                Seed = node.Whole("seed", 0, int.MaxValue) ?? 0, Questions = questions,
            };
        }

        private static Question? Question(RubricNode parent, YamlNode source, Inherited above)
        {
            if (parent.Child(source, "A question", QuestionKeys) is not { } node) return null;
            var inherited = above.Within(node);
            var parts = node.Required("parts", "parts: [ … ]") is null ? [] : node.List("parts").Select(it => PartReader.Read(node, it, inherited)).OfType<Part>().ToImmutableArray();
            var points = node.Points("points", "points: 20");
            var counted = parts.Where(it => !it.Bonus).Select(it => it.Points).ToImmutableArray();
            var drop = inherited.IsPublic ? 0 : DropReader.Read(node, "part", counted);
            if (!inherited.IsPublic) RubricRules.Sum(node, "points", "the parts", points, counted.Skip(drop));
            return new Question { Id = node.Id("id: q1"), Title = node.Localized("title"), Text = node.Localized("text"), Points = points ?? 0, Drop = drop, Parts = parts, At = node.At };
        }
    }
}

/// <summary>
/// What a level hands down to the levels below it: the nearest file, limits member by member, symbol rules added up.
/// <paramref name="IsPublic"/>: it is the part of a rubric that students hold, without what is right, and with only some of the checks.
/// </summary>
internal sealed record Inherited(string? File, Limits Limits, SymbolRules Symbols, bool IsPublic = false)
{
    public static readonly Inherited Root = new(null, Limits.Default, SymbolRules.None);

    private static readonly Dictionary<string, decimal> Durations = new() { ["ms"] = 0.001m, ["s"] = 1, ["min"] = 60 };
    private static readonly Dictionary<string, decimal> Sizes = new() { ["KiB"] = 1 << 10, ["MiB"] = 1 << 20, ["GiB"] = 1 << 30 };

    public Inherited Within(RubricNode node) => new(node.Text("file") ?? File, ReadLimits(node), new SymbolRules(
        Symbols.Forbid.AddRange(SymbolRuleReader.Rules(node, "forbid")), Symbols.Allow.AddRange(SymbolRuleReader.Rules(node, "allow")), Symbols.Require.AddRange(SymbolRuleReader.Requirements(node))), IsPublic);

    private Limits ReadLimits(RubricNode node)
    {
        if (node.Node("limits") is not { } source || node.Child(source, "'limits'", "cpu", "memory", "output", "cell", "notebook") is not { } map) return Limits;
        return new Limits(
            map.Quantity("cpu", Durations, "10 s") is { } cpu ? TimeSpan.FromSeconds((double)cpu) : Limits.Cpu,
            map.Quantity("memory", Sizes, "1 GiB") is { } memory ? (long)memory : Limits.MemoryBytes,
            map.Quantity("output", Sizes, "64 KiB") is { } output ? (int)Math.Min(output, 64 << 20) : Limits.OutputBytes)
        {
            Cell = map.Quantity("cell", Durations, "20 s") is { } cell ? TimeSpan.FromSeconds((double)cell) : Limits.Cell,
            Notebook = map.Quantity("notebook", Durations, "60 s") is { } all ? TimeSpan.FromSeconds((double)all) : Limits.Notebook,
        };
    }
}
