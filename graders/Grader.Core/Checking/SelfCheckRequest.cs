using System.Collections.Immutable;
using Grader.Core.Results;

namespace Grader.Core.Checking;

/// <summary>What <c>grader check</c> was asked to do.</summary>
public sealed record SelfCheckRequest
{
    /// <summary>The student's folder: an unpacked kit, or any folder of answers when <see cref="Root"/> says where the homework is.</summary>
    public required string Folder { get; init; }
    public string? Homework { get; init; }
    /// <summary>A course's repository: then all checks run, hidden ones too.</summary>
    public string? Root { get; init; }
    /// <summary>Null: full where it can be had, else reduced; it is one's own code.</summary>
    public bool? Reduced { get; init; }
    /// <summary>Nothing will be compiled or run.</summary>
    public bool NamesOnly { get; init; }
}

/// <summary>How one check came out here.</summary>
public enum CheckState { Passed, Failed, Ungraded }

/// <summary>One check of one's own work. <paramref name="FormOnly"/>: it was looked at, and whether it is right is judged at grading.</summary>
public sealed record CheckedItem(string Question, LocalizedText Title, string Part, CheckResult Check, CheckState State, bool FormOnly, string File, TimeSpan Time)
{
    public string Name => $"{Part}.{Check.Id}";
}

/// <summary>
/// A finished self-check. Of <paramref name="Max"/> points, those of right public checks are <paramref name="Right"/>, those of failed ones
/// <paramref name="Lost"/>; all others are open: judged at grading, by hidden checks or by people.
/// </summary>
public sealed record SelfCheckOutcome(
    string Homework, LocalizedText Title, string Isolation, bool PublicOnly, int HiddenChecks, decimal Max, decimal Right, decimal Lost, ImmutableArray<CheckedItem> Items,
    ImmutableArray<LocalizedText> Notes, ImmutableArray<string> Tampered, ClassResult Result, string? Fault)
{
    public decimal Open => Max - Right - Lost;

    public int Passed => Items.Count(it => it.State == CheckState.Passed);

    /// <summary>What to mend first.</summary>
    public CheckedItem? First => Items.FirstOrDefault(it => it.State == CheckState.Failed);
}
