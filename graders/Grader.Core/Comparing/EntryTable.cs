using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Results;

namespace Grader.Core.Comparing;

/// <summary>Two answers of one shape side by side: all entries of a small one, of a large one those from the first that differs.</summary>
internal static class EntryTable
{
    private const int Most = 12;

    public static ImmutableArray<EntryPair> Of(Value mine, Value truth)
    {
        if (mine is not TensorValue { Dtype: var dtype } actual || truth is not TensorValue expected || !dtype.IsReal() || !expected.Dtype.IsReal()) return [];
        var (s, r) = (actual.ToDoubles(), expected.ToDoubles());
        var scale = Math.Max(r.Select(Math.Abs).Append(0).Max(), 1e-6);
        bool Differs(int i) => !(Math.Abs(s[i] - r[i]) <= 1e-9 * scale);
        var rows = Enumerable.Range(0, r.Length);
        if (r.Length > Most) rows = rows.Where(Differs);
        return [.. rows.Take(Most).Select(i => new EntryPair(NumericComparison.IndexOf(i, expected.Shape), NumericComparison.Show(r[i]), NumericComparison.Show(s[i]), Differs(i)))];
    }

    public static long? InAll(Value truth) => truth is TensorValue { Count: > Most } tensor ? tensor.Count : null;
}
