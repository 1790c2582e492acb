using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Grader.Core.References;

namespace Grader.Core.Results;

/// <summary><c>run.json</c>: what may differ from run to run (times, the host), and the figures of the reference's proof.</summary>
internal static class RunJson
{
    public static string Write(PreparedHomework homework, TimeSpan took)
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
            json.WriteStartArray("proof");
            foreach (var figure in homework.Figures)
            {
                json.WriteStartObject();
                json.WriteString("part", figure.Part);
                json.WriteNumber("cases", figure.Cases);
                json.WriteNumber("againstAutograd", figure.AgainstAutograd);
                json.WriteNumber("againstCentralDifferences", figure.AgainstDifferences);
                json.WriteNumber("kinks", figure.Kinks);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
