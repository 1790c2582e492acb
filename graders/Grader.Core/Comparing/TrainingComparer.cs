using System.Collections.Immutable;
using System.Globalization;
using Grader.Contract;
using Grader.Core.Compiling;
using Grader.Core.References;
using Grader.Core.Results;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.Comparing;

/// <summary>
/// What a training came to: the best of its seeds, by steps. Labels are compared here; what came back are predictions, one for each row in the order
/// in which the rows were sent.
/// </summary>
internal static class TrainingComparer
{
    private const int MoreSeeds = 2;

    /// <summary>The next seed to run after these outcomes, null when the verdict is clear.</summary>
    public static long? NextSeed(TrainingCheck check, IReadOnlyList<Outcome> made, PreparedHomework homework)
    {
        var best = Best(check, made, homework);
        if (best >= check.Steps[^1].AtLeast) return null;
        if (made.Count < check.Seeds.Length) return check.Seeds[made.Count];
        var isBorderline = check.Steps.Any(it => best < it.AtLeast && best >= it.AtLeast - check.Borderline);
        return isBorderline && made.Count < check.Seeds.Length + MoreSeeds ? check.Seeds.Max() + 1 + made.Count - check.Seeds.Length : null;
    }

    public static CheckVerdict Compare(TrainingCheck check, CompiledSubmission submission, SubmissionOutcomes outcomes, PreparedHomework homework)
    {
        var (script, file) = submission.Of(check);
        if (CallComparer.BeforeRunning(check, check.Function, file) is { } early) return early;
        if (outcomes.Loads.GetValueOrDefault(script) is { } load and not Returned) return CallComparer.LoadFault(check, check.Function, load);

        var made = new List<Outcome>();
        var seeds = new List<long>();
        while (NextSeed(check, made, homework) is { } seed && outcomes.Of(check, seed) is { } outcome)
        {
            made.Add(outcome);
            seeds.Add(seed);
        }
        if (made.Count == 0) throw new InvalidOperationException($"No run of the training {check.Id} was kept."); // ours: never a zero
        var best = Best(check, made, homework);
        if (double.IsNegativeInfinity(best)) return NoNumber(check, made[0], homework);

        var number = Show(check, best);
        var evidence = new Evidence
        {
            Actual = number, Expected = string.Join(", ", check.Steps.Select(it => FormattableString.Invariant($"{Show(check, it.AtLeast)}: {it.Points}"))),
            Detail = string.Join("; ", made.Zip(seeds, (outcome, seed) => FormattableString.Invariant($"seed {seed}: ") + (Measure(check, outcome, homework, out _) is { } it ? Show(check, it) : "–"))),
        };
        var step = check.Steps.LastOrDefault(it => best >= it.AtLeast);
        var next = check.Steps.FirstOrDefault(it => best < it.AtLeast);
        if (next is null) return CheckVerdict.Full(check, Reached(check, number)) with { Evidence = evidence };
        var words = Reached(check, number).Then(new($"The next step is {Show(check, next.AtLeast)}.", $"گام بعدی {Show(check, next.AtLeast)} است."));
        if (made.Select(it => RemarkOf(it) is { } word ? check.Remarks.GetValueOrDefault(word) : null).FirstOrDefault(it => it is not null) is { } remark) words = words.Then(remark);
        return step is null ? CheckVerdict.None(check, Verdict.Wrong, words) with { Evidence = evidence } : new CheckVerdict(check, Verdict.Partial, step.Points, words) { Evidence = evidence };
    }

    private static LocalizedText Reached(TrainingCheck check, string number) => check.Against is null
        ? new($"It reaches {number}.", $"به {number} می‌رسد.") : new($"It is right on {number} of the data that it has not seen.", $"روی {number} از داده‌های دیده‌نشده درست است.");

    private static string Show(TrainingCheck check, double number) =>
        check.Against is null ? NumericComparison.Show(number) : (number * 100).ToString("0.##", CultureInfo.InvariantCulture) + "%";

    private static double Best(TrainingCheck check, IReadOnlyList<Outcome> made, PreparedHomework homework) =>
        made.Select(it => Measure(check, it, homework, out _) ?? double.NegativeInfinity).DefaultIfEmpty(double.NegativeInfinity).Max();

    private static CheckVerdict NoNumber(TrainingCheck check, Outcome outcome, PreparedHomework homework)
    {
        if (outcome is Returned)
        {
            Measure(check, outcome, homework, out var problem);
            return CheckVerdict.None(check, Verdict.Wrong, problem);
        }
        var test = new TestCase("", "", check.Function.Name, [], Value.Nothing);
        var result = CaseComparison.Compare(check.File, check.Function, test, outcome);
        return CheckVerdict.None(check, result.Verdict, result.Feedback) with { Evidence = result.Evidence with { Case = null } };
    }

    /// <summary>Null when the outcome has no number, with the reason. NaN reaches nothing.</summary>
    internal static double? Measure(TrainingCheck check, Outcome outcome, PreparedHomework homework, out LocalizedText problem)
    {
        problem = LocalizedText.Empty;
        if (outcome is not Returned returned) return null;
        var items = Items(returned.Value is TupleValue { Items: [var answer, TextValue] } ? answer : returned.Value);
        if (check.Against is null)
        {
            if (items is [var only] && Number(only) is { } number && !double.IsNaN(number)) return number;
            problem = new($"One number is expected; what came back is {CaseComparison.Describe(returned.Value)}.", $"یک عدد انتظار می‌رود ولی {CaseComparison.Describe(returned.Value)} برگشت.");
            return null;
        }
        var labels = homework.Labels(check);
        if (items.Length != labels.Length)
        {
            problem = new($"{labels.Length} predictions are expected; {items.Length} came back.", $"{labels.Length} پیش‌بینی انتظار می‌رود ولی {items.Length} مقدار برگشت.");
            return null;
        }
        return items.Zip(labels).Count(it => IsSame(it.First, it.Second.Trim())) / (double)Math.Max(1, labels.Length);
    }

    /// <summary>A word that the probe returns beside its answer: it picks one of the rubric's sentences, and is never shown itself.</summary>
    private static string? RemarkOf(Outcome outcome) => outcome is Returned { Value: TupleValue { Items: [_, TextValue word] } } ? word.Content : null;

    private static ImmutableArray<Value> Items(Value value) => value switch
    {
        ListValue it => it.Items,
        TensorValue it => [.. it.ToDoubles().Select(number => (Value)new RealValue(number))],
        _ => [value],
    };

    private static bool IsSame(Value prediction, string label) => prediction switch
    {
        TextValue it => it.Content == label,
        BoolValue it => label == (it.Content ? "1" : "0") || label.Equals(it.Content ? "true" : "false", StringComparison.OrdinalIgnoreCase),
        _ => Number(prediction) is { } number && double.TryParse(label, NumberStyles.Float, CultureInfo.InvariantCulture, out var wanted) && number == wanted,
    };

    private static double? Number(Value value) => value switch
    {
        RealValue it => it.Content,
        IntegerValue it => it.Content,
        TensorValue { Count: 1 } it => it.ToDoubles()[0],
        _ => null,
    };
}
