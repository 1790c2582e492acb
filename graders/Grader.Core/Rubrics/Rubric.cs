using System.Collections.Immutable;
using Grader.Core.Results;

namespace Grader.Core.Rubrics;

/// <summary>A homework's rubric as read from <c>rubrics/&lt;homework&gt;.yaml</c>; what is inherited (file, limits, symbol rules) is already resolved in the checks.</summary>
public sealed record Rubric
{
    /// <summary>As shown in diagnostics: relative to the root, with slashes.</summary>
    public required string File { get; init; }
    public required string Homework { get; init; }
    public required LocalizedText Title { get; init; }
    /// <summary>The first language of the reports; the other one lies beside it.</summary>
    public string Language { get; init; } = "en";
    public Deadline? Due { get; init; }
    /// <summary>Null: what comes late is said, and costs nothing.</summary>
    public LatePolicy? Late { get; init; }
    /// <summary>How many questions, the lowest ones, do not count; they are worth the same.</summary>
    public int Drop { get; init; }
    /// <summary>Sum of the points of all questions, without bonus.</summary>
    public required decimal Points { get; init; }
    public required BonusCap BonusCap { get; init; }
    public required long Seed { get; init; }
    public required Limits Limits { get; init; }
    public required ImmutableArray<Question> Questions { get; init; }

    public IEnumerable<Part> Parts => Questions.SelectMany(question => question.Parts);
    public IEnumerable<Check> Checks => Parts.SelectMany(part => part.Checks);
}

public enum BonusCap { None, Total }

/// <summary>
/// What lateness costs: nothing up to <paramref name="Grace"/>; then <paramref name="PerDay"/>, a fraction of what was earned, for each day begun, for at most
/// <paramref name="Days"/> days. What comes later still earns nothing, or, where <paramref name="AcceptLater"/>, as on the last day.
/// </summary>
public sealed record LatePolicy(TimeSpan Grace, decimal PerDay, int? Days, bool AcceptLater);

/// <summary>When a homework is due, with the calendar in which the author wrote it.</summary>
public sealed record Deadline(DateTimeOffset At, string Written, string Calendar, string Zone);

/// <summary>Limits of one call: processor time, memory of the whole worker, bytes printed by one submission.</summary>
public sealed record Limits(TimeSpan Cpu, long MemoryBytes, int OutputBytes)
{
    public static readonly Limits Default = new(TimeSpan.FromSeconds(10), 1L << 30, 64 << 10);

    /// <summary>Processor time of one cell of a notebook.</summary>
    public TimeSpan Cell { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Processor time of all cells of a notebook together.</summary>
    public TimeSpan Notebook { get; init; } = TimeSpan.FromSeconds(60);
}

public sealed record Question
{
    public required string Id { get; init; }
    public required LocalizedText Title { get; init; }
    /// <summary>What the sheet says, with formulas between dollar signs; for reports only.</summary>
    public LocalizedText Text { get; init; } = LocalizedText.Empty;
    public required decimal Points { get; init; }
    /// <summary>How many parts, the lowest ones, do not count; they are worth the same.</summary>
    public int Drop { get; init; }
    public required ImmutableArray<Part> Parts { get; init; }
    public required SourcePosition At { get; init; }
}

public sealed record Part
{
    public required string Id { get; init; }
    public required LocalizedText Title { get; init; }
    public LocalizedText Text { get; init; } = LocalizedText.Empty;
    public required decimal Points { get; init; }
    public required bool Bonus { get; init; }
    public Signature? Function { get; init; }
    public ImmutableArray<Mistake> Mistakes { get; init; } = [];
    /// <summary>Other readings of the sheet that are right, too.</summary>
    public ImmutableArray<Reading> Accept { get; init; } = [];
    /// <summary>The symbols of an answer written as mathematics; null where only code is asked for.</summary>
    public Formulas.FormulaSymbols? Formula { get; init; }
    public required ImmutableArray<Check> Checks { get; init; }
    public required SourcePosition At { get; init; }
}

/// <summary>A typical wrong answer: the function <c>&lt;part&gt;_&lt;id&gt;</c> of the mistakes file. Credit is a fraction of the points.</summary>
public sealed record Mistake(string Id, decimal Credit, LocalizedText Text, SourcePosition At);

/// <summary>Another reading of the sheet: the function <c>&lt;part&gt;_&lt;id&gt;</c> beside the reference, whose answers are as right as its own.</summary>
public sealed record Reading(string Id, LocalizedText Text, SourcePosition At);

public abstract record Check
{
    public string Id { get; init; } = "";
    public LocalizedText Title { get; init; } = LocalizedText.Empty;
    public decimal Points { get; init; }
    public bool Bonus { get; init; }
    /// <summary>The submitted file that answers it.</summary>
    public string File { get; init; } = "";
    /// <summary>Parts that must be right first; otherwise the check is skipped.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];
    public Visibility Visibility { get; init; } = Visibility.Public;
    public Limits Limits { get; init; } = Limits.Default;
    public SymbolRules Symbols { get; init; } = SymbolRules.None;
    public SourcePosition At { get; init; } = new("", 1, 1);
    /// <summary>The author's own sentence for a failure, before what the numbers say.</summary>
    public LocalizedText Feedback { get; init; } = LocalizedText.Empty;

    /// <summary>The word for it in rubrics and results.</summary>
    public abstract string Kind { get; }
}

/// <summary>Options 1..<paramref name="Options"/>, of which some are correct.</summary>
public sealed record ChoiceCheck(int Options, ImmutableSortedSet<int> Correct, bool CreditPerOption) : Check
{
    public override string Kind => "choice";
}

/// <summary>Judged by a person, by the items of the rubric or with free points.</summary>
public sealed record ManualCheck(ImmutableArray<ManualItem> Items) : Check
{
    public override string Kind => "manual";
}

public sealed record ManualItem(string Id, decimal Points, LocalizedText Text);

/// <summary>Numbers typed into <c>answers.yaml</c> under <paramref name="Key"/>.</summary>
public sealed record NumbersCheck(ImmutableArray<double> Expected, Tolerance Tolerance, string Key) : Check
{
    public override string Kind => "numbers";
}

/// <summary>Answered by code: a script, or the cells of a notebook.</summary>
public abstract record CodeCheck : Check
{
    /// <summary>The functions that must be fetched for it.</summary>
    public abstract ImmutableArray<Signature> Functions { get; }
}

/// <summary>What a function returns, on the cases of its part that the filter picks, against the reference.</summary>
public abstract record CallCheck : CodeCheck
{
    public required Signature Function { get; init; }
    public override ImmutableArray<Signature> Functions => [Function];
    public required CaseFilter Cases { get; init; }
    /// <summary>Names of the answer's values that count; empty = all.</summary>
    public ImmutableArray<string> Compare { get; init; } = [];
    public required SourcePosition CasesAt { get; init; }
    /// <summary>Axes of size 1 may be too many or too few: full points, and a note.</summary>
    public bool Singletons { get; init; }
    public FollowThrough? FollowThrough { get; init; }
}

/// <summary>
/// A backward function that is right for the student's own forward function gets <paramref name="Credit"/>, even where that one is wrong. The answer is
/// the gradient of Σ <paramref name="Times"/> ⊙ forward at the arguments <paramref name="At"/>; <paramref name="Of"/> names which of the forward's values.
/// </summary>
public sealed record FollowThrough(string Forward, string? Of, string Times, ImmutableArray<string> At, decimal Credit, SourcePosition Where);

/// <summary>Integers, texts and collections: type and every entry.</summary>
public sealed record ExactCheck(bool CreditPerEntry) : CallCheck
{
    public override string Kind => "exact";
}

public sealed record TensorCheck(Tolerance? Tolerance) : CallCheck
{
    public override string Kind => "tensor";
}

/// <summary>As <see cref="TensorCheck"/>, with a reference that was proven to be the gradient of J.</summary>
public sealed record GradientCheck(Tolerance? Tolerance) : CallCheck
{
    public override string Kind => "gradient";
}

/// <summary>As <see cref="TensorCheck"/>, but only of the formula that was written for the part, never of code.</summary>
public sealed record FormulaCheck(Tolerance? Tolerance) : CallCheck
{
    public override string Kind => "formula";
}

/// <summary>What an author's probe found out about the student's classes: numbers by tolerance, all else exactly.</summary>
public sealed record ModuleCheck(Tolerance? Tolerance) : CallCheck
{
    public override string Kind => "module";
}

/// <summary>
/// The number that a probe comes to, judged by steps: its own, or the share of its predictions that equal the column <paramref name="Against"/>, which
/// never leaves this process. The best of several seeds counts.
/// </summary>
public sealed record TrainingCheck(
    Signature Function, ImmutableSortedDictionary<string, DataColumn> Inputs, DataColumn? Against, ImmutableArray<long> Seeds, ImmutableArray<Step> Steps, double Borderline) : CodeCheck
{
    /// <summary>By the word that the probe returns beside its answer, what is said of a training that misses the highest step.</summary>
    public ImmutableSortedDictionary<string, LocalizedText> Remarks { get; init; } = ImmutableSortedDictionary<string, LocalizedText>.Empty;

    public const string SeedParameter = "seed";

    public override string Kind => "training";
    public override ImmutableArray<Signature> Functions => [Function];

    /// <summary>Checks with the same of it share their runs.</summary>
    public string Run => $"{Function}|{string.Join('|', Inputs.Select(it => $"{it.Key}={it.Value.File}#{it.Value.Column}"))}";
}

/// <summary>A column of a CSV file in the homework's reference folder.</summary>
public sealed record DataColumn(string File, string Column, SourcePosition At);

/// <summary>So many points from so much on.</summary>
public sealed record Step(double AtLeast, decimal Points);

/// <summary>
/// What the part's cells show: so many numbers in all, or behind each of some words; or a picture. With <paramref name="Review"/> the machine only
/// looks whether there is something to see, and a person gives the points.
/// </summary>
public sealed record CellCheck(int Numbers, ImmutableSortedDictionary<string, int> Series, bool Picture, bool Review) : CodeCheck
{
    public override string Kind => "cell";
    public override ImmutableArray<Signature> Functions => [];
}

/// <summary>Against a committed <c>*.verified.txt</c> in the homework's reference folder.</summary>
public sealed record SnapshotCheck(string Snapshot, Tolerance? Tolerance) : CallCheck
{
    public override string Kind => "snapshot";
}

/// <summary>Relative and absolute together: right when either holds.</summary>
public sealed record Tolerance(double Relative, double Absolute);

/// <summary>What may be used and what must be, by bound symbol; a name covers all below it.</summary>
public sealed record SymbolRules(ImmutableArray<SymbolRule> Forbid, ImmutableArray<SymbolRule> Allow, ImmutableArray<SymbolRequirement> Require)
{
    public static readonly SymbolRules None = new([], [], []);
}

/// <summary>At least one of these must be used, or the answer loses <paramref name="Cost"/>, a fraction of what it earns.</summary>
public sealed record SymbolRequirement(ImmutableArray<SymbolRule> Any, LocalizedText Text, decimal Cost, SourcePosition At);

/// <summary><c>System.IO</c>, or <c>System.IO.File.Read*</c> with the star at the end only; or one of the <see cref="Operations"/>.</summary>
public sealed record SymbolRule(string Pattern, SourcePosition At)
{
    /// <summary>What the compiler finds that is no symbol.</summary>
    public static readonly ImmutableArray<string> Operations = ["loop", "recursion", "dynamic", "unsafe"];

    /// <summary>The author's own sentence about it.</summary>
    public LocalizedText Text { get; init; } = LocalizedText.Empty;
    /// <summary>The fraction of what the answer earns that its use costs.</summary>
    public decimal Cost { get; init; } = 1;

    public bool Covers(string symbol) =>
        Pattern.EndsWith('*')
            ? symbol.StartsWith(Pattern[..^1], StringComparison.Ordinal)
            : symbol.StartsWith(Pattern, StringComparison.Ordinal)
                && (symbol.Length == Pattern.Length || symbol[Pattern.Length] == '.');
}
