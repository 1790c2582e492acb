using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Grader.Core.Intake;

namespace Grader.Core.Marking;

/// <summary>A row of the marks file as it is written there; a person fills points or items, comment and marker. <paramref name="Line"/> is where it was read, 0 for a new one.</summary>
public sealed record MarkRow(
    string StudentId, string Check, string Points, string Items, string Comment, string Marker, string TextDigest, string Max, string Name,
    string GivenItems, string Text, int Line)
{
    /// <summary>What stands in the columns that the TA added.</summary>
    public ExtraCells Extra { get; init; } = ExtraCells.None;

    /// <summary>A person gave a mark here. A comment alone is none.</summary>
    public bool IsFilled => !string.IsNullOrWhiteSpace(Points) || !string.IsNullOrWhiteSpace(Items);

    /// <summary>A person wrote something that is no mark.</summary>
    public bool HasWords => !string.IsNullOrWhiteSpace(Comment) || !string.IsNullOrWhiteSpace(Marker) || Extra.Cells.Any(cell => !string.IsNullOrWhiteSpace(cell));
}

/// <summary>The cells of a row in the order of <see cref="MarksTable.ExtraColumns"/>; two are equal when their cells are, and one that is not there is empty.</summary>
public sealed record ExtraCells(ImmutableArray<string> Cells)
{
    public static readonly ExtraCells None = new([]);

    public string At(int column) => column < Cells.Length ? Cells[column] : "";

    public bool Equals(ExtraCells? other) => other is not null && Enumerable.Range(0, Math.Max(Cells.Length, other.Cells.Length)).All(it => At(it) == other.At(it));

    public override int GetHashCode() => Cells.Count(cell => cell.Length > 0);
}

/// <summary>The marks file as it was read. <paramref name="Token"/> tells whether it is still the same: a hash of its bytes, empty for no file.</summary>
public sealed record MarksTable(ImmutableArray<MarkRow> Rows, ImmutableArray<string> ExtraColumns, string Token)
{
    public static readonly MarksTable None = new([], [], "");
}

/// <summary>An answer that a person marks, with the rubric's items for it.</summary>
public sealed record PendingItem(
    string StudentId, string Name, string Check, decimal Max, ImmutableArray<(string Id, decimal Points, LocalizedText Text)> Items, string Text)
{
    const int DigestLength = 12;

    /// <summary>
    /// Tells a mark for this text from a mark for an earlier one; line ends, composition and outer blanks do not count. It starts with a letter,
    /// because a spreadsheet takes <c>1234e5678901</c> for a number and writes another one back.
    /// </summary>
    public string Digest => "t" + OldDigest;

    /// <summary>As it was written before: still read.</summary>
    internal string OldDigest
    {
        get
        {
            var lines = Text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
            var bytes = Encoding.UTF8.GetBytes(StudentIds.Composed(lines).Trim());
            return Convert.ToHexStringLower(SHA256.HashData(bytes))[..DigestLength];
        }
    }
}

/// <summary>A person's mark that applies.</summary>
public sealed record Mark(decimal Points, string Comment, string Marker, ImmutableArray<string> Items);

/// <summary>The marks that apply, what to tell the TA, and the rows to write back.</summary>
public sealed record JoinedMarks(IReadOnlyDictionary<(string Student, string Check), Mark> Marks, ImmutableArray<LocalizedText> Warnings, ImmutableArray<MarkRow> Rows);
