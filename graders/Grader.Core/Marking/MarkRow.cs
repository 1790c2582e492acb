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
    /// <summary>A person gave a mark here. A comment alone is none.</summary>
    public bool IsFilled => !string.IsNullOrWhiteSpace(Points) || !string.IsNullOrWhiteSpace(Items);
}

/// <summary>An answer that a person marks, with the rubric's items for it.</summary>
public sealed record PendingItem(
    string StudentId, string Name, string Check, decimal Max, ImmutableArray<(string Id, decimal Points, LocalizedText Text)> Items, string Text)
{
    const int DigestLength = 12;

    /// <summary>Tells a mark for this text from a mark for an earlier one; line ends, composition and outer blanks do not count.</summary>
    public string Digest
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
