using System.Text.Json;

namespace Grader.Core.Tests.Exporting;

/// <summary>
/// A consumer's schema as a table: a line for each member, <c>tests[].score number required</c>. What is in no line may not be there; <c>any</c> is
/// not looked into.
/// </summary>
internal sealed class JsonShape(string table)
{
    private readonly Dictionary<string, (string[] Types, bool Required)> _members = table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToDictionary(words => words[0], words => (words[1].Split('|'), words.Contains("required")));

    public static void Check(string table, byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        new JsonShape(table).Walk("", document.RootElement);
    }

    private void Walk(string path, JsonElement it)
    {
        if (it.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in it.EnumerateArray()) Member($"{path}[]", item);
            return;
        }
        if (it.ValueKind != JsonValueKind.Object) return;
        var prefix = path.Length == 0 ? "" : path + ".";
        foreach (var member in it.EnumerateObject()) Member(prefix + member.Name, member.Value);
        foreach (var (name, rule) in _members.Where(rule => rule.Value.Required && rule.Key.StartsWith(prefix, StringComparison.Ordinal) && rule.Key.IndexOfAny(['.', '['], prefix.Length) < 0))
            Assert.True(it.TryGetProperty(name[prefix.Length..], out _), $"{name} is missing");
    }

    private void Member(string path, JsonElement value)
    {
        Assert.True(_members.TryGetValue(path, out var rule), $"{path} is not in the schema");
        Assert.True(rule.Types.Any(type => Fits(type, value)), $"{path} is {value.ValueKind}, not {string.Join('|', rule.Types)}: {value}");
        if (!rule.Types.Contains("any")) Walk(path, value);
    }

    private static bool Fits(string type, JsonElement value) => type switch
    {
        "any" => true,
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "text" => value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => value.ValueKind == JsonValueKind.String && (type.Trim('\'') == value.GetString() || type.Trim('\'').Split('/').Contains(value.GetString())), // 'one/of/these'
    };
}
