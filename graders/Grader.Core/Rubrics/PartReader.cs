using System.Collections.Immutable;
using Grader.Core.Yaml;

namespace Grader.Core.Rubrics;

internal static class PartReader
{
    internal static readonly string[] Keys =
        ["id", "title", "text", "points", "bonus", "file", "function", "probe", "call", "formula", "mistakes", "accept", "forbid", "allow", "require", "limits", "needs", "visibility", "checks"];

    public static Part? Read(RubricNode question, YamlNode source, Inherited above)
    {
        if (question.Child(source, "A part", Keys) is not { } node) return null;
        var inherited = above.Within(node);
        var id = node.Id("id: q1a");
        var function = SignatureOf(node);
        var checks = node.Required("checks", "checks: [ … ]") is null ? []
            : node.List("checks").Select(it => CheckReader.Read(node, it, inherited, id, function)).OfType<Check>().ToImmutableArray();
        var points = node.Points("points", "points: 5");
        if (!above.IsPublic) RubricRules.Sum(node, "points", $"the checks of {id}", points, checks.Where(it => !it.Bonus).Select(it => it.Points));
        RubricRules.Unique(node, checks.Select(it => (it.Id, it.At)), "check of this part");
        var bonus = node.Flag("bonus");
        return new Part
        {
            Id = id, Title = node.Localized("title"), Text = node.Localized("text"), Points = points ?? 0, Bonus = bonus, Function = function, Mistakes = Mistakes(node), Accept = Readings(node, function), Formula = FormulaReader.Read(node, function, checks), At = node.At,
            Checks = bonus ? [.. checks.Select(it => it with { Bonus = true })] : checks,
        };
    }

    /// <summary>The student's <c>function</c>, or the author's <c>probe</c> with its <c>call</c>.</summary>
    internal static Signature? SignatureOf(RubricNode node)
    {
        var key = node.Has("probe") ? "probe" : "function";
        if (node.Has("probe") && node.Has("function")) node.Complain(node.PositionOf("probe"), "GR004", "There is both a 'function' and a 'probe'.", "Keep 'function' for what the student writes, or 'probe' for what you write about it.");
        if (node.Has("call") && !node.Has("probe")) node.Complain(node.PositionOf("call"), "GR003", "'call' is the body of a probe, but there is no 'probe'.", "Add its signature, such as probe: 'long Count(string kind)'.");
        if (node.Text(key) is not { } text) return null;
        if (Signature.TryParse(text, out var problem) is { } signature) return key == "probe" ? signature with { IsProbe = true, Body = node.Text("call") ?? "" } : signature;
        node.Complain(node.PositionOf(key), "GR007", $"'{text}' is not the signature of a function: {problem}.", "Write it as in C#: Tensor GradLogits(Tensor yHat, Tensor y)");
        return null;
    }

    private static ImmutableArray<Reading> Readings(RubricNode part, Signature? function)
    {
        if (part.Node("accept") is not { } source) return [];
        if (function is null || source is not YamlMap map)
        {
            part.Complain(part.Position(source), "GR004", "'accept' must be a map from an id to a text, on a part that has a function.", "Write: biased: { text: { en: …, fa: … } }, and the function <part>_biased beside the reference.");
            return [];
        }
        var readings = ImmutableArray.CreateBuilder<Reading>();
        foreach (var entry in map.Entries)
        {
            if (part.Child(entry.Value, $"The reading '{entry.Key}'", "text") is not { } node) continue;
            if (!node.Has("text")) node.Complain(node.At, "GR003", "The key 'text' is missing.", "Say in one sentence how the sheet was read: text: { en: …, fa: … }");
            if ((part.Node("mistakes") as YamlMap)?.Find(entry.Key) is not null) node.Complain(node.At, "GR005", $"'{entry.Key}' is a mistake of this part already.", "What is accepted is no mistake: remove one of the two.");
            readings.Add(new Reading(entry.Key, node.Localized("text"), node.At));
        }
        return readings.ToImmutable();
    }

    private static ImmutableArray<Mistake> Mistakes(RubricNode part)
    {
        if (part.Node("mistakes") is not { } source) return [];
        if (source is not YamlMap map)
        {
            part.Complain(part.Position(source), "GR004", "'mistakes' must be a map from an id to credit and text.", "Write: one_step: { credit: 0.4, text: { en: …, fa: … } }");
            return [];
        }
        var mistakes = ImmutableArray.CreateBuilder<Mistake>();
        foreach (var entry in map.Entries)
        {
            if (part.Child(entry.Value, $"The mistake '{entry.Key}'", "credit", "text") is not { } node) continue;
            var credit = node.Required("credit", "credit: 0.4") is { } value ? node.Number(value, "credit", 0, 1, places: 4) : null;
            if (!node.Has("text")) node.Complain(node.At, "GR003", "The key 'text' is missing.", "Say in one sentence what the mistake is: text: { en: …, fa: … }");
            mistakes.Add(new Mistake(entry.Key, credit ?? 0, node.Localized("text"), node.At));
        }
        return mistakes.ToImmutable();
    }
}
