using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using Grader.Core.Exporting;
using Grader.Core.Results;
using Grader.Core.Rubrics;

namespace Grader.Core.Packing;

/// <summary>What <c>grader release</c> was asked to do. <paramref name="AfterDue"/>: null means by the clock and the rubric's deadline.</summary>
public sealed record ReleaseRequest(string From, string To, string? Root, bool? AfterDue, string? Kit, string? Submissions, string Language);

/// <summary>One student's released report. <paramref name="Summary"/> fits into a commit status; <paramref name="Status"/> is the word of <c>results.json</c>.</summary>
public sealed record ReleasedReport(string StudentId, string File, string Summary, string Status, ImmutableArray<string> Tampered);

/// <summary>From a class's results, a file for each student with what that student may see now, and nothing else: to be sent back to where the work came from.</summary>
public static class Release
{
    public static async Task<(bool AfterDue, ImmutableArray<ReleasedReport> Reports)> WriteAsync(ReleaseRequest request, TimeProvider clock)
    {
        var path = Path.Combine(request.From, "results.json");
        if (!File.Exists(path)) throw new UsageException($"There is no {path}: grade first.");
        ClassResult result;
        try { result = ResultsReader.Read(await File.ReadAllTextAsync(path)); }
        catch (JsonException unreadable) { throw new UsageException(unreadable.Message); }
        var rubric = HomeworkFiles.FindHomework(request.Root, result.Homework).ReadRubric();
        var afterDue = request.AfterDue ?? IsAfter(rubric, clock);
        var kit = request.Kit is { } zip ? ReadManifest(zip) : null;
        var reports = ImmutableArray.CreateBuilder<ReleasedReport>();
        foreach (var whole in result.Submissions) reports.Add(await WriteAsync(request, result, rubric, StudentView.Of(whole, afterDue), kit, afterDue));
        return (afterDue, reports.ToImmutable());
    }

    private static bool IsAfter(Rubric rubric, TimeProvider clock) => rubric.Due is not { } due || clock.GetUtcNow() > due.At;

    private static async Task<ReleasedReport> WriteAsync(ReleaseRequest request, ClassResult result, Rubric rubric, SubmissionResult seen, KitManifest? kit, bool afterDue)
    {
        var fa = request.Language == "fa";
        ImmutableArray<string> tampered = kit is not null && request.Submissions is { } folder && Directory.Exists(Path.Combine(folder, seen.Id)) ? [.. kit.Tampered(Path.Combine(folder, seen.Id)).Where(it => !it.StartsWith("data/", StringComparison.Ordinal))] : [];
        var summary = Summary(seen, afterDue, fa);
        var last = summary + (tampered.IsEmpty ? "" : (fa ? " فایل‌های تغییریافتهٔ بسته (tampered)، بی‌اثر در نمره: " : " Files of the kit that are not as they were (tampered); no points depend on them: ") + string.Join(", ", tampered));
        var file = Path.Combine(request.To, seen.Id + ".md");
        await SafeFile.WriteAsync(file, $"### {MarkdownText.Cell(rubric.Title.In(request.Language))}\n\n{StudentSummary.Markdown(seen, request.Language)}\n{MarkdownText.Cell(last)}\n");
        await SafeFile.WriteAsync(Path.Combine(request.To, seen.Id + ".xml"), JUnitExport.Format.Write(new ExportInput(result with { Submissions = [seen] }, [seen], new ExportOptions { Language = request.Language })).Bytes);
        return new ReleasedReport(seen.Id, file, summary, Words.Of(seen.Status), tampered);
    }

    private static string Summary(SubmissionResult it, bool afterDue, bool fa)
    {
        var (score, pending, max) = (GradesCsv.Number(it.Total ?? 0), GradesCsv.Number(it.Pending), GradesCsv.Number(it.Max));
        if (it.Status == SubmissionStatus.Ungraded) return fa ? "هنوز نمره داده نشده است (خطای ما)." : "Not graded yet, by our fault.";
        if (!afterDue) return fa ? $"پیش از پایان مهلت فقط خطاهای آشکار گفته می‌شود؛ {pending} نمره از {max} باز است." : $"Before the deadline only what is plainly wrong is told; {pending} of {max} points are open.";
        return fa ? $"{score} از {max}، {pending} نمره در انتظار تصحیح" : $"{score} of {max}, {pending} pending";
    }

    private static KitManifest ReadManifest(string zip)
    {
        using var kit = ZipFile.OpenRead(zip);
        using var reader = new StreamReader((kit.GetEntry(KitManifest.Path) ?? throw new UsageException($"{zip} is no kit: {KitManifest.Path} is not in it.")).Open());
        return KitManifest.Parse(reader.ReadToEnd(), zip);
    }
}
