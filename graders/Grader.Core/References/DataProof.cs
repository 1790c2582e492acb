using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Comparing;
using Grader.Core.Rubrics;

namespace Grader.Core.References;

/// <summary>The files beside the scripts: snapshots and data.</summary>
internal sealed class DataProof(AuthorScripts scripts)
{
    /// <summary>The columns that trainings read are there, and the rows that are sent are as many as the labels.</summary>
    public void CheckData()
    {
        var data = new HomeworkData(scripts.Folder);
        foreach (var check in scripts.Rubric.Checks.OfType<TrainingCheck>())
        {
            foreach (var column in check.Inputs.Values.Concat(check.Against is { } against ? [against] : []))
                if (data.Column(column, out var problem) is null) scripts.Complain(column.At, "GR115", problem, $"Look at the files in reference/{scripts.Rubric.Homework}/.");
        }
    }

    public ImmutableSortedDictionary<string, TensorValue> ReadSnapshots()
    {
        var snapshots = ImmutableSortedDictionary.CreateBuilder<string, TensorValue>(StringComparer.Ordinal);
        foreach (var check in scripts.Rubric.Checks.OfType<SnapshotCheck>())
        {
            var path = Path.Combine(scripts.Folder, check.Snapshot);
            if (!File.Exists(path)) { scripts.Complain(check.At, "GR109", $"The snapshot {scripts.Shown(check.Snapshot)} is missing.", "Commit it; its form: 'dtype: float64', 'shape: [3]', then one number a line."); continue; }
            if (SnapshotFile.TryRead(File.ReadAllText(path), out var line, out var problem) is { } value) snapshots[check.Snapshot] = value;
            else scripts.Complain(new SourcePosition(scripts.Shown(check.Snapshot), line, 1), "GR109", $"The snapshot cannot be read: {problem}.", "Its form: 'dtype: float64', 'shape: [3]', then one number a line.");
        }
        return snapshots.ToImmutable();
    }

    public void CheckSnapshots(ImmutableSortedDictionary<string, TensorValue> snapshots, IReadOnlyList<TestCase> cases)
    {
        foreach (var (part, check) in scripts.CallChecks)
        {
            if (check is not SnapshotCheck snapshot || !snapshots.TryGetValue(snapshot.Snapshot, out var verified)) continue;
            var picked = cases.Where(it => it.Part == part.Id && it.IsFor(check)).ToList();
            if (picked.Count != 1) { scripts.Complain(check.CasesAt, "GR109", $"A snapshot needs exactly one case; '{check.Cases.Text}' picks {picked.Count}.", "Narrow the filter to the one case that the snapshot holds."); continue; }
            if (NumericComparison.Compare(picked[0].Expected, verified, snapshot.Tolerance).Passes) continue;
            scripts.Complain(new SourcePosition(scripts.Shown(snapshot.Snapshot), 1, 1), "GR109", $"The reference does not give this snapshot on the case '{picked[0].Label}'.", "Look which of the two is right, and mend the other.");
        }
    }
}
