using System.Text;
using System.Text.Json;
using Grader.Cli.Terminal;
using Grader.Core.Results;
using Grader.Core.Sandboxing;
using Spectre.Console;

namespace Grader.Cli;

/// <summary>One line a wall, with the way to mend it; exit code 3 where submissions could not run in full isolation.</summary>
internal static class DoctorCommand
{
    public static async Task<int> RunAsync(bool json, string language, bool noColor, CancellationToken cancel)
    {
        var report = await Isolation.ProbeAsync(cancel);
        if (json) Console.Out.Write(Json(report));
        else Text(Consoles.Stdout(noColor), report, language);
        return report.Full ? ExitCodes.Done : ExitCodes.Ours;
    }

    private static void Text(IAnsiConsole console, IsolationReport report, string language)
    {
        string Say(string en, string fa) => language == "fa" ? fa : en;
        foreach (var layer in report.Layers)
        {
            console.MarkupLineInterpolated($"[{(layer.Holds ? "green" : "red")}]{(layer.Holds ? "✓" : "✗")}[/] {layer.Name.In(language),-26} {SafeText.Visible(layer.Found)}");
            if (!layer.Holds && layer.Mend.Length > 0) console.MarkupLineInterpolated($"  {Say("help", "راهنمایی")}: {layer.Mend}");
        }
        console.WriteLine();
        if (report.Full) console.MarkupLineInterpolated($"isolation: [green]full[/]. {Say("Submissions can be graded here.", "تصحیح در این دستگاه امن است.")}");
        else console.MarkupLineInterpolated($"isolation: [red]reduced[/] ({SafeText.Visible(report.Why)}). {Say("grader grade refuses to run until this is mended, or with --isolation reduced.", "تا رفع این مورد grader grade اجرا نمی‌شود، مگر با --isolation reduced.")}");
    }

    private static string Json(IsolationReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ResultsJson.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteString("isolation", report.Full ? "full" : "reduced");
            json.WriteStartArray("layers");
            foreach (var layer in report.Layers)
            {
                json.WriteStartObject();
                json.WriteString("id", layer.Id);
                json.WriteBoolean("holds", layer.Holds);
                json.WriteString("found", SafeText.Visible(layer.Found));
                if (layer.Mend.Length > 0) json.WriteString("help", layer.Mend);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
