using System.Collections.Immutable;
using System.Globalization;
using Grader.Core.Yaml;

namespace Grader.Core.Rubrics;

/// <summary>One map of a rubric: typed values by key, every misuse a diagnostic at its own place. A value that cannot be read counts as absent.</summary>
internal sealed class RubricNode
{
    private readonly YamlMap _map;
    private readonly List<Diagnostic> _diagnostics;
    private readonly string _file;

    private RubricNode(YamlMap map, string file, List<Diagnostic> diagnostics) => (_map, _file, _diagnostics) = (map, file, diagnostics);

    public SourcePosition At => Position(_map);

    public static RubricNode? Of(YamlNode node, string what, string file, List<Diagnostic> diagnostics, IReadOnlyCollection<string> keys)
    {
        var at = new SourcePosition(file, node.Line, node.Column);
        if (node is not YamlMap map)
        {
            diagnostics.Add(new Diagnostic(at, "GR004", $"{what} must be a map of keys and values.", $"Keys here: {string.Join(", ", keys)}."));
            return null;
        }
        foreach (var entry in map.Entries.Where(it => !keys.Contains(it.Key)))
        {
            diagnostics.Add(new Diagnostic(new SourcePosition(file, entry.Line, entry.Column), "GR002", $"{what} has no key '{entry.Key}'.", Spelling.DidYouMean(entry.Key, keys)));
        }
        return new RubricNode(map, file, diagnostics);
    }

    public SourcePosition Position(YamlNode node) => new(_file, node.Line, node.Column);

    public SourcePosition PositionOf(string key) => _map.Find(key) is { } entry ? Position(entry.Value) : At;

    public bool Has(string key) => _map.Find(key) is not null;

    public YamlNode? Node(string key) => _map.Find(key)?.Value;

    public YamlNode? Required(string key, string example)
    {
        if (Node(key) is { } node) return node;
        Complain(At, "GR003", $"The key '{key}' is missing.", $"Add, for example: {example}");
        return null;
    }

    public void Complain(SourcePosition at, string code, string message, string help) => _diagnostics.Add(new Diagnostic(at, code, message, help));

    public string? Text(string key) => Node(key) is { } node ? Text(node, key) : null;

    public string? Text(YamlNode node, string key)
    {
        if (node is YamlText text) return text.Value;
        Complain(Position(node), "GR004", $"'{key}' must be one text.", "Write a single value behind the colon.");
        return null;
    }

    public string Id(string example)
    {
        if (Required("id", example) is not { } node || Text(node, "id") is not { } id) return "";
        if (id.Length > 0 && id.Length <= 40 && char.IsAsciiLetterLower(id[0]) && id.All(it => char.IsAsciiLetterLower(it) || char.IsAsciiDigit(it) || it is '_' or '-')) return id;
        Complain(Position(node), "GR004", $"'{id}' is not an id.", "Ids are small Latin letters, digits, '_' and '-', and start with a letter.");
        return "";
    }

    /// <summary>Points: not negative, at most two places after the point.</summary>
    public decimal? Points(string key, string example) =>
        Required(key, example) is not { } node ? null : Number(node, key, 0, 100_000, places: 2);

    public decimal? Number(YamlNode node, string key, decimal from, decimal to, int places)
    {
        var text = Text(node, key);
        if (text is null) return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= from && number <= to && decimal.Round(number, places) == number) return number;
        Complain(Position(node), "GR004", $"'{text}' is not a number for '{key}'.", FormattableString.Invariant($"Write a number from {from} to {to} with at most {places} places after the point, such as 2.5."));
        return null;
    }

    public int? Whole(string key, int from, int to) => Node(key) is { } node ? (int?)Number(node, key, from, to, places: 0) : null;

    public double? Real(string key)
    {
        if (Text(key) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
        Complain(PositionOf(key), "GR004", $"'{text}' is not a number for '{key}'.", "Write a number such as 0.005 or 1e-9.");
        return null;
    }

    public bool Flag(string key)
    {
        if (Text(key) is not { } text) return false;
        if (text is "true" or "false") return text == "true";
        Complain(PositionOf(key), "GR004", $"'{text}' is neither true nor false.", $"Write '{key}: true', or leave the key out.");
        return false;
    }

    public string Word(string key, string otherwise, params string[] words)
    {
        if (Text(key) is not { } text) return otherwise;
        if (words.Contains(text)) return text;
        Complain(PositionOf(key), "GR004", $"'{text}' is not a value of '{key}'.", Spelling.DidYouMean(text, words));
        return otherwise;
    }

    public LocalizedText Localized(string key)
    {
        switch (Node(key))
        {
            case null: return LocalizedText.Empty;
            case YamlText text: return LocalizedText.Same(text.Value);
            case var node:
                var map = Of(node, $"'{key}'", _file, _diagnostics, ["en", "fa"]);
                return map is null ? LocalizedText.Empty : new LocalizedText(map.Text("en") ?? "", map.Text("fa") ?? map.Text("en") ?? "");
        }
    }

    public ImmutableArray<YamlNode> List(string key)
    {
        if (Node(key) is not { } node) return [];
        if (node is YamlList list) return [.. list.Items];
        Complain(Position(node), "GR004", $"'{key}' must be a list.", $"Write '{key}: [ … ]', or one item a line, each after '- '.");
        return [];
    }

    public ImmutableArray<string> Texts(string key) => [.. List(key).Select(it => Text(it, key)).OfType<string>()];

    /// <summary>A number and a unit: <c>10 s</c>, <c>1 GiB</c>.</summary>
    public decimal? Quantity(string key, IReadOnlyDictionary<string, decimal> units, string example)
    {
        if (Text(key) is not { } text) return null;
        var unit = units.Keys.Where(it => text.EndsWith(it, StringComparison.Ordinal)).OrderByDescending(it => it.Length).FirstOrDefault();
        if (unit is not null && decimal.TryParse(text[..^unit.Length].Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number > 0 && number < 1_000_000) return number * units[unit];
        Complain(PositionOf(key), "GR004", $"'{text}' is not a value of '{key}'.", $"Write a number and a unit ({string.Join(", ", units.Keys)}), such as {example}.");
        return null;
    }

    public RubricNode? Child(YamlNode node, string what, params string[] keys) => Of(node, what, _file, _diagnostics, keys);
}
