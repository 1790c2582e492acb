namespace Grader.Core.Intake;

/// <summary>An entry under another name: Moodle's flat layout puts the student in front of the file's own.</summary>
internal sealed class RenamedEntry(Entry entry, string name) : Entry(name, entry.Path, entry.Kind)
{
    public override IReadOnlyList<Entry> Children(IntakeBudget budget) => entry.Children(budget);

    public override ReadBytes Read(long limit, IntakeBudget budget) => entry.Read(limit, budget);
}
