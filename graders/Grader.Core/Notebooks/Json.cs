using System.Text.Json;

namespace Grader.Core.Notebooks;

/// <summary>Reads what is there and has the right kind; anything else is null or nothing.</summary>
internal static class Json
{
    private const int MostLines = 200_000;

    public static JsonElement? Member(JsonElement? owner, string name) =>
        owner is { ValueKind: JsonValueKind.Object } it && it.TryGetProperty(name, out var value) ? value : null;

    public static string? Text(JsonElement? owner, string name) => Member(owner, name) is { ValueKind: JsonValueKind.String } it ? it.GetString() : null;

    public static int? Number(JsonElement? owner, string name) =>
        Member(owner, name) is { ValueKind: JsonValueKind.Number } it ? it.TryGetInt32(out var number) ? number : -1 : null;

    public static IEnumerable<JsonElement> Items(JsonElement? list) => list is { ValueKind: JsonValueKind.Array } it ? it.EnumerateArray() : [];

    /// <summary>One text or a list of texts, as a list.</summary>
    public static IEnumerable<string> Texts(JsonElement? value) => value switch
    {
        { ValueKind: JsonValueKind.String } it => [it.GetString()!],
        { ValueKind: JsonValueKind.Array } it => it.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
        _ => [],
    };

    /// <summary>Text in one piece or in lines. Some tools write the lines without their ends; those are put back. Null where there is none.</summary>
    public static string? Joined(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.String or JsonValueKind.Array } text) return null;
        if (text.ValueKind == JsonValueKind.Array && text.GetArrayLength() > MostLines) return null;
        var lines = Texts(value).ToList();
        var bare = lines.Count > 1 && lines.All(it => !it.Contains('\n', StringComparison.Ordinal) && !it.Contains('\r', StringComparison.Ordinal));
        return string.Join(bare ? "\n" : "", lines);
    }

    public static string? Source(JsonElement cell) => Joined(Member(cell, "source"));
}
