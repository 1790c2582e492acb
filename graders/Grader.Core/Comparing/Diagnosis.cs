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
        return Dtype(failing) ?? Shape(failing) ?? Factor(function, failing) ?? Transposed(failing) ?? Order(failing) ?? Offset(failing) ?? Mutated(failing) ?? Slices(failing) ?? Where(function, cases);
    }

    /// <summary>The words of CS231n for a relative error of a gradient.</summary>
    public static string InWords(double relative) => relative switch
    {
        > 1e-2 => "probably wrong", > 1e-4 => "uncomfortable", > 1e-7 => "near, yet not right without kinks", _ => "near",
    };

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
            if (values.Zip(sizes).All(it => it.Second != 0 && Math.Abs(it.First * it.Second - 1) < Near)) return new($"Every number is divided by {name}: a mean where a sum belongs?", $"همهٔ عددها بر {name} تقسیم شده‌اند؛ میانگین به جای جمع؟");
            if (values.Zip(sizes).All(it => Math.Abs(it.First - it.Second) <= Near * Math.Abs(it.Second))) return new($"Every number is multiplied by {name}: a sum where a mean belongs?", $"همهٔ عددها در {name} ضرب شده‌اند؛ جمع به جای میانگین؟");
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

    private static IEnumerable<(string Name, List<double> Values)> Sizes(Signature function, List<Compared> failing)
    {
        for (var index = 0; index < function.Parameters.Length; index++)
        {
            var (name, values) = (function.Parameters[index].Name, failing.Select(it => it.Test.Arguments[index]).ToList());
            if (values.All(it => it is IntegerValue)) yield return (name, [.. values.Select(it => (double)((IntegerValue)it).Content)]);
            if (values.All(it => it is ListValue)) yield return ($"the length of {name}", [.. values.Select(it => (double)((ListValue)it).Items.Length)]);
            for (var axis = 0; axis < 3; axis++)
            {
                if (values.All(it => it is TensorValue tensor && tensor.Shape.Length > axis)) yield return (FormattableString.Invariant($"{name}.shape[{axis}]"), [.. values.Select(it => (double)((TensorValue)it).Shape[axis])]);
            }
        }
    }

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
        var offsets = failing.Select(it => Numbers(it) is var (mine, truth) && mine.Length > 1 && Close([.. mine.Select(entry => entry - (mine[0] - truth[0]))], truth) ? mine[0] - truth[0] : double.NaN).ToList();
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

    /// <summary>Over two scalar arguments, which calls were right: the blame map, a row for each value of the first. Empty where there are not two.</summary>
    public static string Map(Signature function, ImmutableArray<Compared> cases)
    {
        var scalars = Enumerable.Range(0, function.Parameters.Length).Where(index => cases.All(it => it.Test.Arguments[index] is IntegerValue)).Take(2).ToList();
        if (scalars.Count < 2 || cases.All(it => it.Passes) || cases.All(it => !it.Passes)) return "";
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
