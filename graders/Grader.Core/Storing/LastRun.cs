using System.Collections.Immutable;
using System.Text.Json;
using Grader.Core.Intake;
using Grader.Core.Results;
using Grader.Core.Rubrics;
using Grader.Core.Sandboxing;
using Grader.Core.Scoring;

namespace Grader.Core.Storing;

/// <summary>Digests of what a run rested on, kept in <c>run.json</c>, so that the next run can say why a score is another.</summary>
internal sealed record RunInputs
{
    public string Grader { get; init; } = "";
    public string Tools { get; init; } = "";
    public string Isolation { get; init; } = "";
    public long Seed { get; init; }
    public string Rubric { get; init; } = "";
    public string Reference { get; init; } = "";
    public string Extensions { get; init; } = "";
    public ImmutableSortedDictionary<string, string> Submissions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public static RunInputs Of(HomeworkFiles files, Rubric rubric, IntakeResult intake, Extensions extensions, Sandbox sandbox) => new()
    {
        Grader = GradeRun.Version, Tools = Fingerprint.Tools, Isolation = sandbox.Isolation, Seed = rubric.Seed,
        Rubric = Fingerprint.OfRubricFile(files), Reference = Fingerprint.OfReferenceFiles(files), Extensions = Fingerprint.OfExtensions(extensions),
        Submissions = intake.Submissions.ToImmutableSortedDictionary(it => it.Id, Fingerprint.OfSubmission, StringComparer.Ordinal),
    };
}

/// <summary>What the last run of the class left in the output folder.</summary>
internal sealed record LastRun(ClassResult Result, RunInputs Inputs)
{
    /// <summary>Null when there is none, or none that can be read.</summary>
    public static LastRun? Read(string folder)
    {
        var (results, run) = (Path.Combine(folder, "results.json"), Path.Combine(folder, "run.json"));
        if (!File.Exists(results) || !File.Exists(run)) return null;
        try
        {
            return new LastRun(ResultsReader.Read(File.ReadAllText(results)), RunJson.ReadInputs(File.ReadAllText(run)));
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or IOException)
        {
            return null;
        }
    }
}

/// <summary>Which scores are not as the last run left them, and what can have changed them.</summary>
internal static class ScoreChanges
{
    public static ImmutableArray<ScoreChange> Between(LastRun? before, ClassResult after, RunInputs inputs)
    {
        if (before is null) return [];
        var (old, now) = (before.Result.Submissions.ToDictionary(it => it.Id), after.Submissions.ToDictionary(it => it.Id));
        var changes = ImmutableArray.CreateBuilder<ScoreChange>();
        foreach (var id in old.Keys.Union(now.Keys).Order(StringComparer.Ordinal))
        {
            var (was, isNow) = (old.GetValueOrDefault(id), now.GetValueOrDefault(id));
            if (was is null) changes.Add(new ScoreChange(id, null, isNow!.Total, [], [new("new submission", "تحویل تازه")]));
            else if (isNow is null) changes.Add(new ScoreChange(id, was.Total, null, [], [new("the submission is gone", "این تحویل دیگر نیست")]));
            else if (Differing(was, isNow) is { Length: > 0 } checks) changes.Add(new ScoreChange(id, was.Total, isNow.Total, checks, Why(id, was, isNow, before.Inputs, inputs)));
        }
        return changes.ToImmutable();
    }

    /// <summary>The checks whose points, verdict or maximum differ, as <c>q2b.direct 2 → 1</c>.</summary>
    private static ImmutableArray<string> Differing(SubmissionResult was, SubmissionResult isNow)
    {
        var (old, now) = (Points(was), Points(isNow));
        var differing = old.Keys.Union(now.Keys).Where(it => old.GetValueOrDefault(it) != now.GetValueOrDefault(it)).Select(it => $"{it} {Shown(old.GetValueOrDefault(it))} → {Shown(now.GetValueOrDefault(it))}").ToImmutableArray();
        differing = differing.AddRange(Lines(was).Keys.Union(Lines(isNow).Keys).Where(it => Lines(was).GetValueOrDefault(it) != Lines(isNow).GetValueOrDefault(it))
            .Select(it => $"{it} {GradesCsv.Number(Lines(was).GetValueOrDefault(it))} → {GradesCsv.Number(Lines(isNow).GetValueOrDefault(it))}"));
        return differing.IsEmpty && (was.Status != isNow.Status || was.Score != isNow.Score) ? [$"{Words.Of(was.Status)} → {Words.Of(isNow.Status)}"] : differing;
    }

    private static Dictionary<string, decimal> Lines(SubmissionResult result) => result.Adjustments.GroupBy(it => it.Kind).ToDictionary(it => it.Key, it => it.Sum(line => line.Points));

    private static Dictionary<string, (decimal Score, decimal Max, Verdict Verdict)?> Points(SubmissionResult result) =>
        result.Checks.ToDictionary(it => $"{it.Part.Id}.{it.Check.Id}", it => ((decimal, decimal, Verdict)?)(it.Check.Score, it.Check.Max, it.Check.Verdict));

    private static string Shown((decimal Score, decimal Max, Verdict Verdict)? points) =>
        points is { } it ? $"{GradesCsv.Number(it.Score)}/{GradesCsv.Number(it.Max)}" : "–";

    private static ImmutableArray<LocalizedText> Why(string id, SubmissionResult was, SubmissionResult isNow, RunInputs old, RunInputs now)
    {
        var why = ImmutableArray.CreateBuilder<LocalizedText>();
        if (was.Status == SubmissionStatus.Ungraded || isNow.Status == SubmissionStatus.Ungraded) why.Add(new("it was ungraded by our fault", "به سبب خطای تصحیح‌گر بدون نمره بود"));
        if (old.Submissions.GetValueOrDefault(id) != now.Submissions.GetValueOrDefault(id)) why.Add(new("it was handed in again", "دوباره تحویل داده شد"));
        if (old.Rubric != now.Rubric) why.Add(new("the rubric changed", "معیار نمره‌دهی تغییر کرد"));
        if (old.Reference != now.Reference) why.Add(new("the reference or its cases changed", "پاسخ مرجع یا موردهای آن تغییر کرد"));
        if (old.Extensions != now.Extensions) why.Add(new("extensions changed", "تمدید مهلت‌ها تغییر کرد"));
        if (old.Seed != now.Seed) why.Add(new("another seed", "بذر دیگر"));
        if (old.Grader != now.Grader || old.Tools != now.Tools) why.Add(new("another build of grader", "نسخهٔ دیگری از grader"));
        if (old.Isolation != now.Isolation) why.Add(new("another isolation", "جداسازی دیگر"));
        if (MarkedByPeople(was, isNow)) why.Add(new("a person's marks", "نمرهٔ انسانی"));
        // Nothing that we know of changed, and still the score did: that must never pass in silence.
        if (why.Count == 0) why.Add(new("NOTHING that we know of changed: please report this as a fault of grader", "هیچ ورودی شناخته‌شده‌ای تغییر نکرده است؛ لطفاً این را به‌عنوان خطای grader گزارش کنید"));
        return why.ToImmutable();
    }

    private static bool MarkedByPeople(SubmissionResult was, SubmissionResult isNow)
    {
        var old = was.Checks.ToDictionary(it => (it.Part.Id, it.Check.Id), it => it.Check);
        return isNow.Checks.Any(it => old.TryGetValue((it.Part.Id, it.Check.Id), out var before) && before.Score != it.Check.Score && (it.Check.Kind == "manual" || before.Verdict == Verdict.NeedsReview || it.Check.Verdict == Verdict.NeedsReview));
    }
}
