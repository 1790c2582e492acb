using System.Collections.Immutable;
using Grader.Core.Yaml;

namespace Grader.Core.Rubrics;

/// <summary>
/// Lists of symbols: a name alone, or with its sentence and cost (<c>{ symbol: …, cost: 0.5, text: … }</c>); and what must be used:
/// <c>require: [ { any: [loop, recursion], cost: 0.3, text: … } ]</c>.
/// </summary>
internal static class SymbolRuleReader
{
    public static IEnumerable<SymbolRule> Rules(RubricNode node, string key) => node.List(key).Select(it => Rule(node, it, key)).OfType<SymbolRule>();

    public static IEnumerable<SymbolRequirement> Requirements(RubricNode node)
    {
        foreach (var item in node.List("require"))
        {
            if (item is YamlText) { if (Rule(node, item, "require") is { } rule) yield return new SymbolRequirement([rule], LocalizedText.Empty, 1, rule.At); continue; }
            if (node.Child(item, "A requirement", "any", "cost", "text") is not { } map) continue;
            map.Required("any", "any: [loop, recursion]");
            yield return new SymbolRequirement([.. Rules(map, "any")], map.Localized("text"), Cost(map), map.At);
        }
    }

    private static SymbolRule? Rule(RubricNode node, YamlNode item, string key)
    {
        if (item is not YamlMap) return node.Text(item, key) is { } name ? Named(node, item, name) : null;
        if (node.Child(item, $"An item of '{key}'", "symbol", "cost", "text") is not { } map || map.Required("symbol", "symbol: System.IO") is not { } symbol || map.Text(symbol, "symbol") is not { } text) return null;
        return Named(map, symbol, text) is { } rule ? rule with { Text = map.Localized("text"), Cost = Cost(map) } : null;
    }

    private static decimal Cost(RubricNode map) => map.Node("cost") is { } cost ? map.Number(cost, "cost", 0.01m, 1, places: 4) ?? 1 : 1;

    private static SymbolRule? Named(RubricNode node, YamlNode item, string name)
    {
        var words = (name.EndsWith('*') ? name[..^1].TrimEnd('.') : name).Split('.');
        if (words.All(word => word.Length > 0 && word.All(it => char.IsLetterOrDigit(it) || it == '_'))) return new SymbolRule(name, node.Position(item));
        node.Complain(node.Position(item), "GR012", $"'{name}' is not the name of a symbol.", "Write a namespace, type or member such as System.IO.File; a '*' may stand at the end only. Operations: loop, recursion.");
        return null;
    }
}
