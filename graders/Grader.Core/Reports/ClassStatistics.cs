using System.Collections.Immutable;
using Grader.Core.Results;

namespace Grader.Core.Reports;

/// <summary>
/// How a question or part went: over those who handed something in, of the points that are graded so far. <paramref name="Discrimination"/> is the correlation
/// of the item with the rest of the homework: near 1 tells who knows the subject, near 0 tells nothing, below 0 is suspicious. Null: nothing to correlate.
/// </summary>
internal sealed record ItemStatistics(decimal Max, int Count, double Mean, double Spread, double? Discrimination, int Full, int None);

/// <summary>A mistake with a name, or a verdict, in one part: how often, and whose to look at.</summary>
internal sealed record CommonFault(PartResult Part, CheckResult Check, ImmutableArray<SubmissionResult> Students);

/// <summary>A range of totals with those who are in it.</summary>
internal sealed record Bin(decimal From, decimal To, int Count);

internal static class ClassStatistics
{
    private const int MostBins = 12;
    private static readonly decimal[] Steps = [0.1m, 0.2m, 0.25m, 0.5m, 1, 2, 2.5m, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 5000, 10_000];

    public static ImmutableArray<SubmissionResult> HandedIn(ClassResult result) => [.. result.Submissions.Where(it => it.Status is SubmissionStatus.Graded or SubmissionStatus.Pending)];

    public static decimal Total(SubmissionResult it) => it.Total!.Value;

    public static (double Mean, double Spread, decimal Median) Totals(ImmutableArray<SubmissionResult> all)
    {
        var totals = all.Select(Total).Order().ToList();
        if (totals.Count == 0) return (double.NaN, double.NaN, 0);
        return (Mean(totals.Select(it => (double)it)), Spread([.. totals.Select(it => (double)it)]), (totals[(totals.Count - 1) / 2] + totals[totals.Count / 2]) / 2);
    }

    public static ItemStatistics Item(ImmutableArray<SubmissionResult> all, Func<SubmissionResult, (decimal Score, decimal Pending, decimal Max)?> item)
    {
        var (shares, rests) = (new List<double>(), new List<double>());
        var max = 0m;
        foreach (var it in all)
        {
            if (item(it) is not { } mine) continue;
            max = mine.Max;
            var graded = mine.Max - mine.Pending;
            var rest = it.Max - it.Pending - graded;
            if (graded <= 0) continue;
            shares.Add((double)(mine.Score / graded));
            rests.Add(rest > 0 ? (double)((it.Score!.Value - mine.Score) / rest) : 0);
        }
        return new ItemStatistics(max, shares.Count, Mean(shares), Spread(shares), Correlation(shares, rests), shares.Count(it => it >= 1), shares.Count(it => it <= 0));
    }

    public static ImmutableArray<Bin> Histogram(ImmutableArray<SubmissionResult> all, decimal max)
    {
        if (max <= 0) return [];
        var step = Steps.FirstOrDefault(it => max / it <= MostBins, max);
        var bins = (int)Math.Ceiling(max / step);
        // The last bin takes the maximum itself and what bonus adds to it.
        var counts = all.CountBy(it => Math.Clamp((int)Math.Floor(Total(it) / step), 0, bins - 1)).ToDictionary();
        return [.. Enumerable.Range(0, bins).Select(i => new Bin(i * step, Math.Min(max, (i + 1) * step), counts.GetValueOrDefault(i)))];
    }

    /// <summary>Most frequent first; a student counts once for each.</summary>
    public static ImmutableArray<CommonFault> Faults(ImmutableArray<SubmissionResult> all) =>
    [
        .. all.SelectMany(student => student.Checks.Where(it => IsFault(it.Check)).Select(it => (Student: student, it.Part, it.Check)))
            .GroupBy(it => (it.Part.Id, it.Check.Mistake, it.Check.Mistake is null ? it.Check.Verdict : Verdict.Wrong))
            .Select(group => new CommonFault(group.First().Part, group.First().Check, [.. group.Select(it => it.Student).DistinctBy(it => it.Id)]))
            .OrderByDescending(it => it.Students.Length).ThenBy(it => it.Part.Id, StringComparer.Ordinal).ThenBy(it => it.Check.Mistake, StringComparer.Ordinal),
    ];

    private static bool IsFault(CheckResult it) => it.Pending == 0 && it.Score < it.Max && !it.Bonus && (it.Kind != "manual" || it.Verdict == Verdict.Wrong) && it.Verdict is not Verdict.Skipped;

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(double.NaN).Average();

    private static double Spread(List<double> values)
    {
        if (values.Count < 2) return double.NaN;
        var mean = Mean(values);
        return Math.Sqrt(values.Sum(it => (it - mean) * (it - mean)) / (values.Count - 1));
    }

    private static double? Correlation(List<double> a, List<double> b)
    {
        if (a.Count < 3) return null;
        var (meanA, meanB) = (Mean(a), Mean(b));
        var (top, left, right) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Count; i++)
        {
            var (x, y) = (a[i] - meanA, b[i] - meanB);
            (top, left, right) = (top + (x * y), left + (x * x), right + (y * y));
        }
        return left < 1e-12 || right < 1e-12 ? null : top / Math.Sqrt(left * right);
    }
}
