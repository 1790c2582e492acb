using System.Collections.Immutable;
using Grader.Cli.Terminal;
using Grader.Core;
using Grader.Core.Exporting;
using Grader.Core.Results;
using Spectre.Console;

namespace Grader.Cli;

internal sealed record ExportArguments(string? Format, string? From, string? Out, string[] Students, string? Template, ExportOptions Options, bool List);

/// <summary>A file for another system, from the results alone. stdout gets the file where no <c>--out</c> is given; what was lost goes to stderr.</summary>
internal static class ExportCommand
{
    private static readonly string[] Variables = ["CLASSROOM", "ASSIGNMENT", "SUBMISSION_TAG", "COMMIT_URL", "RELEASE_URL", "REVIEW_URL"];

    public static async Task<int> RunAsync(ExportArguments it, IAnsiConsole talk, bool noColor)
    {
        var language = it.Options.Language;
        if (it.List) return List(Consoles.Stdout(noColor), language);
        var format = ExportFormats.Find(it.Format ?? throw new UsageException("Which format? grader export --list shows all."));
        var from = it.From ?? OnlyResults();
        var result = ExportRun.Only(ExportRun.Read(from), it.Students);
        var options = it.Options with { Folder = Directory.Exists(from) ? from : Path.GetDirectoryName(Path.GetFullPath(from)), Environment = Surroundings(), Template = Template(it) };
        if (it.Out is null && format.Binary) throw new UsageException($"{format.Name} is no text; say --out {format.FileName}");
        if (it.Out is not null)
        {
            var outcome = await ExportRun.WriteAsync(format, result, options, it.Out);
            talk.MarkupLineInterpolated($"{format.Name}: {string.Join(", ", outcome.Written)}");
            return Tell(talk, outcome.Warnings, outcome.Ungraded, language);
        }
        var file = ExportRun.FileOf(format, result, options);
        await using var stdout = Console.OpenStandardOutput();
        await stdout.WriteAsync(file.Bytes);
        return Tell(talk, file.Warnings, [], language);
    }

    /// <summary>The <c>--report kind=path</c> of a grading run, checked before anything runs.</summary>
    public static ImmutableArray<(ExportFormat Format, string Path)> Reports(IEnumerable<string> given) =>
    [
        .. given.Select(text =>
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == text.Length - 1) throw new UsageException($"'{text}' is not kind=path; write, for example, --report junit=junit.xml");
            var format = ExportFormats.Find(text[..at]);
            if (format.Asks) throw new UsageException($"{format.Name} needs a file from there or a number: run grader export {format.Name} --template <file> when the grading is done.");
            return (format, text[(at + 1)..]);
        }),
    ];

    public static async Task<int> WriteAsync(ImmutableArray<(ExportFormat Format, string Path)> reports, ClassResult result, string folder, string language, IAnsiConsole talk)
    {
        var code = ExitCodes.Done;
        foreach (var (format, path) in reports)
        {
            var outcome = await ExportRun.WriteAsync(format, result, new ExportOptions { Language = language, Folder = folder, Environment = Surroundings() }, path);
            code = Math.Max(code, Tell(talk, outcome.Warnings, outcome.Ungraded, language));
        }
        return code;
    }

    private static int Tell(IAnsiConsole talk, IEnumerable<LocalizedText> warnings, ImmutableArray<string> ungraded, string language)
    {
        const int Most = 20;
        var all = warnings.ToList();
        foreach (var warning in all.Take(Most)) talk.MarkupLineInterpolated($"[yellow]{(language == "fa" ? "هشدار" : "warning")}[/]: {warning.In(language)}");
        if (all.Count > Most) talk.MarkupLineInterpolated($"[yellow]{(language == "fa" ? $"و {all.Count - Most} هشدار دیگر از این دست" : $"and {all.Count - Most} more warnings of this kind")}[/]");
        foreach (var id in ungraded) talk.MarkupLineInterpolated($"[red]error[/]: {SafeText.Visible(id, 60)} {(language == "fa" ? "به سبب خطای تصحیح‌گر نمره ندارد و چیزی برایش نوشته نشد." : "is ungraded by our fault, so nothing was written for it.")}");
        return ungraded.IsEmpty ? ExitCodes.Done : ExitCodes.Ours;
    }

    private static int List(IAnsiConsole console, string language)
    {
        foreach (var format in ExportFormats.All)
        {
            console.MarkupLineInterpolated($"[bold]{format.Name}[/] ({(format.PerStudent ? language == "fa" ? "برای هر دانشجو" : "a file per student" : language == "fa" ? "برای کلاس" : "the class")}, {format.FileName})");
            console.MarkupLineInterpolated($"  + {format.Carries.In(language)}");
            console.MarkupLineInterpolated($"  - {format.Cannot.In(language)}");
        }
        return ExitCodes.Done;
    }

    private static byte[]? Template(ExportArguments it)
    {
        if (it.Template is not { } path) return null;
        if (!File.Exists(path)) throw new UsageException($"There is no file '{path}'.");
        if (it.Out is { } target && Path.GetFullPath(target) == Path.GetFullPath(path)) throw new UsageException("--out would overwrite the downloaded file; write beside it, so that you can compare.");
        return File.ReadAllBytes(path);
    }

    /// <summary>The results of the only homework that was graded here.</summary>
    private static string OnlyResults()
    {
        var folders = Directory.Exists("grades") ? Directory.GetDirectories("grades").Where(it => File.Exists(Path.Combine(it, "results.json"))).Order(StringComparer.Ordinal).ToArray() : [];
        return folders switch
        {
            [var only] => only,
            [] => throw new UsageException("There are no results in grades/. Grade first, or say where they are: --from <folder>"),
            _ => throw new UsageException($"Which results? Say --from {string.Join(" | ", folders)}"),
        };
    }

    private static ImmutableDictionary<string, string> Surroundings() =>
        Variables.Select(name => (name, Value: Environment.GetEnvironmentVariable(name))).Where(it => it.Value is not null).ToImmutableDictionary(it => it.name, it => it.Value!);
}
