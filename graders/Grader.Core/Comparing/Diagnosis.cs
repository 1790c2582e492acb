using System.Collections.Immutable;
using System.Globalization;
using Grader.Contract;
using Grader.Core.References;
using Grader.Core.Rubrics;

namespace Grader.Core.Comparing;

/// <summary>One call's answer beside the truth, flattened to numbers.</summary>
internal sealed record Compared(TestCase Test, Value Mine, Value Truth, bool Passes, bool MutatedInput);

/// <summary>
/// What kind of wrong it is, where no mistake of the bank answers the same: a pattern that holds in every failing case, so that it is no accident.
/// One sentence at most; null when there is no pattern.
/// </summary>
internal static class Diagnosis
{
    private const double Near = 1e-9;

    public static LocalizedText? Explain(Signature function, ImmutableArray<Compared> cases)
    {
        var failing = cases.Where(it => !it.Passes).ToList();
        if (failing.Count == 0) return null;
        return OneOfSeveral(function, cases) ?? Pattern(function, cases, failing);
    }

    private static LocalizedText? Pattern(Signature function, ImmutableArray<Compared> cases, List<Compared> failing)
    {
        return Dtype(failing) ?? Shape(failing) ?? Factor(function, failing) ?? Signs(failing) ?? Transposed(failing) ?? Order(failing) ?? Offset(failing) ?? Mutated(failing) ?? Slices(failing) ?? Where(function, cases);
    }

    /// <summary>What CS231n says of the relative error of a gradient, where it says more than that the gradient is wrong.</summary>
    public static LocalizedText InWords(double relative) => relative switch
    {
        > 1e-2 => LocalizedText.Empty,
        > 1e-4 => new("A relative error between 1e-4 and 1e-2 should make you uncomfortable: a small term is missing.", "خطای نسبی میان ‎1e-4‎ و ‎1e-2‎ جای نگرانی دارد؛ جمله‌ای کوچک جا افتاده است."),
        _ => new("A relative error below 1e-4 is near; look for numbers that were rounded, or for a step that is too coarse.", "خطای نسبی کمتر از ‎1e-4‎ یعنی نزدیک شده‌اید؛ دنبال عددهای گردشده یا گام درشت بگردید."),
    };

    /// <summary>Of several values that come back, which are right; where one is not, what is the matter with it.</summary>
    private static LocalizedText? OneOfSeveral(Signature function, ImmutableArray<Compared> cases)
    {
        var named = ByName(function, cases);
        if (named.Count < 2) return null;
        var (right, wrong) = (named.Where(it => it.Value.All(one => one.Passes)).Select(it => it.Key).ToList(), named.Where(it => !it.Value.All(one => one.Passes)).ToList());
        if (right.Count == 0 && !wrong.All(it => int.TryParse(it.Key.Trim('[', ']'), NumberStyles.None, CultureInfo.InvariantCulture, out _)) && wrong.Count > 1) return null;
        if (InTime(named) is { } time) return time;
        if (right.Count == 0) return null;
        var names = (Right: string.Join(", ", right), Wrong: string.Join(", ", wrong.Select(it => it.Key)));
        var words = new LocalizedText($"Right: {names.Right}; wrong: {names.Wrong}.", $"درست: {names.Right}؛ نادرست: {names.Wrong}.");
        if (wrong.Count != 1) return words;
        var only = wrong[0].Value;
        return Pattern(function, only, [.. only.Where(it => !it.Passes)]) is { } pattern ? words.Then(pattern) : words;
    }

    /// <summary>A sequence over time that is right from some step on: the way back breaks off there.</summary>
    private static LocalizedText? InTime(IReadOnlyDictionary<string, ImmutableArray<Compared>> named)
    {
        var steps = named.Select(it => (Step: int.TryParse(it.Key.Trim('[', ']'), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : -1, it.Value)).ToList();
        if (steps.Any(it => it.Step < 0)) return null;
        // From the end, since sequences have several lengths.
        var cases = steps.SelectMany(it => it.Value.Select(one => (one.Test, it.Step, one.Passes))).GroupBy(it => it.Test).Where(it => it.Count() > 1).ToList();
        var back = cases.Where(it => it.Any(one => !one.Passes)).Select(it => it.OrderByDescending(one => one.Step).TakeWhile(one => one.Passes).Count()).ToHashSet();
        if (back.Count == 0 || back.Contains(0)) return null;
        return back.Count == 1
            ? new(FormattableString.Invariant($"Right for the last {back.Single()} step(s), wrong before: the way back in time breaks off there."), FormattableString.Invariant($"در {back.Single()} گام آخر درست و پیش از آن نادرست است؛ مسیر برگشت در زمان همان‌جا قطع می‌شود."))
            : new("Right at the last step, wrong further back: the way back in time breaks off.", "در گام آخر درست و در گام‌های پیش‌تر نادرست است؛ مسیر برگشت در زمان قطع می‌شود.");
    }

    /// <summary>Each named value of the answer with its own comparison; empty where the answers have not the same values as the truth.</summary>
    private static Dictionary<string, ImmutableArray<Compared>> ByName(Signature function, ImmutableArray<Compared> cases)
    {
        var named = new Dictionary<string, List<Compared>>();
        foreach (var it in cases)
        {
            var (mine, truth) = (NamedValues.Of(it.Mine, function), NamedValues.Of(it.Truth, function));
            if (mine.Length != truth.Length) return [];
            foreach (var (a, b) in mine.Zip(truth))
            {
                if (!named.TryGetValue(b.Name, out var of)) named[b.Name] = of = [];
                of.Add(it with { Mine = a.Value, Truth = b.Value, Passes = it.Passes || Value.SameBits(a.Value, b.Value) || NumericComparison.Compare(a.Value, b.Value, null).Passes });
            }
        }
        return named.ToDictionary(it => it.Key, it => it.Value.ToImmutableArray());
    }

    private static LocalizedText? Dtype(List<Compared> failing)
    {
        if (failing.All(it => it.Mine is TensorValue { Dtype: Contract.Dtype.UInt8, Shape.Length: 0 } && it.Truth is TensorValue { Shape.Length: > 0 }))
            return new("sum(0) in C# means the data type 0, and gives one number: write sum(dim: 0).", "در سی‌شارپ sum(0) یعنی نوع دادهٔ صفر و حاصل آن یک عدد است؛ بنویسید sum(dim: 0).");
        return failing.All(it => it.Mine is TensorValue mine && it.Truth is TensorValue truth && truth.Dtype.IsReal() && !mine.Dtype.IsReal() && mine.Shape.SequenceEqual(truth.Shape))
            ? new($"Its dtype is {((TensorValue)failing[0].Mine).Dtype.Word()}: whole numbers cannot hold the answer. Keep the dtype of the inputs.", $"نوع دادهٔ خروجی {((TensorValue)failing[0].Mine).Dtype.Word()} است و عدد صحیح جای پاسخ را نمی‌گیرد؛ نوع دادهٔ ورودی را نگه دارید.")
            : null;
    }

    private static LocalizedText? Shape(List<Compared> failing)
    {
        if (!failing.All(it => it.Mine is TensorValue mine && it.Truth is TensorValue truth && !mine.Shape.SequenceEqual(truth.Shape))) return null;
        var pairs = failing.Select(it => (Mine: (TensorValue)it.Mine, Truth: (TensorValue)it.Truth)).ToList();
        if (pairs.All(it => it.Mine.Shape.Where(size => size != 1).SequenceEqual(it.Truth.Shape.Where(size => size != 1)) && Same(it.Mine, it.Truth)))
            return new("The numbers are right; only axes of size 1 are too many or too few: squeeze or unsqueeze.", "عددها درست‌اند؛ فقط محورهای با اندازهٔ ۱ کم یا زیاد است: squeeze یا unsqueeze.");
        if (pairs.All(it => it.Mine.Shape.Length == 2 && it.Truth.Shape.Length == 1 && it.Mine.Shape[0] == it.Truth.Shape[0] && it.Mine.Shape[1] == it.Truth.Shape[0]))
            return new("A column and a row were broadcast against each other: a matrix came out where a vector is asked for.", "یک ستون و یک سطر بر هم پخش (broadcast) شده‌اند و به جای بردار، ماتریس به دست آمده است.");
        return pairs.All(it => it.Mine.Shape.IsEmpty && !it.Truth.Shape.IsEmpty)
            ? new("One number came out: something was summed over all axes.", "یک عدد به دست آمده است؛ جمع روی همهٔ محورها گرفته شده است.") : null;
    }

    /// <summary>One factor in every entry: the same in all cases, or a size of the inputs.</summary>
    private static LocalizedText? Factor(Signature function, List<Compared> failing)
    {
        var ratios = failing.Select(it => Ratio(it)).ToList();
        if (ratios.Any(it => it is null)) return null;
        var values = ratios.Select(it => it!.Value).ToList();
        if (values.All(it => Math.Abs(it - values[0]) <= Near * Math.Abs(values[0])))
        {
            if (Math.Abs(values[0] + 1) < Near) return new("Every number has the opposite sign.", "علامت همهٔ عددها برعکس است.");
            if (Math.Abs(values[0]) < Near) return null;
            return new($"Every number is {Show(values[0])} times the right one.", $"هر عدد {Show(values[0])} برابر مقدار درست است.");
        }
        foreach (var (name, sizes) in Sizes(function, failing))
        {
            if (values.Zip(sizes).All(it => it.Second != 0 && Math.Abs(it.First * it.Second - 1) < Near)) return new($"Every number is divided by {name.En}: a mean where a sum belongs?", $"همهٔ عددها بر {name.Fa} تقسیم شده‌اند؛ میانگین به جای جمع؟");
            if (values.Zip(sizes).All(it => Math.Abs(it.First - it.Second) <= Near * Math.Abs(it.Second))) return new($"Every number is multiplied by {name.En}: a sum where a mean belongs?", $"همهٔ عددها در {name.Fa} ضرب شده‌اند؛ جمع به جای میانگین؟");
        }
        return null;
    }

    private static double? Ratio(Compared it)
    {
        if (Numbers(it) is not var (mine, truth)) return null;
        var scale = truth.Select(Math.Abs).Append(0).Max();
        var at = Array.FindIndex(truth, entry => Math.Abs(entry) == scale);
        if (scale < 1e-6 || at < 0) return null;
        var ratio = mine[at] / truth[at];
        return double.IsFinite(ratio) && mine.Zip(truth).All(pair => Math.Abs(pair.First - ratio * pair.Second) <= Near * Math.Max(1, Math.Abs(ratio)) * scale) ? ratio : null;
    }

    private static IEnumerable<(LocalizedText Name, List<double> Values)> Sizes(Signature function, List<Compared> failing)
    {
        for (var index = 0; index < function.Parameters.Length; index++)
        {
            var (name, values) = (function.Parameters[index].Name, failing.Select(it => it.Test.Arguments[index]).ToList());
            if (values.All(it => it is IntegerValue)) yield return (LocalizedText.Same(name), [.. values.Select(it => (double)((IntegerValue)it).Content)]);
            if (values.All(it => it is ListValue)) yield return (new($"the length of {name}", $"طول {name}"), [.. values.Select(it => (double)((ListValue)it).Items.Length)]);
            for (var axis = 0; axis < 3; axis++)
            {
                if (values.All(it => it is TensorValue tensor && tensor.Shape.Length > axis)) yield return (LocalizedText.Same(FormattableString.Invariant($"{name}.shape[{axis}]")), [.. values.Select(it => (double)((TensorValue)it).Shape[axis])]);
            }
        }
    }

    private static LocalizedText? Signs(List<Compared> failing) =>
        failing.All(it => Numbers(it) is var (mine, truth) && Close([.. mine.Select(Math.Abs)], [.. truth.Select(Math.Abs)]))
            ? new("The absolute values are right; some of the signs are not.", "قدر مطلق عددها درست است ولی بعضی علامت‌ها نادرست‌اند.") : null;

    private static LocalizedText? Transposed(List<Compared> failing) =>
        failing.All(it => it.Mine is TensorValue { Shape.Length: 2 } mine && it.Truth is TensorValue { Shape.Length: 2 } truth && mine.Shape[0] == truth.Shape[1] && mine.Shape[1] == truth.Shape[0]
            && Close([.. Enumerable.Range(0, (int)(truth.Shape[0] * truth.Shape[1])).Select(k => mine.ToDoubles()[k % (int)truth.Shape[1] * (int)truth.Shape[0] + k / (int)truth.Shape[1]])], truth.ToDoubles()))
            ? new("It is the transpose of the right answer.", "این ترانهادهٔ پاسخ درست است.") : null;

    private static LocalizedText? Order(List<Compared> failing)
    {
        if (!failing.All(it => Numbers(it) is var (mine, truth) && mine.Length > 1 && Close([.. mine.Order()], [.. truth.Order()]))) return null;
        return failing.All(it => Numbers(it) is var (mine, truth) && Close([.. mine.Reverse()], truth))
            ? new("The numbers are right, in reverse order.", "عددها درست‌اند ولی ترتیب آن‌ها وارونه است.") : new("The numbers are right, in another order: look at the axes.", "عددها درست‌اند ولی ترتیب دیگری دارند؛ محورها را بررسی کنید.");
    }

    private static LocalizedText? Offset(List<Compared> failing)
    {
        var telling = failing.Where(it => Numbers(it) is var (mine, _) && mine.Length > 1).ToList(); // one number is off by "a constant" however wrong it is
        if (telling.Count == 0 || !failing.All(it => Numbers(it) is not null)) return null;
        var offsets = telling.Select(it => Numbers(it) is var (mine, truth) && mine.Length > 1 && Close([.. mine.Select(entry => entry - (mine[0] - truth[0]))], truth) ? mine[0] - truth[0] : double.NaN).ToList();
        return offsets.All(double.IsFinite) ? new("Every number of a case is off by the same amount: a constant is added or left out.", "در هر مورد همهٔ عددها به یک اندازه جابه‌جا شده‌اند؛ مقداری ثابت اضافه یا کم شده است.") : null;
    }

    private static LocalizedText? Mutated(List<Compared> failing) => failing.All(it => it.MutatedInput)
        ? new("It changes its arguments while it computes: work on a copy (clone).", "تابع هنگام محاسبه ورودی‌هایش را تغییر می‌دهد؛ روی یک کپی (clone) کار کنید.") : null;

    /// <summary>Along the first axis, right up to a place or from a place on: where time runs along it, that is where the chain breaks.</summary>
    private static LocalizedText? Slices(List<Compared> failing)
    {
        var last = true;
        foreach (var it in failing)
        {
            if (Numbers(it) is not var (mine, truth) || it.Truth is not TensorValue { Shape: [> 1, ..] shape } || truth.Length % shape[0] != 0) return null;
            var width = (int)(truth.Length / shape[0]);
            var right = Enumerable.Range(0, (int)shape[0]).Select(k => Close(mine[(k * width)..((k + 1) * width)], truth[(k * width)..((k + 1) * width)])).ToList();
            last &= right[^1] && !right[0] && right.SkipWhile(ok => !ok).All(ok => ok);
        }
        return last ? new("Right at the end of the first axis (the last step), wrong before: the way back in time breaks off.", "در انتهای محور اول (گام آخر) درست و پیش از آن نادرست است؛ مسیر برگشت در زمان قطع می‌شود.") : null;
    }

    /// <summary>Which relation of the scalar arguments parts right from wrong: "right for i = t, wrong for i &lt; t".</summary>
    private static LocalizedText? Where(Signature function, ImmutableArray<Compared> cases)
    {
        if (cases.All(it => !it.Passes)) return null;
        var scalars = function.Parameters.Select((it, index) => (it.Name, Values: cases.Select(test => test.Test.Arguments[index] is IntegerValue number ? number.Content : (long?)null).ToList())).Where(it => it.Values.All(value => value is not null)).ToList();
        foreach (var (a, b) in scalars.SelectMany((a, k) => scalars.Skip(k + 1).Select(b => (a, b))))
        {
            var distances = a.Values.Zip(b.Values, (x, y) => x!.Value - y!.Value).ToList();
            var right = distances.Where((_, k) => cases[k].Passes).ToHashSet();
            var wrong = distances.Where((_, k) => !cases[k].Passes).ToHashSet();
            if (right.Overlaps(wrong)) continue;
            if (wrong.All(it => it > right.Max())) return new(FormattableString.Invariant($"Right as long as {a.Name} − {b.Name} ≤ {right.Max()}, wrong from {wrong.Min()} on."), FormattableString.Invariant($"تا وقتی {a.Name} − {b.Name} ≤ {right.Max()} باشد درست است و از {wrong.Min()} به بعد نادرست."));
            if (wrong.All(it => it < right.Min())) return new(FormattableString.Invariant($"Right as long as {a.Name} − {b.Name} ≥ {right.Min()}, wrong below."), FormattableString.Invariant($"تا وقتی {a.Name} − {b.Name} ≥ {right.Min()} باشد درست است و پایین‌تر از آن نادرست."));
        }
        foreach (var it in scalars)
        {
            var right = it.Values.Where((_, k) => cases[k].Passes).ToHashSet();
            var wrong = it.Values.Where((_, k) => !cases[k].Passes).ToHashSet();
            if (!right.Overlaps(wrong) && wrong.Min() > right.Max()) return new(FormattableString.Invariant($"Right up to {it.Name} = {right.Max()}, wrong from {wrong.Min()} on."), FormattableString.Invariant($"تا {it.Name} = {right.Max()} درست است و از {wrong.Min()} به بعد نادرست."));
        }
        return null;
    }

    /// <summary>Each value of the answer (a gradient at a parameter, the state of a step) over the length of the sequence: which were right.</summary>
    private static string NamedMap(Signature function, ImmutableArray<Compared> cases)
    {
        var named = ByName(function, cases);
        var time = Enumerable.Range(0, function.Parameters.Length).Select(index => (index, Keys: cases.Select(it => Length(it.Test.Arguments[index])).ToList()))
            .FirstOrDefault(it => it.Keys.All(key => key is not null) && it.Keys.Distinct().Count() > 1);
        if (named.Count < 2 || time.Keys is null) return "";
        var columns = time.Keys.Select(it => it!.Value).Distinct().Order().Take(12).ToList();
        var width = named.Keys.Take(12).Max(it => it.Length);
        var lines = new List<string> { "".PadLeft(width) + " " + string.Join(' ', columns.Select(it => FormattableString.Invariant($"{it}").PadLeft(2))) };
        lines.AddRange(named.Take(12).Select(row => row.Key.PadLeft(width) + " " + string.Join(' ', columns.Select(column =>
            row.Value.Where(it => Length(it.Test.Arguments[time.index]) == column).ToList() is { Count: > 0 } here ? here.All(it => it.Passes) ? " ✓" : " ✗" : "  "))));
        return string.Join('\n', lines.Select(it => it.TrimEnd()));
    }

    private static long? Length(Value value) => value switch { IntegerValue it => it.Content, ListValue it => it.Items.Length, TensorValue { Shape.Length: 3 } it => it.Shape[0], _ => null };

    /// <summary>Over two scalar arguments, which calls were right: the blame map, a row for each value of the first; else each value of the answer over time.</summary>
    public static string Map(Signature function, ImmutableArray<Compared> cases)
    {
        var scalars = Enumerable.Range(0, function.Parameters.Length).Where(index => cases.All(it => it.Test.Arguments[index] is IntegerValue)).Take(2).ToList();
        if (scalars.Count < 2) return cases.All(it => !it.Passes) && ByName(function, cases).Values.All(it => it.All(one => !one.Passes)) ? "" : NamedMap(function, cases);
        if (cases.All(it => it.Passes) || cases.All(it => !it.Passes)) return "";
        long At(Compared it, int k) => ((IntegerValue)it.Test.Arguments[scalars[k]]).Content;
        var (rows, columns) = (cases.Select(it => At(it, 0)).Distinct().Order().Take(12).ToList(), cases.Select(it => At(it, 1)).Distinct().Order().Take(12).ToList());
        var lines = new List<string> { $"{function.Parameters[scalars[0]].Name}\\{function.Parameters[scalars[1]].Name} " + string.Join(' ', columns.Select(it => it.ToString(CultureInfo.InvariantCulture).PadLeft(2))) };
        lines.AddRange(rows.Select(row => row.ToString(CultureInfo.InvariantCulture).PadLeft(3) + " " + string.Join(' ', columns.Select(column =>
            cases.Where(it => At(it, 0) == row && At(it, 1) == column).ToList() is { Count: > 0 } here ? here.All(it => it.Passes) ? " ✓" : " ✗" : "  "))));
        return string.Join('\n', lines.Select(it => it.TrimEnd()));
    }

    private static (double[] Mine, double[] Truth)? Numbers(Compared it) => (it.Mine, it.Truth) switch
    {
        (TensorValue mine, TensorValue truth) when mine.Shape.SequenceEqual(truth.Shape) => (mine.ToDoubles(), truth.ToDoubles()),
        (RealValue mine, RealValue truth) => ([mine.Content], [truth.Content]),
        _ => null,
    };

    private static bool Same(TensorValue mine, TensorValue truth) => mine.Count == truth.Count && Close(mine.ToDoubles(), truth.ToDoubles());

    private static bool Close(double[] mine, double[] truth)
    {
        var scale = truth.Select(Math.Abs).Append(1e-6).Max();
        return mine.Length == truth.Length && mine.Zip(truth).All(it => Math.Abs(it.First - it.Second) <= Near * scale);
    }

    private static string Show(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
