using System.Collections.Immutable;
using System.Globalization;
using Grader.Core.Results;

namespace Grader.Core.Reports;

/// <summary>Something that a TA should look at: whose it is, and what it is.</summary>
internal sealed record Anomaly(ImmutableArray<string> Students, LocalizedText Words);

/// <summary>Anomalies of one sort, the gravest sorts first.</summary>
internal sealed record AnomalyGroup(LocalizedText Title, ImmutableArray<Anomaly> Items);

internal static class ClassAnomalies
{
    /// <summary>A wrong answer that is this near is worth a look: a tolerance decided, not an error of thought.</summary>
    private const double Near = 1e-3;

    public static ImmutableArray<AnomalyGroup> Find(ClassResult result, View view)
    {
        var all = result.Submissions;
        IEnumerable<AnomalyGroup> groups =
        [
            new(new("Ungraded, our fault", "بدون نمره، خطای تصحیح‌گر"), Each(all.Where(it => it.Status == SubmissionStatus.Ungraded), _ => new("run the same command again; this is no zero", "همان دستور را دوباره اجرا کنید؛ این صفر نیست"))),
            new(new("Could not be read", "خوانده نشد"), Checks(all, it => it.Verdict == Verdict.NeedsReview && it.Kind != "manual", it => it.Feedback)),
            new(new("Forbidden or forged", "غیرمجاز یا جعلی"), Checks(all, it => it.Verdict is Verdict.Forbidden or Verdict.Protocol, it => it.Feedback)),
            new(new("Unstable", "ناپایدار"), Checks(all, it => it.Verdict == Verdict.Unstable, it => it.Feedback)),
            new(new("Borderline tolerance", "در مرز رواداری"), Checks(all, IsBorderline, Borderline)),
            new(new("Identical files", "فایل‌های یکسان"), Identical(all)),
            new(new("Late", "با دیرکرد"), Each(all.Where(it => it.Late is not null), Lateness)),
            new(new("Nothing handed in", "چیزی تحویل نشده"), Each(all.Where(it => it.Status == SubmissionStatus.Missing), _ => LocalizedText.Empty)),
            new(new("Notes", "یادداشت‌ها"), [.. all.SelectMany(it => it.Notes.Select(note => new Anomaly([it.Id], note)))]),
        ];
        return [.. groups.Where(it => !it.Items.IsEmpty)];
    }

    private static LocalizedText Lateness(SubmissionResult it)
    {
        var late = new LocalizedText(new View("en").Duration(it.Late!.Minutes), new View("fa").Duration(it.Late.Minutes));
        return it.Adjustments.FirstOrDefault(line => line.Kind == Adjustment.Late) is { } line ? line.Text : late;
    }

    private static bool IsBorderline(CheckResult it) =>
        it.Evidence.LargestRelative is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var relative) && (it.Verdict == Verdict.Correct || (it.Verdict is Verdict.Wrong or Verdict.Partial && relative <= Near));

    private static LocalizedText Borderline(CheckResult it) => it.Verdict == Verdict.Correct
        ? new($"passed with a note, relative error {it.Evidence.LargestRelative}", $"با تذکر پذیرفته شد، خطای نسبی {it.Evidence.LargestRelative}")
        : new($"not passed, but near: relative error {it.Evidence.LargestRelative}", $"پذیرفته نشد ولی نزدیک است: خطای نسبی {it.Evidence.LargestRelative}");

    private static ImmutableArray<Anomaly> Each(IEnumerable<SubmissionResult> all, Func<SubmissionResult, LocalizedText> words) => [.. all.Select(it => new Anomaly([it.Id], words(it)))];

    /// <summary>One line a student and reason, with the parts that it holds for.</summary>
    private static ImmutableArray<Anomaly> Checks(IEnumerable<SubmissionResult> all, Func<CheckResult, bool> picks, Func<CheckResult, LocalizedText> words) =>
    [
        .. all.SelectMany(student => student.Checks.Where(it => picks(it.Check)).GroupBy(it => words(it.Check))
            .Select(group => string.Join(", ", group.Select(it => it.Part.Id).Distinct()) is var parts ? new Anomaly([student.Id], new($"{parts}: {group.Key.En}", $"{parts}: {group.Key.Fa}")) : null!)),
    ];

    private static ImmutableArray<Anomaly> Identical(IEnumerable<SubmissionResult> all) =>
    [
        .. all.SelectMany(it => it.Files.Select(file => (file.File, file.Digest, it.Id))).GroupBy(it => (it.File, it.Digest)).Where(group => group.Skip(1).Any())
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key.File, StringComparer.Ordinal).ThenBy(group => group.Key.Digest, StringComparer.Ordinal)
            .Select(group => new Anomaly([.. group.Select(it => it.Id)], LocalizedText.Same(group.Key.File))),
    ];
}
