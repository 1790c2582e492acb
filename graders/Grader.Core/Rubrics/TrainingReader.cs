using System.Collections.Immutable;
using System.Globalization;
using Grader.Core.Yaml;

namespace Grader.Core.Rubrics;

/// <summary>The kinds <c>training</c> and <c>cell</c>: what they judge is a number or a text, and no case.</summary>
internal static class TrainingReader
{
    public static TrainingCheck? Read(RubricNode node, Signature? partFunction)
    {
        if ((PartReader.SignatureOf(node) ?? partFunction) is not { IsProbe: true } function)
        {
            node.Complain(node.At, "GR003", "No probe trains the student's model.", "Write 'probe: long[] Predict(string[] texts, int seed)' and its body in the probes file.");
            return null;
        }
        var inputs = ImmutableSortedDictionary.CreateBuilder<string, DataColumn>(StringComparer.Ordinal);
        if (node.Node("inputs") is YamlMap map)
        {
            foreach (var entry in map.Entries)
            {
                if (Column(node, entry.Value, $"The input '{entry.Key}'") is { } column) inputs[entry.Key] = column;
            }
        }
        var against = node.Node("against") is { } source ? Column(node, source, "'against'") : null;
        foreach (var parameter in function.Parameters.Where(it => it.Name != TrainingCheck.SeedParameter && !inputs.ContainsKey(it.Name)))
            node.Complain(node.At, "GR003", $"Nothing is given for the parameter '{parameter.Name}' of {function.Name}.", $"Write: inputs: {{ {parameter.Name}: {{ file: data/train.csv, column: text }} }}");
        foreach (var name in inputs.Keys.Where(it => function.Parameters.All(parameter => parameter.Name != it)))
            node.Complain(node.PositionOf("inputs"), "GR004", $"{function.Name} has no parameter '{name}'.", Spelling.DidYouMean(name, [.. function.Parameters.Select(it => it.Name)]));
        var seeds = node.List("seeds").Select(it => node.Number(it, "seeds", 0, int.MaxValue, 0)).OfType<decimal>().Select(it => (long)it).ToImmutableArray();
        return new TrainingCheck(function, inputs.ToImmutable(), against, seeds.IsEmpty ? [1] : seeds, Steps(node), node.Real("borderline") ?? 0.02) { Remarks = Remarks(node) };
    }

    private static ImmutableSortedDictionary<string, LocalizedText> Remarks(RubricNode node)
    {
        if (node.Node("remarks") is not YamlMap map) return ImmutableSortedDictionary<string, LocalizedText>.Empty;
        var words = node.Child(map, "'remarks'", [.. map.Entries.Select(it => it.Key)]);
        return map.Entries.ToImmutableSortedDictionary(it => it.Key, it => words?.Localized(it.Key) ?? LocalizedText.Empty, StringComparer.Ordinal);
    }

    /// <summary>The highest step is worth all points of the check.</summary>
    public static void Points(RubricNode node, TrainingCheck check, decimal? points)
    {
        if (check.Steps.IsEmpty || check.Steps[^1].Points == points || node.Has("at-least")) return;
        node.Complain(node.PositionOf("steps"), "GR006", FormattableString.Invariant($"The highest step gives {check.Steps[^1].Points} points, but the check has {points}."), "Make the two the same.");
    }

    public static CellCheck Cell(RubricNode node)
    {
        var series = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        if (node.Node("series") is YamlMap map)
        {
            foreach (var entry in map.Entries)
                if (node.Number(entry.Value, entry.Key, 1, 10_000, 0) is { } count) series[entry.Key] = (int)count;
        }
        var numbers = node.Whole("numbers", 1, 10_000) ?? 0;
        var picture = node.Flag("picture");
        if (numbers == 0 && series.Count == 0 && !picture) node.Complain(node.At, "GR003", "Nothing says what the cell must show.", "Write 'numbers: 10', 'series: { rnn: 5 }' or 'picture: true'.");
        return new CellCheck(numbers, series.ToImmutable(), picture, node.Flag("review"));
    }

    private static DataColumn? Column(RubricNode node, YamlNode source, string what)
    {
        if (node.Child(source, what, "file", "column") is not { } map) return null;
        if (map.Required("file", "file: data/train.csv") is null || map.Required("column", "column: text") is null) return null;
        return new DataColumn(map.Text("file") ?? "", map.Text("column") ?? "", map.At);
    }

    private static ImmutableArray<Step> Steps(RubricNode node)
    {
        var all = node.Node("points") is { } points ? node.Number(points, "points", 0, 100_000, 2) ?? 0 : 0;
        if (node.Has("at-least")) return [new Step(node.Real("at-least") ?? 0, all)];
        if (node.Node("steps") is not YamlMap map)
        {
            node.Complain(node.At, "GR003", "Nothing says how much is enough.", "Write 'at-least: 0.9', or 'steps: { 0.8: 2, 0.9: 4 }'.");
            return [];
        }
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var entry in map.Entries)
        {
            if (!double.TryParse(entry.Key, NumberStyles.Float, CultureInfo.InvariantCulture, out var least) || !double.IsFinite(least))
                node.Complain(node.Position(entry.Value), "GR004", $"'{entry.Key}' is not a number.", "Write the least number, then its points: 0.8: 2");
            else if (node.Number(entry.Value, entry.Key, 0, 100_000, 2) is { } worth) steps.Add(new Step(least, worth));
        }
        return [.. steps.OrderBy(it => it.AtLeast)];
    }
}
