using System.Text.Json;
using Grader.Core;
using Grader.Core.Results;

namespace Grader.Cli;

/// <summary>The results of an earlier <c>grade</c>: where they lie, read back.</summary>
internal static class ResultsFolder
{
    /// <summary>As typed, or here, or the only folder below grades/.</summary>
    public static string Find(string? typed, string? homework)
    {
        string[] candidates = typed is not null ? [typed] : homework is not null ? [Path.Combine("grades", homework)]
            : [".", .. (Directory.Exists("grades") ? Directory.GetDirectories("grades") : []).Order(StringComparer.Ordinal)];
        var found = candidates.Where(it => File.Exists(Path.Combine(it, "results.json"))).ToList();
        return found switch
        {
            [var one, ..] when one == "." || found.Count == 1 => Path.GetFullPath(one),
            [] => throw new UsageException($"There is no results.json in {string.Join(", ", candidates)}. Grade first, or say where the results are: --out <folder>"),
            _ => throw new UsageException($"Which homework? Say it: --homework {string.Join(" | ", found.Select(Path.GetFileName))}"),
        };
    }

    public static ClassResult Read(string folder)
    {
        var path = Path.Combine(folder, "results.json");
        try
        {
            return ResultsReader.Read(File.ReadAllText(path));
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new UsageException($"{path} cannot be read: {other.Message} Grade again with this version.");
        }
    }
}
