using System.Collections.Immutable;
using System.Text.Json;
using Grader.Core.Results;

namespace Grader.Core.Reports;

/// <summary>How long a run took, from <c>run.json</c>: no result, and so never part of <c>results.json</c>.</summary>
public sealed record RunFigures(double Seconds, int Ran, int Known, ImmutableArray<(string Id, double Seconds)> Slowest)
{
    private const int MostNamed = 5;

    /// <summary>Null when there is none that can be read.</summary>
    public static RunFigures? Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var times = root.TryGetProperty("times", out var all) ? all.EnumerateObject().Select(it => (it.Name, Seconds: it.Value.GetDouble())).OrderByDescending(it => it.Seconds).Take(MostNamed) : [];
            return new RunFigures(root.GetProperty("seconds").GetDouble(), root.GetProperty("run").GetInt32(), root.GetProperty("fromStore").GetInt32(), [.. times]);
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}

/// <summary>
/// All reports of a class, in both languages: <c>report.html</c> and <c>students/&lt;id&gt;/report.html</c> in the first one, <c>report.fa.html</c> (or en) beside
/// them in the other. They can be made again from results.json at any time, so they are not flushed to the disk one by one.
/// </summary>
public static class ReportFiles
{
    public static async Task WriteAsync(string folder, ClassResult result, RunFigures? run, string language, CancellationToken cancel)
    {
        var other = language == "fa" ? "en" : "fa";
        await Task.WhenAll(
            SafeFile.WriteAsync(Path.Combine(folder, "report.html"), ClassReport.Render(result, run, language), durable: false),
            SafeFile.WriteAsync(Path.Combine(folder, $"report.{other}.html"), ClassReport.Render(result, run, other, second: true), durable: false));
        File.Delete(Path.Combine(folder, $"report.{language}.html")); // of a run in the other language
        await Parallel.ForEachAsync(result.Submissions, cancel, async (it, _) =>
        {
            var mine = Path.Combine(folder, "students", it.Id);
            await SafeFile.WriteAsync(Path.Combine(mine, "report.html"), StudentReport.Render(result, it, language), durable: false);
            await SafeFile.WriteAsync(Path.Combine(mine, $"report.{other}.html"), StudentReport.Render(result, it, other, second: true), durable: false);
            await SafeFile.WriteAsync(Path.Combine(mine, "feedback.md"), FeedbackMarkdown.Render(result, it, language), durable: false);
            await SafeFile.WriteAsync(Path.Combine(mine, $"feedback.{other}.md"), FeedbackMarkdown.Render(result, it, other), durable: false);
            File.Delete(Path.Combine(mine, $"report.{language}.html"));
            File.Delete(Path.Combine(mine, $"feedback.{language}.md"));
        });
    }
}
