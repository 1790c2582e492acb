using System.Text;
using System.Text.Json;
using Grader.Cli.Terminal;
using Grader.Core.Results;
using Grader.Core.Running;
using Spectre.Console;

namespace Grader.Cli;

/// <summary>What the grader sees of a notebook or script: every cell with its output or its fault.</summary>
internal static class RunCommand
{
    public static async Task<int> RunAsync(NotebookRunRequest request, GradeView view, IAnsiConsole talk, CancellationToken cancel)
    {
        var report = await NotebookRun.RunAsync(request, cancel);
        if (view.Json) Console.Out.Write(Json(report, view.Language));
        else Text(Consoles.Stdout(view.NoColor), report, view.Language);
        if (report.Problem is null) return ExitCodes.Done;
        talk.WriteLine($"error: {report.File}: {SafeText.Visible(report.Problem.In(view.Language))}");
        return ExitCodes.Usage;
    }

    private static void Text(IAnsiConsole console, NotebookReport report, string language)
    {
        foreach (var note in report.Notes) console.WriteLine(SafeText.Visible(note.In(language)));
        foreach (var cell in report.Cells)
        {
            var colour = cell.Status switch { "ok" => "green", "skipped" => "yellow", _ => "red" };
            console.MarkupLineInterpolated($"[bold][[{cell.Index}]][/] [{colour}]{cell.Status}[/]{(cell.At is null ? "" : $"  {SafeText.Visible(cell.At)}")}");
            if (cell.Output.Trim().Length > 0) Indented(console, cell.Output.TrimEnd());
            foreach (var picture in cell.Pictures) Indented(console, $"[{picture}]");
            if (cell.Error is null) continue;
            Indented(console, cell.Error.In(language));
            if (cell.Detail is not null) Indented(console, cell.Detail);
        }
        var failed = report.Cells.Count(it => it.Status is not ("ok" or "skipped"));
        var line = language == "fa" ? $"{report.Cells.Length} سلول، {failed} خطا · جداسازی: {report.Isolation}" : $"{report.Cells.Length} cells, {failed} with a fault · isolation: {report.Isolation}";
        console.WriteLine();
        console.WriteLine(line);
    }

    /// <summary>A student's words, as they are: only control characters are made visible.</summary>
    private static void Indented(IAnsiConsole console, string text)
    {
        foreach (var line in text.Split('\n')) console.WriteLine("    " + SafeText.Visible(line));
    }

    private static string Json(NotebookReport report, string language)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ResultsJson.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteString("file", report.File);
            json.WriteString("isolation", report.Isolation);
            json.WriteString("problem", report.Problem?.In(language));
            json.WriteStartArray("cells");
            foreach (var cell in report.Cells)
            {
                json.WriteStartObject();
                json.WriteNumber("index", cell.Index);
                json.WriteString("status", cell.Status);
                json.WriteString("output", SafeText.Visible(cell.Output));
                json.WriteString("error", cell.Error is { } error ? SafeText.Visible(cell.Detail is null ? error.In(language) : $"{error.In(language)} ({cell.Detail})") : null);
                if (cell.At is not null) json.WriteString("at", SafeText.Visible(cell.At));
                if (!cell.Pictures.IsEmpty)
                {
                    json.WriteStartArray("pictures");
                    foreach (var picture in cell.Pictures) json.WriteStringValue(picture);
                    json.WriteEndArray();
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("notes");
            foreach (var note in report.Notes) json.WriteStringValue(SafeText.Visible(note.In(language)));
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }
}
