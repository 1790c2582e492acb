using System.Collections.Immutable;
using Grader.Core.Results;
using Grader.Core.Yaml;

namespace Grader.Core.Rubrics;

internal static class CheckReader
{
    private static readonly string[] Common = ["id", "title", "kind", "points", "bonus", "file", "needs", "visibility", "limits", "forbid", "allow", "require", "feedback"];
    private static readonly string[] Calls = ["function", "probe", "call", "cases", "compare"];
    private static readonly string[] Tensors = [.. Calls, "tolerance", "shape", "follow-through"];
    private static readonly string[] ScalarTypes = ["int", "long", "double", "float", "bool", "string"];

    /// <summary>The keys of each kind besides the common ones.</summary>
    internal static readonly ImmutableSortedDictionary<string, string[]> Kinds = new Dictionary<string, string[]>
    {
        ["choice"] = ["options", "correct", "credit"],
        ["manual"] = ["items"],
        ["numbers"] = ["expected", "tolerance", "key"],
        ["exact"] = [.. Calls, "credit"],
        ["tensor"] = Tensors,
        ["gradient"] = Tensors,
        ["formula"] = [.. Calls, "tolerance"],
        ["snapshot"] = [.. Calls, "tolerance", "snapshot"],
        ["module"] = [.. Calls, "tolerance"],
        ["training"] = ["probe", "call", "inputs", "against", "seeds", "steps", "at-least", "borderline", "remarks"],
        ["cell"] = ["numbers", "series", "picture", "review"],
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    internal static IEnumerable<string> AllKeys => Common.Concat(Kinds.Values.SelectMany(it => it)).Distinct();

    public static Check? Read(RubricNode part, YamlNode source, Inherited above, string partId, Signature? partFunction)
    {
        var kind = (source as YamlMap)?.Find("kind")?.Value is YamlText text ? text.Value : "";
        if (source is YamlMap map && !Kinds.ContainsKey(kind))
        {
            var at = map.Find("kind") is { } entry ? part.Position(entry.Value) : part.Position(source);
            part.Complain(at, "GR009", kind.Length == 0 ? "The check has no kind." : $"'{kind}' is not a kind of check of this version.", Spelling.DidYouMean(kind, [.. Kinds.Keys]));
            return null;
        }
        if (part.Child(source, $"A check of kind {kind}", [.. Common, .. Kinds.GetValueOrDefault(kind, [])]) is not { } node) return null;
        var inherited = above.Within(node);
        Check? check = kind switch
        {
            "choice" => Choice(node, above.IsPublic),
            "manual" => Manual(node),
            "numbers" => Numbers(node, partId, above.IsPublic),
            "training" => TrainingReader.Read(node, partFunction),
            "cell" => TrainingReader.Cell(node),
            _ => Call(node, kind, partId, partFunction),
        };
        if (check is null) return null;
        var points = node.Points("points", "points: 2");
        if (points == 0) node.Complain(node.PositionOf("points"), "GR004", "A check needs points.", "Give it at least 0.01, or remove it.");
        if (check is ManualCheck manual && manual.Items.Any(it => it.Points > points))
            node.Complain(node.PositionOf("items"), "GR006", "An item has more points than its check.", "Lower the item, or raise the check's points.");
        var file = inherited.File;
        if (check is not CodeCheck) file = node.Text("file") ?? (file is not null && !file.EndsWith(".csx", StringComparison.Ordinal) ? file : "answers.yaml");
        if (check is TrainingCheck training) TrainingReader.Points(node, training, points);
        if (check is CellCheck or CallCheck { Function.IsProbe: true } or TrainingCheck && file is not null && !Notebooks.NotebookFiles.IsNotebook(file))
            node.Complain(node.At, "GR004", $"A check of kind {kind} with a probe needs a notebook, and {file} is none.", "Write 'file: …ipynb'; students may hand in a script in its place.");
        if (file is null) node.Complain(node.At, "GR003", "No file answers this check.", "Write 'file: q2.csx' on the check, the part, the question or the homework.");
        return check with
        {
            Id = node.Id("id: gradient"), Title = node.Localized("title"), Points = points ?? 0, Bonus = node.Flag("bonus"), File = file ?? "", At = node.At, Limits = inherited.Limits, Symbols = inherited.Symbols,
            Feedback = node.Localized("feedback"), Needs = [.. part.Texts("needs"), .. node.Texts("needs")],
            Visibility = node.Word("visibility", part.Word("visibility", "public", "public", "hidden", "after-due"), "public", "hidden", "after-due") switch
            {
                "hidden" => Visibility.Hidden, "after-due" => Visibility.AfterDue, _ => Visibility.Public,
            },
        };
    }

    private static ChoiceCheck Choice(RubricNode node, bool isPublic)
    {
        var options = node.Required("options", "options: 4") is null ? 0 : node.Whole("options", 2, 20) ?? 0;
        var correct = isPublic || node.Required("correct", "correct: [3]") is null ? []
            : node.List("correct").Select(it => node.Number(it, "correct", 1, Math.Max(options, 1), 0)).OfType<decimal>().Select(it => (int)it).ToImmutableSortedSet();
        if (node.Has("correct") && correct.IsEmpty) node.Complain(node.PositionOf("correct"), "GR004", "No option is correct.", "Name at least one of the options, counted from 1.");
        return new ChoiceCheck(options, correct, node.Word("credit", "all", "per-option", "all") == "per-option");
    }

    private static ManualCheck Manual(RubricNode node)
    {
        var items = ImmutableArray.CreateBuilder<ManualItem>();
        foreach (var source in node.List("items"))
        {
            if (node.Child(source, "An item", "id", "points", "text") is not { } item) continue;
            items.Add(new ManualItem(item.Id("id: full"), item.Points("points", "points: 2") ?? 0, item.Localized("text")));
        }
        RubricRules.Unique(node, items.Select(it => (it.Id, node.PositionOf("items"))), "item of this check");
        return new ManualCheck(items.ToImmutable());
    }

    private static NumbersCheck Numbers(RubricNode node, string partId, bool isPublic)
    {
        if (!isPublic) node.Required("expected", "expected: [6, 1, 2]");
        var expected = node.List("expected").Select(it => node.Number(it, "expected", -1e15m, 1e15m, 15)).OfType<decimal>().Select(it => (double)it).ToImmutableArray();
        return new NumbersCheck(expected, ToleranceOf(node) ?? new Tolerance(1e-9, 1e-9), node.Text("key") ?? partId);
    }

    private static CallCheck? Call(RubricNode node, string kind, string partId, Signature? partFunction)
    {
        if ((PartReader.SignatureOf(node) ?? partFunction) is not { } function)
        {
            if (!node.Has("function")) node.Complain(node.At, "GR003", "No function answers this check.", "Write 'function: Tensor F(Tensor x)' on the part or the check.");
            return null;
        }
        var compare = node.Texts("compare");
        foreach (var name in compare.Where(it => !function.ReturnNames.Contains(it)))
            node.Complain(node.PositionOf("compare"), "GR004", $"The function returns no value called '{name}'.", Spelling.DidYouMean(name, function.ReturnNames));
        var cases = Filter(node, function);
        var at = node.PositionOf("cases");
        CallCheck check = kind switch
        {
            "exact" => new ExactCheck(node.Word("credit", "all", "per-entry", "all") == "per-entry") { Function = function, Cases = cases, CasesAt = at },
            "tensor" => new TensorCheck(ToleranceOf(node)) { Function = function, Cases = cases, CasesAt = at },
            "formula" => new FormulaCheck(ToleranceOf(node)) { Function = function, Cases = cases, CasesAt = at },
            "module" => new ModuleCheck(ToleranceOf(node)) { Function = function, Cases = cases, CasesAt = at },
            "gradient" => new GradientCheck(ToleranceOf(node)) { Function = function, Cases = cases, CasesAt = at },
            _ => new SnapshotCheck(node.Text("snapshot") ?? $"{partId}.{node.Text("id")}.verified.txt", ToleranceOf(node)) { Function = function, Cases = cases, CasesAt = at },
        };
        return check with { Compare = compare, Singletons = node.Word("shape", "exact", "exact", "singletons") == "singletons", FollowThrough = FollowThroughReader.Read(node) };
    }

    private static CaseFilter Filter(RubricNode node, Signature function)
    {
        if (node.Text("cases") is not { } text) return CaseFilter.All;
        if (CaseFilter.TryParse(text, out var problem) is not { } filter)
        {
            node.Complain(node.PositionOf("cases"), "GR008", $"'{text}' does not pick cases: {problem}.", "Write groups and comparisons joined by 'and', such as: general and i < t");
            return CaseFilter.All;
        }
        var scalars = function.Parameters.Where(it => ScalarTypes.Contains(it.Type)).Select(it => it.Name).ToList();
        foreach (var name in filter.ParameterNames.Where(it => !scalars.Contains(it)))
            node.Complain(node.PositionOf("cases"), "GR008", $"'{name}' is not a scalar parameter of {function.Name}.", Spelling.DidYouMean(name, scalars));
        return filter;
    }

    private static Tolerance? ToleranceOf(RubricNode node)
    {
        if (node.Node("tolerance") is not { } source || node.Child(source, "'tolerance'", "relative", "absolute") is not { } map) return null;
        return new Tolerance(map.Real("relative") ?? 1e-9, map.Real("absolute") ?? 0);
    }
}
