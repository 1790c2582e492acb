using System.Collections.Immutable;
using Grader.Contract;

namespace Grader.Core.References;

/// <summary>Relative errors in max-norm between a reference's gradient and what autograd and central differences say.</summary>
internal static class GradientProof
{
    public static double Largest(IReadOnlyList<Value> expected, ImmutableArray<Value> found, out string problem)
    {
        problem = "";
        if (expected.Count != found.Length) { problem = FormattableString.Invariant($"it returns {expected.Count} tensors, At gives {found.Length}"); return double.PositiveInfinity; }
        var worst = 0.0;
        for (var i = 0; i < found.Length; i++)
        {
            if (expected[i] is not TensorValue mine || found[i] is not TensorValue theirs) { problem = "it does not return tensors"; return double.PositiveInfinity; }
            if (!mine.Shape.SequenceEqual(theirs.Shape)) { problem = $"its shape is [{string.Join(", ", mine.Shape)}], the gradient's [{string.Join(", ", theirs.Shape)}]"; return double.PositiveInfinity; }
            worst = Math.Max(worst, Relative(mine.ToDoubles(), theirs.ToDoubles(), _ => true));
        }
        return worst;
    }

    /// <summary>Entries where h and 2h disagree (a kink of J there) are left out, and counted.</summary>
    public static double AgainstDifferences(IReadOnlyList<Value> expected, ImmutableArray<Value> near, ImmutableArray<Value> far, out int kinks)
    {
        kinks = 0;
        var worst = 0.0;
        for (var i = 0; i < Math.Min(expected.Count, near.Length); i++)
        {
            if (expected[i] is not TensorValue mine || near[i] is not TensorValue at1 || far[i] is not TensorValue at2 || mine.Count != at1.Count) return double.PositiveInfinity;
            var (one, two) = (at1.ToDoubles(), at2.ToDoubles());
            var scale = one.Select(Math.Abs).Append(1e-6).Max();
            var smooth = one.Zip(two, (a, b) => Math.Abs(a - b) <= 1e-4 * scale).ToArray();
            kinks += smooth.Count(it => !it);
            worst = Math.Max(worst, Relative(mine.ToDoubles(), one, entry => smooth[entry]));
        }
        return worst;
    }

    private static double Relative(double[] mine, double[] theirs, Func<int, bool> counts)
    {
        var scale = mine.Select(Math.Abs).Append(1e-6).Max();
        var worst = 0.0;
        for (var i = 0; i < mine.Length; i++)
        {
            if (!counts(i)) continue;
            var error = Math.Abs(mine[i] - theirs[i]) / scale;
            if (!(error <= worst)) worst = error; // NaN becomes the worst
        }
        return worst;
    }
}
