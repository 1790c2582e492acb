using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grader.Core.Results;
using Grader.Core.Rubrics;

namespace Grader.Core.Packing;

/// <summary>
/// <c>checks/kit.json</c>: whose kit it is, how much is judged without it, and a digest of every file that students are not to change.
/// A changed one makes a self-check's word worthless, and is said; it is no fault that costs points, for grading uses none of these files.
/// </summary>
internal sealed record KitManifest(string Homework, string Grader, int Checks, int HiddenChecks, decimal Points, ImmutableSortedDictionary<string, string> Files)
{
    /// <summary>Bytes, of the rubric's limits: workers start with these while the rubric is still being read. Where the rubric says otherwise, it counts.</summary>
    public long WorkerMemory { get; init; } = Limits.Default.MemoryBytes;

    /// <inheritdoc cref="WorkerMemory"/>
    public int WorkerOutput { get; init; } = Limits.Default.OutputBytes;

    public const string Folder = "checks";
    public const string Path = "checks/kit.json";

    /// <summary>One word for all of them: it is the same for every copy of the kit, and a course can compare it.</summary>
    public string Signature => Digest(Encoding.UTF8.GetBytes($"{Homework}\n{string.Join('\n', Files.Select(it => $"{it.Value} {it.Key}"))}\n"));

    public static string Digest(byte[] bytes) => Digest(new MemoryStream(bytes, writable: false));

    private static string Digest(Stream stream) => Convert.ToHexStringLower(SHA256.HashData(stream));

    public string Write()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ResultsJson.Options))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteString("homework", Homework);
            json.WriteString("grader", Grader);
            json.WriteNumber("checks", Checks);
            json.WriteNumber("hiddenChecks", HiddenChecks);
            json.WriteNumber("points", Points / 1.0000000000000000000000000000m);
            json.WriteString("signature", Signature);
            json.WriteStartObject("worker");
            json.WriteNumber("memory", WorkerMemory);
            json.WriteNumber("output", WorkerOutput);
            json.WriteEndObject();
            json.WriteStartObject("files");
            foreach (var (file, digest) in Files) json.WriteString(file, digest);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.ToArray()) + "\n";
    }

    /// <exception cref="UsageException">It is no kit.json of a version that we know.</exception>
    public static KitManifest Read(string path) => Parse(File.ReadAllText(path), path);

    public static KitManifest Parse(string text, string path)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.GetProperty("schemaVersion").GetInt32() != 1) throw new UsageException($"{path} is of a version that this grader does not know: dotnet tool update");
            var manifest = new KitManifest(
                root.GetProperty("homework").GetString()!, root.GetProperty("grader").GetString()!, root.GetProperty("checks").GetInt32(), root.GetProperty("hiddenChecks").GetInt32(), root.GetProperty("points").GetDecimal(),
                root.GetProperty("files").EnumerateObject().ToImmutableSortedDictionary(it => it.Name, it => it.Value.GetString()!, StringComparer.Ordinal));
            return root.TryGetProperty("worker", out var worker) ? manifest with { WorkerMemory = worker.GetProperty("memory").GetInt64(), WorkerOutput = worker.GetProperty("output").GetInt32() } : manifest;
        }
        catch (Exception broken) when (broken is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new UsageException($"{path} cannot be read; unpack the kit again over this folder (your answers are not in it): {broken.Message}");
        }
    }

    /// <summary>Files of the kit that are gone or changed in a student's folder. Line ends do not count: git may turn them.</summary>
    public IEnumerable<string> Tampered(string folder) => Files.Where(it => !Same(System.IO.Path.Combine(folder, it.Key), it.Value)).Select(it => it.Key);

    private static bool Same(string path, string digest)
    {
        if (!File.Exists(path)) return false;
        using (var whole = File.OpenRead(path)) if (Digest(whole) == digest) return true; // the tool's package is 30 MB
        var bytes = File.ReadAllBytes(path);
        return !bytes.Contains((byte)0) && Digest(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).ReplaceLineEndings("\n"))) == digest;
    }
}
