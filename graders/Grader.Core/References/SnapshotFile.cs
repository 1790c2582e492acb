using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Grader.Contract;

namespace Grader.Core.References;

/// <summary>A tensor as a text that people can review: <c>dtype: float64</c>, <c>shape: [3]</c>, then one entry a line in round-trip form.</summary>
internal static class SnapshotFile
{
    public static string Write(TensorValue tensor)
    {
        var text = new StringBuilder();
        text.Append("dtype: ").Append(tensor.Dtype.Word()).Append("\nshape: [").AppendJoin(", ", tensor.Shape.Select(it => it.ToString(CultureInfo.InvariantCulture))).Append(']');
        foreach (var entry in tensor.ToDoubles()) text.Append('\n').Append(entry.ToString("R", CultureInfo.InvariantCulture));
        return text.ToString();
    }

    public static TensorValue? TryRead(string text, out int line, out string problem)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n').Split('\n');
        (line, problem) = (1, "");
        if (lines[0] != "dtype: float64") { problem = "the first line must be 'dtype: float64'"; return null; }
        line = 2;
        if (lines.Length < 2 || !lines[1].StartsWith("shape: [", StringComparison.Ordinal) || !lines[1].EndsWith(']')) { problem = "the second line must be the shape, such as 'shape: [3]'"; return null; }
        var shape = ImmutableArray.CreateBuilder<long>();
        foreach (var word in lines[1][8..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var size)) { problem = $"'{word}' is not a size"; return null; }
            shape.Add(size);
        }
        var entries = new double[lines.Length - 2];
        for (var i = 0; i < entries.Length; i++)
        {
            line = i + 3;
            if (!double.TryParse(lines[i + 2], NumberStyles.Float, CultureInfo.InvariantCulture, out entries[i])) { problem = $"'{lines[i + 2]}' is not a number"; return null; }
        }
        if (shape.Aggregate(1L, (product, size) => product * size) != entries.Length) { problem = $"the shape and the {entries.Length} entries do not agree"; return null; }
        return TensorValue.Of(entries, shape.ToImmutable());
    }
}
