using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Grader.Cli.Terminal;
using Grader.Core;
using Grader.Core.Checking;
using Grader.Core.Results;

namespace Grader.Cli;

/// <summary>A self-check for programs; what strangers wrote is made visible first.</summary>
internal static class CheckJson
{
    /// <summary>For one line.</summary>
    public static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(SelfCheckOutcome outcome, bool indented = true)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ResultsJson.Options with { Indented = indented }))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteString("homework", outcome.Homework);
            json.WriteString("isolation", outcome.Isolation);
            json.WriteBoolean("publicOnly", outcome.PublicOnly);
            json.WriteNumber("passed", outcome.Passed);
            json.WriteNumber("checks", outcome.Items.Length);
            json.WriteNumber("hiddenChecks", outcome.HiddenChecks);
            foreach (var (name, points) in new[] { ("max", outcome.Max), ("right", outcome.Right), ("lost", outcome.Lost), ("open", outcome.Open) }) json.WriteNumber(name, points / 1.0000000000000000000000000000m);
            json.WriteString("fault", outcome.Fault is null ? null : SafeText.Visible(outcome.Fault));
            json.WriteStartArray("tampered");
            foreach (var file in outcome.Tampered) json.WriteStringValue(file);
            json.WriteEndArray();
            Texts(json, "notes", outcome.Notes);
            json.WriteStartArray("items");
            foreach (var item in outcome.Items) Item(json, item);
            json.WriteEndArray();
            json.WriteString("next", CheckText.Next(outcome, "en"));
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray()) + (indented ? "\n" : "");
    }

    private static void Item(Utf8JsonWriter json, CheckedItem item)
    {
        json.WriteStartObject();
        json.WriteString("name", item.Name);
        json.WriteString("state", Words.Of(item.State));
        json.WriteString("verdict", Words.Of(item.Check.Verdict));
        json.WriteBoolean("formOnly", item.FormOnly);
        json.WriteNumber("score", item.Check.Score / 1.0000000000000000000000000000m);
        json.WriteNumber("max", item.Check.Max / 1.0000000000000000000000000000m);
        json.WriteStartObject("feedback");
        json.WriteString("en", SafeText.Visible(item.Check.Feedback.En));
        json.WriteString("fa", SafeText.Visible(item.Check.Feedback.Fa));
        json.WriteEndObject();
        json.WriteString("file", item.File);
        if (item.Check.Evidence.At is { } at) json.WriteString("at", SafeText.Visible(at));
        if (item.Check.Evidence.Case is { } label) json.WriteString("case", SafeText.Visible(label));
        json.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<LocalizedText> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
        {
            json.WriteStartObject();
            json.WriteString("en", SafeText.Visible(text.En));
            json.WriteString("fa", SafeText.Visible(text.Fa));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
