using System.Collections.Immutable;
using System.Reflection;
using Grader.Contract;
using Grader.Core.Comparing;
using Grader.Core.Compiling;
using Grader.Core.Notebooks;
using Grader.Core.Rubrics;
using Grader.Core.Running;
using Grader.Core.Sandboxing;

namespace Grader.Core.References;

/// <summary>
/// Compiles the TA's scripts, runs them in the sandbox, and proves every gradient before anyone is graded. Whatever is wrong is a diagnostic
/// with a place; all of them are collected, and then there are no scores at all.
/// </summary>
internal sealed class ReferencePreparation(Rubric rubric, string root, CompilerClient compiler, Sandbox sandbox, bool measure = false)
{
    private const double AutogradTolerance = 1e-12;
    private const double DifferenceTolerance = 1e-7;
    private const double Step = 1e-5;
    /// <summary>Of the public cases, whose script stands in the kit: the rubric's own seed would help to guess at the others.</summary>
    internal const int PublicSeed = 1;
    private static readonly Limits AuthorLimits = new(TimeSpan.FromSeconds(60), 2L << 30, 1 << 20) { Cell = TimeSpan.FromSeconds(60), Notebook = TimeSpan.FromSeconds(300) };

    private readonly List<Diagnostic> _diagnostics = [];
    private readonly List<LoadedProgram> _scripts = [];
    private readonly SortedDictionary<string, string> _probes = new(StringComparer.Ordinal), _standIns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Script, int Slot)> _functions = [];
    private readonly List<TestCase> _cases = [];

    private string Folder => Path.Combine(root, "reference", rubric.Homework);

    public async Task<PreparedHomework> PrepareAsync(CancellationToken cancel)
    {
        var files = rubric.Checks.OfType<CallCheck>().Select(it => it.File).Distinct().ToList();
        CheckData();
        var snapshots = ReadSnapshots();
        foreach (var file in files) await CompileAsync(file, cancel);
        _diagnostics.AddRange(await new SymbolProof(rubric, compiler).ProveAsync(cancel));
        StopIfWrong();

        await using var worker = new Worker(sandbox, AuthorLimits, _scripts, data: Data);
        // Public ones first: of several failing cases the first is shown, and that one may be.
        foreach (var file in files.Where(it => _functions.ContainsKey($"{it}:public"))) await TakeCasesAsync(worker, file, true, cancel);
        foreach (var file in files) await TakeCasesAsync(worker, file, false, cancel);
        foreach (var file in files) CheckEveryPartHasCases(file);
        CheckFilters();
        StopIfWrong();
        var figures = await ProveAsync(worker, cancel);
        var mistakes = await RunMistakesAsync(worker, cancel);
        StopIfWrong();
        var readings = await RunReadingsAsync(worker, cancel);
        await ProveFollowThroughAsync(worker, cancel);
        CheckSnapshots(snapshots);
        StopIfWrong();
        var homework = PreparedHomework.Of(rubric, _cases, mistakes, readings, snapshots, figures, _probes.ToImmutableSortedDictionary(StringComparer.Ordinal), _standIns.ToImmutableSortedDictionary(StringComparer.Ordinal), Folder);
        var proof = new MistakeProof(homework);
        Findings = proof.Prove();
        _diagnostics.AddRange(proof.Diagnostics);
        var trial = new ReferenceTrial(homework, Folder, compiler, sandbox);
        (ReferencePoints, StarterPoints) = (await trial.OfReferenceAsync(cancel), await trial.OfStarterAsync(cancel));
        _diagnostics.AddRange(trial.Diagnostics);
        StopIfWrong();
        if (measure) Noise = await new NoiseFloor(homework, worker, function => _functions[function.Name]).MeasureAsync(cancel);
        return homework;
    }

    /// <summary>What became of each mistake when it was graded, and the points of the reference and of the starter; known once prepared.</summary>
    public ImmutableArray<MistakeFinding> Findings { get; private set; } = [];

    public (decimal Points, decimal Max) ReferencePoints { get; private set; }

    /// <summary>Null without a starter.</summary>
    public (decimal Points, decimal Max)? StarterPoints { get; private set; }

    public ImmutableArray<NoiseFigure> Noise { get; private set; } = [];

    private IEnumerable<(Part Part, CallCheck Check)> CallChecks =>
        rubric.Parts.SelectMany(part => part.Checks.OfType<CallCheck>().Select(check => (part, check)));

    private string? Data => Path.Combine(Folder, "data") is var data && Directory.Exists(data) ? data : null;

    /// <summary>The name of a file beside a reference: by the reference's name, or else by the question's id.</summary>
    private string Beside(string file, string what)
    {
        var names = new[] { Path.GetFileNameWithoutExtension(file), rubric.Questions.First(question => question.Parts.Any(part => part.Checks.Any(it => it.File == file))).Id };
        return names.Select(it => $"{it}.{what}.csx").FirstOrDefault(it => File.Exists(Path.Combine(Folder, it))) ?? $"{names[0]}.{what}.csx";
    }

    /// <summary>The reference as the links of a chain: a script is one, a notebook has one a cell.</summary>
    private ImmutableArray<ScriptSource> Reference(string file, SourcePosition at)
    {
        if (Source(file, at) is not { } reference) return [];
        if (!NotebookFiles.IsNotebook(file)) return [reference];
        var submitted = new Intake.SubmittedFile(file, reference.Text.ReplaceLineEndings("\n"));
        var (opened, notebook) = NotebookFiles.Open(submitted);
        if (opened.Problem is { } problem) Complain(new SourcePosition(Shown(file), 1, 1), "GR101", problem.En, "Write the reference as a C# notebook.");
        return NotebookFiles.Sources(file, submitted, notebook);
    }

    /// <summary>Chains of a file: the reference alone, prelude and cases (which cannot see the reference), prelude and public cases (which students see), reference and mistakes.</summary>
    private async Task CompileAsync(string file, CancellationToken cancel)
    {
        var at = rubric.Checks.First(it => it.File == file).At;
        var reference = Reference(file, at);
        if (reference.IsEmpty || Source(Beside(file, "cases"), at) is not { } cases) return;
        var parts = CallChecks.Where(it => it.Check.File == file).DistinctBy(it => it.Part.Id + it.Check.Function).ToList();
        var isNotebook = NotebookFiles.IsNotebook(file);
        if (isNotebook && Beside(file, "probes") is var probesFile && File.Exists(Path.Combine(Folder, probesFile))) _probes[file] = File.ReadAllText(Path.Combine(Folder, probesFile));
        if (isNotebook && Beside(file, "standins") is var standIns && File.Exists(Path.Combine(Folder, standIns))) _standIns[file] = File.ReadAllText(Path.Combine(Folder, standIns));
        var probes = isNotebook ? Probes.Of(CompiledSubmission.FilesOf(rubric).First(it => it.Key == file), _probes) : null;
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
    private string TextOf(Part part, Mistake mistake) => Path.Combine(Folder, "mistakes", $"{part.Id}_{mistake.Id}.csx");

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
            if (fit.Slot >= 0) _functions[fit.Key] = (_scripts.Count, fit.Slot);
            else if (required(fit)) MissingFunction(fit, functions.First(it => it.Key == fit.Key), links[^1].FileName);
        }
        _scripts.Add(new LoadedProgram(_scripts.Count, compilation.Response.Images, isNotebook, AuthorLimits, OnlyNeeded: true));
    }

    private void MissingFunction(FunctionFit fit, FunctionRequest wanted, string file)
    {
        var place = fit.Messages.FirstOrDefault();
        var at = new SourcePosition(Shown(file), place?.Line ?? 1, place?.Column ?? 1);
        var shape = $"{wanted.ReturnType} {wanted.Name}({string.Join(", ", wanted.ParameterTypes)})";
        if (fit.Note == FitNote.Missing) Complain(at, "GR102", $"The function {wanted.Name} is missing.", $"Add: {shape}");
        else Complain(at, "GR102", $"{fit.FoundAs} does not fit the rubric.", $"The rubric wants: {shape}");
    }

    private async Task TakeCasesAsync(Worker worker, string file, bool isPublic, CancellationToken cancel)
    {
        var place = new SourcePosition(CasesFile(file, isPublic), 1, 1);
        var (script, slot) = _functions[isPublic ? $"{file}:public" : $"{file}:cases"];
        var outcome = await worker.AskAsync(script, new CallRequest(script, slot, []), AuthorLimits, cancel);
        if (worker.Loads.GetValueOrDefault(script) is Returned { Value: TextValue fault }) { Complain(place with { Line = LineOf(fault.Content) }, "GR103", $"The cases could not be made: {fault.Content}", "Mend the statement in this line."); return; }
        if (outcome is not Returned { Value: ListValue cases }) { Complain(place, "GR103", $"The cases could not be made: {Words(outcome)}", "Run the file's statements one by one to find the one that fails."); return; }
        var functions = CallChecks.Where(it => it.Check.File == file).GroupBy(it => it.Part.Id).ToDictionary(it => it.Key, it => it.Select(pair => pair.Check).ToList());
        foreach (var item in cases.Items.OfType<ListValue>())
        {
            var (part, group, label) = (((TextValue)item.Items[0]).Content, ((TextValue)item.Items[1]).Content, ((TextValue)item.Items[2]).Content);
            if (!functions.TryGetValue(part, out var checks)) { Complain(place, "GR105", $"The case '{label}' is for '{part}', which calls no function of {file}.", Yaml.Spelling.DidYouMean(part, [.. functions.Keys])); continue; }
            if (_cases.Any(it => it.Part == part && it.Label == label)) { Complain(place, "GR105", $"Two cases of {part} are called '{label}'.", "Give each its own label: evidence names it."); continue; }
            var arguments = ((ListValue)item.Items[3]).Items;
            var test = new TestCase(part, group, label, arguments, Value.Nothing);
            var function = (checks.FirstOrDefault(test.Takes) ?? checks[0]).Function;
            if (arguments.Length != function.Parameters.Length) { Complain(place, "GR105", $"The case '{label}' of {part} has {arguments.Length} arguments; {function.Name} takes {function.Parameters.Length}.", $"The signature is {function}."); continue; }
            await TakeExpectedAsync(worker, test with { Function = function.ToString(), Public = isPublic }, function, Shown(file), cancel);
        }
    }

    private void CheckEveryPartHasCases(string file)
    {
        foreach (var part in CallChecks.Where(it => it.Check.File == file).Select(it => it.Part.Id).Distinct().Where(id => _cases.All(it => it.Part != id)))
            Complain(new SourcePosition(CasesFile(file, false), 1, 1), "GR105", $"There is no case for {part}.", $"Add: Case(\"{part}\", group: \"general\", label: \"…\", …);");
    }

    private string CasesFile(string file, bool isPublic) => Shown(Beside(file, isPublic ? "public" : "cases"));

    private async Task TakeExpectedAsync(Worker worker, TestCase test, Signature function, string file, CancellationToken cancel)
    {
        var (script, slot) = _functions[function.Name];
        var request = new CallRequest(script, slot, test.Arguments, function.IsProbe ? rubric.Seed : null);
        var first = await worker.AskAsync(script, request, AuthorLimits, cancel);
        var second = await worker.AskAsync(script, request, AuthorLimits, cancel);
        var at = new SourcePosition(file, first is Threw { Exception.Line: > 0 } threw ? threw.Exception.Line : 1, 1);
        if (first is not Returned answer || second is not Returned again) { Complain(at, "GR103", $"The reference fails on the case '{test.Label}' of {test.Part}: {Words(first)}", "Mend the reference, or the case."); return; }
        if (!Value.SameBits(answer.Value, again.Value)) Complain(at, "GR103", $"The reference gives two different answers to the case '{test.Label}' of {test.Part}.", "Use no random numbers and keep no state between calls.");
        if (NamedValues.Of(answer.Value, function).Any(it => it.Value is TensorValue tensor && tensor.ToDoubles().Any(number => !double.IsFinite(number))))
            Complain(at, "GR103", $"The reference's answer to the case '{test.Label}' of {test.Part} is not finite.", "Choose gentler inputs, or compute it more stably.");
        _cases.Add(test with { Expected = answer.Value });
    }

    private void CheckFilters()
    {
        foreach (var (part, check) in CallChecks)
        {
            var groups = _cases.Where(it => it.Part == part.Id).Select(it => it.Group).Distinct().ToList();
            foreach (var group in check.Cases.GroupNames.Where(it => !groups.Contains(it)))
                Complain(check.CasesAt, "GR106", $"No case of {part.Id} is in a group '{group}'.", Yaml.Spelling.DidYouMean(group, groups));
            if (groups.Count > 0 && !_cases.Any(it => it.Part == part.Id && it.IsFor(check)))
                Complain(check.CasesAt, "GR106", $"'{check.Cases.Text}' picks no case of {part.Id}.", "Add such a case to the cases file, or change the filter.");
        }
    }

    /// <summary>reference = autograd of J ≤ 1e-12, and = central differences of J ≤ 1e-7, on every case of every gradient check.</summary>
    private async Task<ImmutableArray<ProofFigure>> ProveAsync(Worker worker, CancellationToken cancel)
    {
        var figures = ImmutableArray.CreateBuilder<ProofFigure>();
        foreach (var group in CallChecks.Where(it => it.Check is GradientCheck).GroupBy(it => it.Part.Id))
        {
            var function = group.First().Check.Function;
            string FileOf(bool isPublic) => CasesFile(group.First().Check.File, isPublic);
            if (LossOf(group.Key, "") is not { } hidden)
            {
                Complain(new SourcePosition(FileOf(false), 1, 1), "GR104", $"{group.Key} is a gradient, but there is no {group.Key}_J.", $"Add: Tensor {group.Key}_J({Parameters(function)}, Tensor at) => …; the scalar of which it is the gradient.");
                continue;
            }
            var open = LossOf(group.Key, "public:") ?? hidden;
            var cases = _cases.Where(it => it.Part == group.Key && group.Any(check => it.IsFor(check.Check))).ToList();
            var (worstAutograd, worstDifference, kinks) = (0.0, 0.0, 0);
            foreach (var test in cases)
            {
                var loss = test.Public ? open : hidden;
                var outcome = await worker.AskAsync(loss.Script, new DifferentiateRequest(loss.Script, loss.At, loss.J, test.Arguments, Step), AuthorLimits, cancel);
                if (outcome is not Returned { Value: TupleValue { Items: [ListValue autograd, ListValue near, ListValue far] } })
                {
                    Complain(new SourcePosition(FileOf(test.Public), outcome is Threw { Exception.Line: > 0 } threw ? threw.Exception.Line : 1, 1), "GR104", $"J of {group.Key} fails on the case '{test.Label}': {Words(outcome)}", "J must be a scalar tensor (float64) that torch can differentiate.");
                    break;
                }
                var expected = NamedValues.Of(test.Expected, function).Select(it => it.Value).ToList();
                var exact = GradientProof.Largest(expected, autograd.Items, out var problem);
                var difference = GradientProof.AgainstDifferences(expected, near.Items, far.Items, out var kinked);
                kinks += kinked;
                (worstAutograd, worstDifference) = (Math.Max(worstAutograd, exact), Math.Max(worstDifference, difference));
                if (problem.Length == 0 && exact <= AutogradTolerance && difference <= DifferenceTolerance) continue;
                Complain(ReferencePlace(function), "GR107", problem.Length > 0
                    ? $"{function.Name} is not the gradient of {group.Key}_J on the case '{test.Label}': {problem}."
                    : FormattableString.Invariant($"{function.Name} is not the gradient of {group.Key}_J on the case '{test.Label}': it differs from autograd by {exact:0.0e+0} and from central differences by {difference:0.0e+0} (relative)."),
                    $"Mend {function.Name} in the reference, or {group.Key}_J and {group.Key}_At in {FileOf(test.Public)}.");
                break;
            }
            figures.Add(new ProofFigure(group.Key, cases.Count, worstAutograd, worstDifference, kinks));
        }
        return figures.ToImmutable();
    }

    /// <summary>At and J of a part, from one file of cases; null where it does not define both.</summary>
    private (int Script, int At, int J)? LossOf(string part, string prefix)
    {
        var form = _functions.ContainsKey($"{prefix}{part}_At?one") ? "one" : "many";
        return _functions.TryGetValue($"{prefix}{part}_At?{form}", out var at) && (_functions.TryGetValue($"{prefix}{part}_J?{form}", out var j) || _functions.TryGetValue($"{prefix}{part}_J?many", out j))
            ? (at.Script, at.Slot, j.Slot) : null;
    }

    private SourcePosition ReferencePlace(Signature function)
    {
        var file = CallChecks.First(it => it.Check.Function == function).Check.File;
        var lines = File.ReadAllLines(Path.Combine(Folder, file));
        var line = Array.FindIndex(lines, it => it.Contains(function.Name + "(", StringComparison.Ordinal));
        return new SourcePosition(Shown(file), Math.Max(line, 0) + 1, line < 0 ? 1 : lines[line].IndexOf(function.Name, StringComparison.Ordinal) + 1);
    }

    private async Task<List<(string Part, KnownMistake Mistake)>> RunMistakesAsync(Worker worker, CancellationToken cancel)
    {
        var known = new List<(string, KnownMistake)>();
        foreach (var part in rubric.Parts.Where(it => !it.Mistakes.IsEmpty))
        {
            var cases = _cases.Where(it => it.Part == part.Id).ToList();
            foreach (var mistake in part.Mistakes)
            {
                if (File.Exists(TextOf(part, mistake)))
                {
                    if (await RunTextAsync(part, mistake, cases, cancel) is { } known2) known.Add((part.Id, known2));
                    continue;
                }
                if (!_functions.TryGetValue($"{part.Id}_{mistake.Id}", out var place)) continue;
                var answers = ImmutableArray.CreateBuilder<Value?>();
                foreach (var test in cases)
                {
                    if (test.Function != Checks(part).First().Function.ToString()) { answers.Add(KnownMistake.Unasked); continue; }
                    var outcome = await worker.AskAsync(place.Script, new CallRequest(place.Script, place.Slot, test.Arguments, Checks(part).First().Function.IsProbe ? rubric.Seed : null), AuthorLimits, cancel);
                    answers.Add(outcome is Returned returned ? returned.Value : null);
                }
                known.Add((part.Id, new KnownMistake(mistake, answers.ToImmutable())));
            }
        }
        return known;
    }

    /// <summary>A reading answers every case, with finite numbers, and not always as the reference does.</summary>
    private async Task<List<(string Part, KnownReading Reading)>> RunReadingsAsync(Worker worker, CancellationToken cancel)
    {
        var known = new List<(string, KnownReading)>();
        foreach (var (part, reading) in rubric.Parts.SelectMany(part => part.Accept.Select(reading => (part, reading))))
        {
            if (!_functions.TryGetValue($"{part.Id}_{reading.Id}", out var place)) continue;
            var (cases, answers, function) = (_cases.Where(it => it.Part == part.Id).ToList(), ImmutableArray.CreateBuilder<Value>(), part.Function!.ToString());
            foreach (var test in cases)
            {
                if (test.Function != function) answers.Add(test.Expected); // of another function of the part
                else if (await worker.AskAsync(place.Script, new CallRequest(place.Script, place.Slot, test.Arguments), AuthorLimits, cancel) is Returned answer) answers.Add(answer.Value);
                else Complain(reading.At, "GR126", $"The reading {part.Id}_{reading.Id} fails on the case '{test.Label}'.", "What is accepted must be an answer to every case; mend the function beside the reference.");
            }
            if (answers.Count < cases.Count) continue;
            if (answers.Zip(cases).All(it => NamedValues.Agree(it.First, it.Second.Expected, part.Function)))
                Complain(reading.At, "GR126", $"The reading {part.Id}_{reading.Id} answers every case as the reference does.", "Add a case where the two readings part, or remove this one.");
            known.Add((part.Id, new KnownReading(reading, answers.ToImmutable())));
        }
        return known;
    }

    /// <summary>Through the reference's own forward function, central differences must give the reference's backward answer.</summary>
    private async Task ProveFollowThroughAsync(Worker worker, CancellationToken cancel)
    {
        foreach (var (part, check) in CallChecks)
        {
            if (check.FollowThrough is not { } rule) continue;
            var forward = rubric.Parts.First(it => it.Id == rule.Forward).Function!;
            var (script, slot) = _functions[forward.Name];
            var own = new OwnForward(rule, forward, check.Function, arguments => worker.AskAsync(script, new CallRequest(script, slot, arguments), AuthorLimits, cancel));
            foreach (var test in _cases.Where(it => it.Part == part.Id && it.IsFor(check)).OrderBy(own.Entries).Take(OwnForward.MostCases))
            {
                var found = await own.GradientAsync(test);
                if (found is not null && FollowThroughComparer.Agrees(check, test.Expected, found)) continue;
                Complain(rule.Where, "GR127", found is null
                    ? $"{forward.Name} cannot be differentiated on the case '{test.Label}' of {part.Id}: it fails, has another shape than {rule.Times}, or takes too many numbers."
                    : $"{check.Function.Name} is not the gradient of the sum of {rule.Times} ⊙ {forward.Name} at {string.Join(", ", rule.At)} on the case '{test.Label}'.", "Look at 'of', 'times' and 'at' (in the order of the answer), and give the part at least one small case.");
                break;
            }
        }
    }

    private static IEnumerable<CallCheck> Checks(Part part) => part.Checks.OfType<CallCheck>();

    /// <summary>The reference notebook with the text of a mistake in the place of the part's answer, called like a student's.</summary>
    private async Task<KnownMistake?> RunTextAsync(Part part, Mistake mistake, List<TestCase> cases, CancellationToken cancel)
    {
        var (path, file) = (TextOf(part, mistake), Checks(part).First().File);
        var shown = Shown($"mistakes/{Path.GetFileName(path)}");
        var reference = Reference(file, mistake.At);
        var at = reference.ToList().FindIndex(it => AnswerRegions.Find(it.Text).Any(region => region.Part == part.Id));
        if (at < 0) { Complain(mistake.At, "GR116", $"The reference notebook has no region of {part.Id} to put {shown} into.", $"Mark the answer: // BEGIN ANSWER {part.Id} … // END ANSWER"); return null; }
        var links = reference.SetItem(at, reference[at] with { Text = AnswerRegions.Replaced(reference[at].Text, part.Id, await File.ReadAllTextAsync(path, cancel)) });
        var group = CompiledSubmission.FilesOf(rubric).First(it => it.Key == file);
        var functions = Checks(part).Select(it => it.Function).DistinctBy(it => it.ToString()).ToList();
        var compilation = await compiler.CompileAsync(new CompileRequest(links, [.. functions.Select(CompiledSubmission.Wanted)], Cells: true, Probes.Of(group, _probes)), cancel);
        foreach (var message in compilation.Response.Messages.Where(it => it.IsError).Take(1))
            Complain(new SourcePosition(shown, 1, 1), "GR101", $"{message.Id}: {message.Message}", $"In the line: {message.SourceLine.Trim()}");
        if (!compilation.Succeeded) return null;
        await using var worker = new Worker(sandbox, AuthorLimits, [new LoadedProgram(0, compilation.Response.Images, true, AuthorLimits, OnlyNeeded: true)], data: Data);
        var answers = ImmutableArray.CreateBuilder<Value?>();
        foreach (var test in cases)
        {
            var function = functions.First(it => it.ToString() == test.Function);
            var fit = compilation.Response.Functions.First(it => it.Key == test.Function);
            var outcome = fit.Slot < 0 ? null : await worker.AskAsync(0, new CallRequest(0, fit.Slot, test.Arguments, function.IsProbe ? rubric.Seed : null), AuthorLimits, cancel);
            answers.Add(outcome is Returned returned ? returned.Value : null);
        }
        return new KnownMistake(mistake, answers.ToImmutable());
    }

    /// <summary>The columns that trainings read are there, and the rows that are sent are as many as the labels.</summary>
    private void CheckData()
    {
        var data = new HomeworkData(Folder);
        foreach (var check in rubric.Checks.OfType<TrainingCheck>())
        {
            foreach (var column in check.Inputs.Values.Concat(check.Against is { } against ? [against] : []))
                if (data.Column(column, out var problem) is null) Complain(column.At, "GR115", problem, $"Look at the files in reference/{rubric.Homework}/.");
        }
    }

    private ImmutableSortedDictionary<string, TensorValue> ReadSnapshots()
    {
        var snapshots = ImmutableSortedDictionary.CreateBuilder<string, TensorValue>(StringComparer.Ordinal);
        foreach (var check in rubric.Checks.OfType<SnapshotCheck>())
        {
            var path = Path.Combine(Folder, check.Snapshot);
            if (!File.Exists(path)) { Complain(check.At, "GR109", $"The snapshot {Shown(check.Snapshot)} is missing.", "Commit it; its form: 'dtype: float64', 'shape: [3]', then one number a line."); continue; }
            if (SnapshotFile.TryRead(File.ReadAllText(path), out var line, out var problem) is { } value) snapshots[check.Snapshot] = value;
            else Complain(new SourcePosition(Shown(check.Snapshot), line, 1), "GR109", $"The snapshot cannot be read: {problem}.", "Its form: 'dtype: float64', 'shape: [3]', then one number a line.");
        }
        return snapshots.ToImmutable();
    }

    private void CheckSnapshots(ImmutableSortedDictionary<string, TensorValue> snapshots)
    {
        foreach (var (part, check) in CallChecks)
        {
            if (check is not SnapshotCheck snapshot || !snapshots.TryGetValue(snapshot.Snapshot, out var verified)) continue;
            var cases = _cases.Where(it => it.Part == part.Id && it.IsFor(check)).ToList();
            if (cases.Count != 1) { Complain(check.CasesAt, "GR109", $"A snapshot needs exactly one case; '{check.Cases.Text}' picks {cases.Count}.", "Narrow the filter to the one case that the snapshot holds."); continue; }
            if (NumericComparison.Compare(cases[0].Expected, verified, snapshot.Tolerance).Passes) continue;
            Complain(new SourcePosition(Shown(snapshot.Snapshot), 1, 1), "GR109", $"The reference does not give this snapshot on the case '{cases[0].Label}'.", "Look which of the two is right, and mend the other.");
        }
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

    private string Shown(string name) => name.Contains('/') || name == "cases-prelude.csx" ? name : $"reference/{rubric.Homework}/{name}";

    private void Complain(SourcePosition at, string code, string message, string help) => _diagnostics.Add(new Diagnostic(at, code, message, help));

    private void StopIfWrong()
    {
        if (_diagnostics.Count > 0) throw new HomeworkException([.. _diagnostics.Distinct().OrderBy(it => it.At.File, StringComparer.Ordinal).ThenBy(it => it.At.Line).ThenBy(it => it.At.Column)]);
    }

    private static string Parameters(Signature function) => string.Join(", ", function.Parameters.Select(it => $"{it.Type} {it.Name}"));

    private static int LineOf(string described) => described.Split(':') is [_, var line, ..] && int.TryParse(line, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? Math.Max(1, number) : 1;

    private static string Words(Outcome outcome) => outcome switch
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
