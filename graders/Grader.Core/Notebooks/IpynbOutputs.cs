using System.Collections.Immutable;
using System.Text.Json;

namespace Grader.Core.Notebooks;

/// <summary>The outputs that were saved with a cell, as bounded texts. Pictures are named with their size and left out.</summary>
internal static class IpynbOutputs
{
    private const int MostOutputs = 100;
    private const int LongestText = 20_000;

    public static ImmutableArray<CellOutput> Read(JsonElement cell) => [.. Json.Items(Json.Member(cell, "outputs")).Take(MostOutputs).Select(Output).OfType<CellOutput>()];

    private static CellOutput? Output(JsonElement output) => Json.Text(output, "output_type") switch
    {
        "stream" => new CellOutput(OutputKind.Stream, Bounded(Json.Joined(Json.Member(output, "text")) ?? ""), ["text/plain"]),
        "error" => new CellOutput(OutputKind.Error, Bounded($"{Json.Text(output, "ename")}: {Json.Text(output, "evalue")}"), ["text/plain"]),
        "display_data" or "execute_result" => Display(Json.Member(output, "data")),
        _ => null,
    };

    private static CellOutput Display(JsonElement? data)
    {
        var forms = data is { ValueKind: JsonValueKind.Object } it ? it.EnumerateObject().Take(20).ToList() : [];
        var plain = Json.Joined(Json.Member(data, "text/plain")) ?? Json.Joined(Json.Member(data, "text/markdown"));
        var text = plain ?? (Json.Joined(Json.Member(data, "text/html")) is { } html ? HtmlText.Of(html) : "");
        return new CellOutput(OutputKind.Display, Bounded(text), [.. forms.Select(form => Summary(form.Name, form.Value))]);
    }

    private static string Summary(string mime, JsonElement value)
    {
        var name = Intake.ShownText.Name(mime);
        return name.StartsWith("text/", StringComparison.Ordinal) ? name : FormattableString.Invariant($"{name} ({value.GetRawText().Length} characters)");
    }

    private static string Bounded(string text)
    {
        var lines = NotebookReader.Lf(text);
        return lines.Length <= LongestText ? lines : lines[..LongestText] + "…";
    }
}
