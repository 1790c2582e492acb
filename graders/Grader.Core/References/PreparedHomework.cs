using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Notebooks;
using Grader.Core.Packing;
using Grader.Core.Rubrics;

namespace Grader.Core.References;

/// <summary>One set of inputs, and what the reference answers to it. <paramref name="Public"/>: it stands in the student's kit, so that its numbers may be told to anybody.</summary>
internal sealed record TestCase(string Part, string Group, string Label, ImmutableArray<Value> Arguments, Value Expected, bool Public = false)
{
    /// <summary>Of the functions of its part, the one that it is for.</summary>
    public string Function { get; init; } = "";

    public bool IsFor(CallCheck check) => Function == check.Function.ToString() && Takes(check);

    /// <summary>Its group and its arguments are those that the check picks.</summary>
    public bool Takes(CallCheck check) => Arguments.Length == check.Function.Parameters.Length && check.Cases.Picks(Group, Scalars(check.Function));

    public IReadOnlyDictionary<string, Value> Scalars(Signature function) =>
        function.Parameters.Zip(Arguments).Where(it => it.Second is not (TensorValue or ListValue)).ToDictionary(it => it.First.Name, it => it.Second);

    /// <summary>Sizes of the arguments, for evidence: <c>t = 3, i = 1, Whh 4×4</c>.</summary>
    public string Describe(Signature function) => string.Join(", ", function.Parameters.Zip(Arguments).Select(it => it.Second switch
    {
        IntegerValue number => FormattableString.Invariant($"{it.First.Name} = {number.Content}"),
        RealValue number => FormattableString.Invariant($"{it.First.Name} = {number.Content}"),
        TensorValue tensor => $"{it.First.Name} {Sizes(tensor)}",
        ListValue list => FormattableString.Invariant($"{it.First.Name} {list.Items.Length} × {(list.Items.FirstOrDefault() is TensorValue first ? Sizes(first) : "items")}"),
        _ => it.First.Name,
    }));

    private static string Sizes(TensorValue tensor) => tensor.Shape.IsEmpty ? "scalar" : string.Join("×", tensor.Shape);
}

/// <summary>A mistake's answers to the cases of its part, in their order; null where it throws.</summary>
internal sealed record KnownMistake(Mistake Mistake, ImmutableArray<Value?> Answers)
{
    /// <summary>Stands for a case of another function of the part, of which a mistake that is one function says nothing.</summary>
    public static readonly Value Unasked = new OpaqueValue("", "not asked");

    public bool Says(int index) => Answers[index] is not OpaqueValue { TypeName: "" };
}

/// <summary>An accepted reading's answers to the cases of its part, in their order.</summary>
internal sealed record KnownReading(Reading Reading, ImmutableArray<Value> Answers);

/// <summary>Everything that grading needs to know of a homework, proven.</summary>
internal sealed record PreparedHomework
{
    public required Rubric Rubric { get; init; }
    /// <summary>By part id, in the author's order.</summary>
    public required ImmutableSortedDictionary<string, ImmutableArray<TestCase>> Cases { get; init; }
    public required ImmutableSortedDictionary<string, ImmutableArray<KnownMistake>> Mistakes { get; init; }
    public required ImmutableSortedDictionary<string, ImmutableArray<KnownReading>> Readings { get; init; }
    /// <summary>Committed values of snapshot checks, by file name.</summary>
    public required ImmutableSortedDictionary<string, TensorValue> Snapshots { get; init; }
    public required ProofSummary Proof { get; init; }
    public required ImmutableArray<ProofFigure> Figures { get; init; }
    /// <summary>The author's probes, by the file that they are for.</summary>
    public required ImmutableSortedDictionary<string, string> Probes { get; init; }
    /// <summary>The author's stand-ins for parts that are not right, by the file that they are for.</summary>
    public required ImmutableSortedDictionary<string, string> StandIns { get; init; }
    /// <summary>Where the homework's reference files lie.</summary>
    public required string Folder { get; init; }

    /// <summary>The folder that submissions may read, null where there is none.</summary>
    public string? Data => DataIn(Folder);

    public static string? DataIn(string folder) => Path.Combine(folder, "data") is var data && Directory.Exists(data) ? data : null;

    private HomeworkData? _columns;
    private HomeworkData Columns => _columns ??= new HomeworkData(Folder);

    /// <summary>What stands between the marks of a part in the notebook that students receive: it is no answer.</summary>
    public ImmutableArray<string> AsReceived(string file, string part)
    {
        var path = new[] { Path.Combine(Folder, "starter", file), Kit.AsReceived(Folder, file) }.FirstOrDefault(File.Exists);
        return path is not null ? [.. NotebookFiles.Answers(NotebookReader.Read(file, File.ReadAllText(path)), part)] : [];
    }

    public ImmutableArray<string> Labels(TrainingCheck check) => Columns.Column(check.Against!, out var problem) ?? throw new InvalidOperationException(problem);

    public ImmutableArray<Value> TrainingArguments(TrainingCheck check, long seed) => [.. check.Function.Parameters.Select(it => it.Name == TrainingCheck.SeedParameter && !check.Inputs.ContainsKey(it.Name) ? new IntegerValue(seed)
        : (Value)new ListValue([.. (Columns.Column(check.Inputs[it.Name], out var problem) ?? throw new InvalidOperationException(problem)).Select(cell => new TextValue(cell))]))];

    public static PreparedHomework Of(
        Rubric rubric, IEnumerable<TestCase> cases, IEnumerable<(string Part, KnownMistake Mistake)> mistakes, IEnumerable<(string Part, KnownReading Reading)> readings, ImmutableSortedDictionary<string, TensorValue> snapshots, ImmutableArray<ProofFigure> figures,
        ImmutableSortedDictionary<string, string> probes, ImmutableSortedDictionary<string, string> standIns, string folder) => new()
    {
        Probes = probes, StandIns = standIns, Folder = folder,
        Rubric = rubric, Snapshots = snapshots, Figures = figures,
        Cases = cases.GroupBy(it => it.Part).ToImmutableSortedDictionary(it => it.Key, it => it.ToImmutableArray(), StringComparer.Ordinal),
        Mistakes = mistakes.GroupBy(it => it.Part).ToImmutableSortedDictionary(it => it.Key, it => it.Select(known => known.Mistake).ToImmutableArray(), StringComparer.Ordinal),
        Readings = readings.GroupBy(it => it.Part).ToImmutableSortedDictionary(it => it.Key, it => it.Select(known => known.Reading).ToImmutableArray(), StringComparer.Ordinal),
        Proof = new ProofSummary(figures.Length, figures.Sum(it => it.Cases), figures.Select(it => it.AgainstAutograd).DefaultIfEmpty().Max(), figures.Select(it => it.AgainstDifferences).DefaultIfEmpty().Max()),
    };

    public ImmutableArray<TestCase> CasesOf(string part) => Cases.GetValueOrDefault(part, []);

    public ImmutableArray<KnownReading> ReadingsOf(string part) => Readings.GetValueOrDefault(part, []);
}

/// <summary>For one gradient part: the largest relative errors over its cases.</summary>
internal sealed record ProofFigure(string Part, int Cases, double AgainstAutograd, double AgainstDifferences, int Kinks);
