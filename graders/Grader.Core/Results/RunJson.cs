using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Grader.Core.References;
using Grader.Core.Scoring;
using Grader.Core.Storing;

namespace Grader.Core.Results;

/// <summary><c>run.json</c>: what may differ from run to run (times, the host, what was run again and what changed), what the run rested on, and the figures of the proof.</summary>
internal static class RunJson
{
    public static string Write(PreparedHomework homework, RunInputs inputs, TimeSpan took, ImmutableArray<(string Id, bool Known, TimeSpan Took)> judged, ImmutableArray<ScoreChange> changes)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ResultsJson.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteString("finished", TimeProvider.System.GetUtcNow().ToString("O", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteNumber("seconds", Math.Round(took.TotalSeconds, 1));
            json.WriteString("system", RuntimeInformation.OSDescription);
            json.WriteString("runtime", RuntimeInformation.FrameworkDescription);
            json.WriteNumber("run", judged.Count(it => !it.Known));
            json.WriteNumber("fromStore", judged.Count(it => it.Known));
            json.WriteStartObject("times");
            foreach (var it in judged.Where(it => !it.Known)) json.WriteNumber(it.Id, Math.Round(it.Took.TotalSeconds, 2));
            json.WriteEndObject();
            Inputs(json, inputs);
            All(json, "changes", changes, it =>
            {
                json.WriteString("id", it.StudentId);
                if (it.Before is { } before) json.WriteNumber("before", before);
                if (it.After is { } after) json.WriteNumber("after", after);
                Texts(json, "checks", it.Checks);
                Texts(json, "why", it.Why.Select(why => why.En));
            });
            All(json, "proof", homework.Figures, figure =>
            {
                json.WriteString("part", figure.Part);
                json.WriteNumber("cases", figure.Cases);
                json.WriteNumber("againstAutograd", figure.AgainstAutograd);
                json.WriteNumber("againstCentralDifferences", figure.AgainstDifferences);
                json.WriteNumber("kinks", figure.Kinks);
            });
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    public static RunInputs ReadInputs(string text)
    {
        using var document = JsonDocument.Parse(text);
        var it = document.RootElement.GetProperty("inputs");
        string Text(string name) => it.GetProperty(name).GetString() ?? "";
        return new RunInputs
        {
            Grader = Text("grader"), Tools = Text("tools"), Isolation = Text("isolation"), Seed = it.GetProperty("seed").GetInt64(), Rubric = Text("rubric"), Reference = Text("reference"), Extensions = it.TryGetProperty("extensions", out _) ? Text("extensions") : Fingerprint.OfExtensions(Extensions.None),
            Submissions = it.GetProperty("submissions").EnumerateObject().ToImmutableSortedDictionary(one => one.Name, one => one.Value.GetString() ?? "", StringComparer.Ordinal),
        };
    }

    private static void Inputs(Utf8JsonWriter json, RunInputs inputs)
    {
        json.WriteStartObject("inputs");
        json.WriteString("grader", inputs.Grader);
        json.WriteString("tools", inputs.Tools);
        json.WriteString("isolation", inputs.Isolation);
        json.WriteNumber("seed", inputs.Seed);
        json.WriteString("rubric", inputs.Rubric);
        json.WriteString("reference", inputs.Reference);
        json.WriteString("extensions", inputs.Extensions);
        json.WriteStartObject("submissions");
        foreach (var (id, digest) in inputs.Submissions) json.WriteString(id, digest);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void All<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
