using System.Collections.Immutable;
using System.Text.Json;
using Grader.Core.Results;

namespace Grader.Core.Exporting;

/// <summary>What was written where, what the format could not carry, and who has no score by our fault.</summary>
public sealed record ExportOutcome(ImmutableArray<string> Written, ImmutableArray<LocalizedText> Warnings, ImmutableArray<string> Ungraded);

/// <summary>Makes the files of a format from results alone.</summary>
public static class ExportRun
{
    /// <exception cref="UsageException">There are no results, or none that this version reads.</exception>
    public static ClassResult Read(string path)
    {
        var file = Directory.Exists(path) ? Path.Combine(path, "results.json") : path;
        if (!File.Exists(file)) throw new UsageException($"There is no {file}. Grade first, or say where the results are: --from <folder>");
        try
        {
            return ResultsReader.Read(File.ReadAllText(file));
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new UsageException($"{file} is no results.json that this version of grader reads: {fault.Message}");
        }
    }

    /// <summary>Only these students; all when none is named.</summary>
    public static ClassResult Only(ClassResult result, IReadOnlyCollection<string> students)
    {
        if (students.FirstOrDefault(id => result.Submissions.All(it => it.Id != id)) is { } unknown) throw new UsageException($"There is no submission of '{unknown}' in these results.");
        return students.Count == 0 ? result : result with { Submissions = [.. result.Submissions.Where(it => students.Contains(it.Id))] };
    }

    /// <summary>One file: of the class, or of the only student.</summary>
    public static ExportedFile FileOf(ExportFormat format, ClassResult result, ExportOptions options)
    {
        if (!format.PerStudent) return Write(format, result, result.Submissions, options);
        return result.Submissions is [var only] ? Write(format, result, [only], options)
            : throw new UsageException($"{format.Name} is one file for each student: say --student <id>, or --out <folder> for all.");
    }

    /// <summary>To a file; for several students of a format with a file each, to <c>&lt;path&gt;/&lt;id&gt;/</c>.</summary>
    public static async Task<ExportOutcome> WriteAsync(ExportFormat format, ClassResult result, ExportOptions options, string path)
    {
        var target = Path.GetFullPath(path);
        if (!format.PerStudent || result.Submissions.Length == 1)
        {
            var file = FileOf(format, result, options);
            await KeepAsync(format, Directory.Exists(target) ? Path.Combine(target, format.FileName) : target, file.Bytes);
            return new ExportOutcome([path], file.Warnings, []);
        }
        if (File.Exists(target)) throw new UsageException($"{format.Name} is one file for each student, and '{path}' is a file. Name a folder, or say --student <id>.");
        var (warnings, ungraded) = (ImmutableArray.CreateBuilder<LocalizedText>(), ImmutableArray.CreateBuilder<string>());
        foreach (var it in result.Submissions)
        {
            try
            {
                var file = Write(format, result, [it], options);
                await KeepAsync(format, Path.Combine(target, it.Id, format.FileName), file.Bytes);
                warnings.AddRange(file.Warnings);
            }
            catch (UngradedException)
            {
                ungraded.Add(it.Id);
                // A file of an earlier run would stand for this one.
                File.Delete(Path.Combine(target, it.Id, format.FileName));
            }
        }
        return new ExportOutcome([path], warnings.ToImmutable(), ungraded.ToImmutable());
    }

    private static ExportedFile Write(ExportFormat format, ClassResult result, ImmutableArray<SubmissionResult> submissions, ExportOptions options) =>
        format.Write(new ExportInput(result, format.ToStudents ? [.. submissions.Select(it => StudentView.Of(it, !options.BeforeDue))] : submissions, options));

    private static async Task KeepAsync(ExportFormat format, string path, byte[] bytes)
    {
        if (!format.Appends)
        {
            await SafeFile.WriteAsync(path, bytes);
            return;
        }
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.AppendAllBytesAsync(path, bytes);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(path, refused);
        }
    }
}
