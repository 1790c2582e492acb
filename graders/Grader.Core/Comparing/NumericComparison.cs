using System.Collections.Immutable;
using System.Globalization;
using Grader.Contract;
using Grader.Core.Rubrics;

namespace Grader.Core.Comparing;

internal enum NumericFault { None, NotNumbers, Shape, NotFinite, Values }

/// <summary>What the comparison of two values found. <see cref="Relative"/> is the max-norm relative error.</summary>
internal sealed record NumericResult(NumericFault Fault, double Relative, string Index, double Expected, double Actual, double LargestAbsolute, double LargestRelative, bool RoundingNote)
{
    public bool Passes => Fault == NumericFault.None;
}

/// <summary>
/// Shape exactly, finite, then ‖s − r‖∞ / max(‖r‖∞, 1e-6) (design §4). 1e-9 passes; up to 1e-4 passes with a note where the answer is float32, or
/// is the truth rounded, and up to 1e-6 as numeric differentiation gives it. Nothing broadcasts; every comparison is written so that NaN fails.
/// </summary>
internal static class NumericComparison
{
    private const double Exact = 1e-9;
    private const double Note = 1e-4;
    private const double NumericDifferentiation = 1e-6;

    public static NumericResult Compare(Value actual, Value expected, Tolerance? tolerance)
    {
        if (Numbers(actual) is not { } mine || Numbers(expected) is not { } truth) return Failed(NumericFault.NotNumbers);
        if (!mine.Shape.SequenceEqual(truth.Shape)) return Failed(NumericFault.Shape);
        var (s, r) = (mine.Values, truth.Values);
        var bad = Array.FindIndex(s, it => !double.IsFinite(it));
        if (bad >= 0) return Failed(NumericFault.NotFinite) with { Index = IndexOf(bad, mine.Shape), Expected = r[bad], Actual = s[bad] };

        var scale = r.Select(Math.Abs).Append(1e-6).Max();
        var worst = s.Zip(r, (a, b) => Math.Abs(a - b)).Append(0).Max();
        var relative = worst / scale;
        if (tolerance is not null) return relative <= tolerance.Relative || worst <= tolerance.Absolute ? Passed(relative, false) : Differs(mine, r, relative, worst, tolerance.Absolute);
        if (relative <= Exact) return Passed(relative, false);
        if (relative <= NumericDifferentiation || (relative <= Note && (mine.Single || IsRounded(s, r)))) return Passed(relative, true);
        return Differs(mine, r, relative, worst, Exact * scale);
    }

    private static NumericResult Differs(Entries mine, double[] truth, double relative, double worst, double within)
    {
        var s = mine.Values;
        var first = Enumerable.Range(0, s.Length).First(i => !(Math.Abs(s[i] - truth[i]) <= within));
        var largest = Enumerable.Range(0, s.Length).Max(i => Math.Abs(s[i] - truth[i]) / Math.Max(Math.Max(Math.Abs(s[i]), Math.Abs(truth[i])), 1e-12));
        return new NumericResult(NumericFault.Values, relative, IndexOf(first, mine.Shape), truth[first], s[first], worst, largest, false);
    }

    /// <summary>The truth, written with 4 to 8 places after the point.</summary>
    private static bool IsRounded(double[] s, double[] r) =>
        Enumerable.Range(4, 5).Any(places => s.Zip(r, (a, b) => Math.Abs(a - Math.Round(b, places)) < 1e-12).All(it => it));

    private static NumericResult Passed(double relative, bool note) => new(NumericFault.None, relative, "", 0, 0, 0, 0, note);

    private static NumericResult Failed(NumericFault fault) => new(fault, double.PositiveInfinity, "", 0, 0, 0, 0, false);

    private sealed record Entries(double[] Values, ImmutableArray<long> Shape, bool Single);

    private static Entries? Numbers(Value value) => value switch
    {
        TensorValue it => new Entries(it.ToDoubles(), it.Shape, it.Dtype is Dtype.Float32 or Dtype.Float16 or Dtype.BFloat16),
        RealValue it => new Entries([it.Content], [], it.Single),
        IntegerValue it => new Entries([it.Content], [], false),
        ListValue it when it.Items.All(item => item is RealValue or IntegerValue) => new Entries(
            [.. it.Items.Select(item => item is RealValue real ? real.Content : ((IntegerValue)item).Content)], [it.Items.Length], it.Items.Any(item => item is RealValue { Single: true })),
        _ => null,
    };

    internal static string IndexOf(long flat, ImmutableArray<long> shape)
    {
        var index = new string[shape.Length];
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            index[axis] = (flat % shape[axis]).ToString(CultureInfo.InvariantCulture);
            flat /= shape[axis];
        }
        return $"[{string.Join(", ", index)}]";
    }

    /// <summary>Numbers for people: six significant digits.</summary>
    public static string Show(double number) => number.ToString("G6", CultureInfo.InvariantCulture);
}
