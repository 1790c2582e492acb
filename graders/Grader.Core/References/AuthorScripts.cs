using System.Collections.Immutable;
using System.Reflection;
using Grader.Contract;
using Grader.Core.Compiling;
using Grader.Core.Notebooks;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.References;

/// <summary>The TA's scripts of a homework, compiled, and what is wrong with them.</summary>
internal sealed class AuthorScripts(Rubric rubric, string root, CompilerClient compiler)
{
    /// <summary>Of the public cases, whose script stands in the kit: the rubric's own seed would help to guess at the others.</summary>
    private const int PublicSeed = 1;

    public static readonly Limits Limits = new(TimeSpan.FromSeconds(60), 2L << 30, 1 << 20) { Cell = TimeSpan.FromSeconds(60), Notebook = TimeSpan.FromSeconds(300) };

    private readonly List<LoadedProgram> _programs = [];
    private readonly SortedDictionary<string, string> _probes = new(StringComparer.Ordinal), _standIns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Script, int Slot)> _functions = [];
    private readonly List<Diagnostic> _diagnostics = [];

    public Rubric Rubric => rubric;

    public CompilerClient Compiler => compiler;

    public IReadOnlyList<LoadedProgram> Programs => _programs;

    /// <summary>By its key: a function's name, <c>file:cases</c>, <c>part_mistake</c>, <c>part_At?one</c>.</summary>
    public IReadOnlyDictionary<string, (int Script, int Slot)> Functions => _functions;

    public ImmutableSortedDictionary<string, string> Probes => _probes.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, string> StandIns => _standIns.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public string Folder => Path.Combine(root, "reference", rubric.Homework);

    public IEnumerable<(Part Part, CallCheck Check)> CallChecks =>
        rubric.Parts.SelectMany(part => part.Checks.OfType<CallCheck>().Select(check => (part, check)));

    public string? Data => Path.Combine(Folder, "data") is var data && Directory.Exists(data) ? data : null;

    /// <summary>The name of a file beside a reference: by the reference's name, or else by the question's id.</summary>
    public string Beside(string file, string what)
    {
        var names = new[] { Path.GetFileNameWithoutExtension(file), rubric.Questions.First(question => question.Parts.Any(part => part.Checks.Any(it => it.File == file))).Id };
        return names.Select(it => $"{it}.{what}.csx").FirstOrDefault(it => File.Exists(Path.Combine(Folder, it))) ?? $"{names[0]}.{what}.csx";
    }

    /// <summary>The reference as the links of a chain: a script is one, a notebook has one a cell.</summary>
    public ImmutableArray<ScriptSource> Reference(string file, SourcePosition at)
    {
        if (Source(file, at) is not { } reference) return [];
        if (!NotebookFiles.IsNotebook(file)) return [reference];
        var submitted = new Intake.SubmittedFile(file, reference.Text.ReplaceLineEndings("\n"));
        var (opened, notebook) = NotebookFiles.Open(submitted);
        if (opened.Problem is { } problem) Complain(new SourcePosition(Shown(file), 1, 1), "GR101", problem.En, "Write the reference as a C# notebook.");
        return NotebookFiles.Sources(file, submitted, notebook);
    }

    /// <summary>Chains of a file: the reference alone, prelude and cases (which cannot see the reference), prelude and public cases (which students see), reference and mistakes.</summary>
    public async Task CompileAsync(string file, CancellationToken cancel)
    {
        var at = rubric.Checks.First(it => it.File == file).At;
        var reference = Reference(file, at);
        if (reference.IsEmpty || Source(Beside(file, "cases"), at) is not { } cases) return;
        var parts = CallChecks.Where(it => it.Check.File == file).DistinctBy(it => it.Part.Id + it.Check.Function).ToList();
        var isNotebook = NotebookFiles.IsNotebook(file);
        if (isNotebook && Beside(file, "probes") is var probesFile && File.Exists(Path.Combine(Folder, probesFile))) _probes[file] = File.ReadAllText(Path.Combine(Folder, probesFile));
        if (isNotebook && Beside(file, "standins") is var standIns && File.Exists(Path.Combine(Folder, standIns))) _standIns[file] = File.ReadAllText(Path.Combine(Folder, standIns));
        var probes = isNotebook ? Compiling.Probes.Of(CompiledSubmission.FilesOf(rubric).First(it => it.Key == file), Probes) : null;
        if (probes is not null) probes = probes with { FileName = Shown(Beside(file, "probes")) };

        await CompileAsync(reference, isNotebook, probes,
            [.. parts.Select(it => Wanted(it.Check.Function.Name, it.Check.Function, it.Check.Function.Name)), .. parts.Where(it => it.Check.Function == it.Part.Function).SelectMany(it => it.Part.Accept.Select(reading => Wanted($"{it.Part.Id}_{reading.Id}", it.Check.Function, $"{it.Part.Id}_{reading.Id}")))], _ => true, cancel);
        var gradients = parts.Where(it => it.Part.Checks.Any(check => check is GradientCheck)).Select(it => (it.Part.Id, it.Check.Function)).Distinct().ToList();
        await CompileAsync([Prelude(rubric.Seed), cases], false, null,
            [new FunctionRequest($"{file}:cases", "__TakeCases", "object[]", []), .. gradients.SelectMany(it => GradientFunctions(it.Id, it.Function, ""))], fit => !fit.Key.Contains('?'), cancel);
        if (Source(Beside(file, "public"), null) is { } open)
        {
            await CompileAsync([Prelude(PublicSeed), open], false, null,
                [new FunctionRequest($"{file}:public", "__TakeCases", "object[]", []), .. gradients.SelectMany(it => GradientFunctions(it.Id, it.Function, "public:"))], fit => !fit.Key.Contains('?'), cancel);
        }
        foreach (var (id, function) in gradients.Where(it => !_functions.ContainsKey($"{it.Id}_At?one") && !_functions.ContainsKey($"{it.Id}_At?many")))
            Complain(at with { File = Shown(cases.FileName), Line = 1, Column = 1 }, "GR104", $"{id} is a gradient, but there is no {id}_At.", $"Add: Tensor {id}_At({Parameters(function)}) => …; it gives what the gradient is taken at, beside Tensor {id}_J({Parameters(function)}, Tensor at).");

        var mistaken = parts.Where(it => !it.Part.Mistakes.IsEmpty).ToList();
        var asFunctions = mistaken.SelectMany(it => it.Part.Mistakes.Where(mistake => !File.Exists(TextOf(it.Part, mistake))).Select(mistake => (it.Part, Mistake: mistake, it.Check.Function)))
            .DistinctBy(it => (it.Part.Id, it.Mistake.Id)).ToList();
        if (asFunctions.Count == 0 || Source(Beside(file, "mistakes"), asFunctions[0].Mistake.At) is not { } mistakes) return;
        // As a last cell of the notebook, so that it may call the reference; its own functions are the mutants.
        await CompileAsync([.. reference, .. probes is null ? [] : ImmutableArray.Create(probes), mistakes], isNotebook, null,
            [.. asFunctions.Select(it => Wanted($"{it.Part.Id}_{it.Mistake.Id}", it.Function, $"{it.Part.Id}_{it.Mistake.Id}"))], _ => true, cancel);
    }

    /// <summary>A mistake that is no function but another text for the region of its part in the reference notebook.</summary>
    public string TextOf(Part part, Mistake mistake) => Path.Combine(Folder, "mistakes", $"{part.Id}_{mistake.Id}.csx");

    private static FunctionRequest Wanted(string key, Signature function, string name) =>
        new(key, name, function.ReturnType, [.. function.Parameters.Select(it => it.Type)]);

    /// <summary>At and J come in two forms: of one tensor, or of several. What is asked for twice may be missing once.</summary>
    private static IEnumerable<FunctionRequest> GradientFunctions(string part, Signature function, string prefix)
    {
        var types = function.Parameters.Select(it => it.Type).ToImmutableArray();
        foreach (var (form, type) in new[] { ("one", "Tensor"), ("many", "Tensor[]") })
        {
            yield return new FunctionRequest($"{prefix}{part}_At?{form}", $"{part}_At", type, types);
            yield return new FunctionRequest($"{prefix}{part}_J?{form}", $"{part}_J", "Tensor", types.Add(type));
        }
    }

    public string CasesFile(string file, bool isPublic) => Shown(Beside(file, isPublic ? "public" : "cases"));

    private async Task CompileAsync(
        ImmutableArray<ScriptSource> links, bool isNotebook, ScriptSource? probes, ImmutableArray<FunctionRequest> functions, Func<FunctionFit, bool> required, CancellationToken cancel)
    {
        var compilation = await compiler.CompileAsync(new CompileRequest([.. links.Select(it => it with { FileName = Shown(it.FileName) })], functions, isNotebook, probes), cancel);
        if (compilation.GaveUp != CompilerLimit.None) Complain(new SourcePosition(Shown(links[^1].FileName), 1, 1), "GR101", "The compiler gave up on this file.", "Make deeply nested expressions smaller.");
        foreach (var message in compilation.Response.Messages.Where(it => it.IsError))
            Complain(new SourcePosition(message.File, message.Line, message.Column), "GR101", $"{message.Id}: {message.Message}", $"In this line: {message.SourceLine.Trim()}");
        if (!compilation.Succeeded) return;
        foreach (var fit in compilation.Response.Functions)
        {
            if (fit.Slot >= 0) _functions[fit.Key] = (_programs.Count, fit.Slot);
            else if (required(fit)) MissingFunction(fit, functions.First(it => it.Key == fit.Key), links[^1].FileName);
        }
        _programs.Add(new LoadedProgram(_programs.Count, compilation.Response.Images, isNotebook, Limits, OnlyNeeded: true));
    }

    private void MissingFunction(FunctionFit fit, FunctionRequest wanted, string file)
    {
        var place = fit.Messages.FirstOrDefault();
        var at = new SourcePosition(Shown(file), place?.Line ?? 1, place?.Column ?? 1);
        var shape = $"{wanted.ReturnType} {wanted.Name}({string.Join(", ", wanted.ParameterTypes)})";
        if (fit.Note == FitNote.Missing) Complain(at, "GR102", $"The function {wanted.Name} is missing.", $"Add: {shape}");
        else Complain(at, "GR102", $"{fit.FoundAs} does not fit the rubric.", $"The rubric wants: {shape}");
    }

    /// <summary><paramref name="neededAt"/>: what asks for it; null where it may be absent.</summary>
    private ScriptSource? Source(string name, SourcePosition? neededAt)
    {
        var path = Path.Combine(Folder, name);
        if (File.Exists(path)) return new ScriptSource(name, File.ReadAllText(path));
        if (neededAt is null) return null;
        Complain(neededAt, "GR100", $"{Shown(name)} is missing.", "Write it beside the other reference files; the README says what stands in it.");
        return null;
    }

    public string Shown(string name) => name.Contains('/') || name == "cases-prelude.csx" ? name : $"reference/{rubric.Homework}/{name}";

    public void Complain(SourcePosition at, string code, string message, string help) => _diagnostics.Add(new Diagnostic(at, code, message, help));

    public void Complain(IEnumerable<Diagnostic> diagnostics) => _diagnostics.AddRange(diagnostics);

    public void StopIfWrong()
    {
        if (_diagnostics.Count > 0) throw new HomeworkException([.. _diagnostics.Distinct().OrderBy(it => it.At.File, StringComparer.Ordinal).ThenBy(it => it.At.Line).ThenBy(it => it.At.Column)]);
    }

    public static string Parameters(Signature function) => string.Join(", ", function.Parameters.Select(it => $"{it.Type} {it.Name}"));

    public static string Words(Outcome outcome) => outcome switch
    {
        Threw it => $"{it.Exception.ExceptionType}: {it.Exception.Message}",
        Died it => it.What.Length > 0 ? it.What : FormattableString.Invariant($"the process died (exit code {it.ExitCode}) {it.Printed.Trim()}"),
        TimedOut => "it took too long",
        TooMuchMemory => "it took too much memory",
        TooMuchOutput => "it printed too much",
        BrokeProtocol it => it.Detail,
        _ => "it did not return what was expected",
    };

    private static ScriptSource Prelude(long seed)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Grader.Core.References.CasesPrelude.csx")!;
        return new ScriptSource("cases-prelude.csx", FormattableString.Invariant($"const int Seed = {seed};\n") + new StreamReader(stream).ReadToEnd());
    }
}
