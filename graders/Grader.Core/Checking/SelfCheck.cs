using System.Collections.Immutable;
using Grader.Core.Comparing;
using Grader.Core.Compiling;
using Grader.Core.Intake;
using Grader.Core.Marking;
using Grader.Core.Notebooks;
using Grader.Core.Packing;
using Grader.Core.References;
using Grader.Core.Results;
using Grader.Core.Rubrics;
using Grader.Core.Running;
using Grader.Core.Sandboxing;
using Grader.Core.Scoring;
using Grader.Core.Storing;

namespace Grader.Core.Checking;

/// <summary>
/// One student's own work, looked at again and again: the path of <c>grade</c> (compile, run in the sandbox, compare, score) on the public cases of
/// the kit, with compiler and workers kept warm. What has not changed does not run again.
/// </summary>
public sealed class SelfCheck : IAsyncDisposable
{
    private readonly string _folder;
    private readonly KitManifest? _kit;
    private readonly PreparedHomework _homework;
    private readonly Sandbox _sandbox;
    private readonly CompilerClient _compiler;
    private readonly WarmWorkers _workers;
    private readonly SemaphoreSlim _alone = new(1);
    private readonly Dictionary<string, FileRun> _runs = [];
    private readonly ImmutableArray<string> _scripts;

    private SelfCheck(string folder, KitManifest? kit, PreparedHomework homework, Sandbox sandbox, CompilerClient compiler, WarmWorkers workers)
    {
        (_folder, _kit, _homework, _sandbox, _compiler, _workers) = (folder, kit, homework, sandbox, compiler, workers);
        _scripts = [.. CompiledSubmission.FilesOf(homework.Rubric).Select(it => it.Key)];
    }

    /// <summary>The same, for a part of the homework; whoever made the other one ends it.</summary>
    private SelfCheck(SelfCheck whole, Rubric rubric)
        : this(whole._folder, whole._kit, whole._homework with { Rubric = rubric }, whole._sandbox, whole._compiler, whole._workers)
    {
    }

    /// <summary>Where the student's files are: the kit's own folder, also when called from one inside it.</summary>
    public string Folder => _folder;

    /// <exception cref="UsageException">There is neither a kit nor a homework.</exception>
    public static async Task<SelfCheck> OpenAsync(SelfCheckRequest request, CancellationToken cancel)
    {
        var folder = Path.GetFullPath(request.Folder);
        if (!Directory.Exists(folder)) throw new UsageException($"There is no folder '{request.Folder}'.");
        if (request.Root is null && KitAbove(folder) is { } root)
        {
            var sandbox = OpenSandbox(request.Reduced);
            return await OpenAsync(sandbox, request, async compiler =>
            {
                var kit = KitManifest.Read(Path.Combine(root, KitManifest.Path));
                var workers = new WarmWorkers(sandbox, kit.WorkerMemory, kit.WorkerOutput, PreparedHomework.DataIn(root));
                if (!request.NamesOnly) workers.Prepare(1); // torch loads while the rubric is read
                try
                {
                    return new SelfCheck(root, kit, ReadKit(root, kit.Homework), sandbox, compiler, workers);
                }
                catch
                {
                    await workers.DisposeAsync();
                    throw;
                }
            });
        }
        return await OpenCourseAsync(folder, request, cancel);
    }

    /// <summary>A worker for each file that is there.</summary>
    public void Prepare() =>
        _workers.Prepare(Math.Max(1, _scripts.Count(it => NotebookFiles.IsNotebook(it) ? NotebookFiles.Extensions.Any(extension => IsThere(Path.ChangeExtension(it, extension))) : IsThere(it))));

    private bool IsThere(string file) => File.Exists(Path.Combine(_folder, file));

    private static string? KitAbove(string folder)
    {
        for (var up = folder; up is not null; up = Path.GetDirectoryName(up)) if (File.Exists(Path.Combine(up, KitManifest.Path))) return up;
        return null;
    }

    private static PreparedHomework ReadKit(string root, string homework)
    {
        var file = Path.Combine(root, KitManifest.Folder, homework + ".yaml");
        var values = Path.Combine(root, KitManifest.Folder, Kit.Values);
        if (!File.Exists(file) || !File.Exists(values)) throw new UsageException($"The kit in {root} is not whole; unpack it again over this folder (your answers are not in it).");
        var (rubric, diagnostics) = RubricReader.Read($"{KitManifest.Folder}/{homework}.yaml", File.ReadAllText(file), isPublic: true);
        if (rubric is null) throw new HomeworkException(diagnostics);
        try
        {
            return Kit.FromBytes(File.ReadAllBytes(values), rubric, root);
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException or ArgumentException or InvalidCastException)
        {
            throw new UsageException($"{values} cannot be read; unpack the kit again over this folder (your answers are not in it).");
        }
    }

    /// <summary>A teacher's look at one submission: all checks, against the proven reference.</summary>
    private static async Task<SelfCheck> OpenCourseAsync(string folder, SelfCheckRequest request, CancellationToken cancel)
    {
        HomeworkFiles files;
        try { files = HomeworkFiles.Find(new GradeRequest { Submissions = folder, Homework = request.Homework, Root = request.Root }); }
        catch (UsageException) when (request.Root is null && request.Homework is null)
        {
            throw new UsageException($"There is no {KitManifest.Path} in {folder} or above it: go to the folder that you unpacked from the kit, or name it: grader check <folder>");
        }
        var rubric = files.ReadRubric();
        var sandbox = OpenSandbox(request.Reduced ?? false);
        return await OpenAsync(sandbox, request, async compiler =>
        {
            var homework = await ProvenReferences.ProveAsync(files, rubric, compiler, sandbox, cancel);
            return new SelfCheck(folder, null, homework, sandbox, compiler, new WarmWorkers(sandbox, rubric.Limits.MemoryBytes, rubric.Limits.OutputBytes, homework.Data));
        });
    }

    private static async Task<SelfCheck> OpenAsync(Sandbox sandbox, SelfCheckRequest request, Func<CompilerClient, Task<SelfCheck>> open)
    {
        var compiler = new CompilerClient(sandbox);
        if (!request.NamesOnly) compiler.Prepare(); // what takes longest, before a file is read
        try
        {
            return await open(compiler);
        }
        catch
        {
            await compiler.DisposeAsync();
            sandbox.Dispose();
            throw;
        }
    }

    /// <summary>One's own code may do without walls where there are none to be had; the result says so.</summary>
    internal static Sandbox OpenSandbox(bool? reduced)
    {
        if (reduced is { } chosen) return new Sandbox(chosen);
        return Bubblewrap.Found is { } found && found.Works() ? new Sandbox(reduced: false) : new Sandbox(reduced: true, OperatingSystem.IsLinux() ? "bubblewrap does not work here; fine for your own code" : "only Linux has bubblewrap; fine for your own code");
    }

    /// <summary>Every check that can run here, as <c>part.check</c>.</summary>
    public IEnumerable<string> Names => _homework.Rubric.Parts.SelectMany(part => part.Checks.Select(check => $"{part.Id}.{check.Id}"));

    /// <param name="only">One check by name: its part and what that needs run, and nothing is kept.</param>
    public async Task<SelfCheckOutcome> RunAsync(CancellationToken cancel, string? only = null)
    {
        if (only is not null && Part(only) is { } part) return await new SelfCheck(this, FileRun.OnlyPart(_homework.Rubric, part)).RunAsync(cancel);
        var submission = KitFolder.Read(_folder, _kit, GradeRun.ExpectedFiles(_homework.Rubric), GradeRun.OtherStems(_homework.Rubric));
        var (verdicts, fault) = (ImmutableArray<CheckVerdict>.Empty, (string?)null);
        try
        {
            var runs = await Task.WhenAll(_scripts.Select(file => RunAsync(file, submission, cancel)));
            var compiled = new CompiledSubmission(submission, [.. runs.Select(it => it.File)]);
            var outcomes = FileRun.Join(runs);
            var repaired = await new StandIns(_homework, _compiler, new SubmissionRun(_sandbox, _alone)).RunAsync(compiled, outcomes, cancel);
            verdicts = Comparer.Compare(_homework, compiled, outcomes, repaired);
            submission = submission with { Notes = [.. submission.Notes, .. NotebookNotes.Of(_homework.Rubric, compiled, outcomes)] };
        }
        catch (Exception ours) when (ours is not (OperationCanceledException or IsolationException))
        {
            fault = $"{ours.GetType().Name}: {ours.Message}"; // our fault: nothing is called right or wrong
        }
        return Outcome(submission, verdicts, fault);
    }

    private async Task<FileRun> RunAsync(string file, Submission submission, CancellationToken cancel)
    {
        var submitted = submission.Files.GetValueOrDefault(file);
        if (_runs.TryGetValue(file, out var known) && known.File.Submitted == submitted) return known;
        var only = _homework with { Rubric = FileRun.Only(_homework.Rubric, file) };
        var compiled = await CompiledSubmission.CompileAsync(submission, only, _compiler, cancel);
        var run = new SubmissionRun(_sandbox, _alone, _workers);
        // Of a notebook, the cells that no answer needs do not run: they train, for minutes, and "grader run" shows them.
        var outcomes = await run.RunAsync(compiled, only, cancel, onlyNeeded: _kit is not null);
        var made = new FileRun(compiled.Files[0], outcomes, run.Times.ToImmutableDictionary());
        lock (_runs) _runs[file] = made;
        return made;
    }

    private string? Part(string name) => _homework.Rubric.Parts.FirstOrDefault(part => part.Checks.Any(check => $"{part.Id}.{check.Id}" == name))?.Id;

    /// <summary>For the next change: a worker that waits with torch loaded.</summary>
    public void PrepareForNext() => _workers.Prepare(1);

    private SelfCheckOutcome Outcome(Submission submission, ImmutableArray<CheckVerdict> verdicts, string? fault)
    {
        var rubric = _homework.Rubric;
        var scored = fault is null ? Scorer.Score(rubric, submission, verdicts, ImmutableDictionary<(string, string), Mark>.Empty) : Scorer.Ungraded(rubric, submission);
        var times = _runs.Values.SelectMany(it => it.Times).ToDictionary(it => it.Key, it => it.Value);
        ImmutableArray<CheckedItem> items =
        [
            .. from question in rubric.Questions
               from part in question.Parts
               from check in part.Checks
               let verdict = verdicts.FirstOrDefault(it => it.Check == check)
               select new CheckedItem(question.Id, part.Title, part.Id, scored.Checks.FirstOrDefault(it => it.Part.Id == part.Id && it.Check.Id == check.Id).Check ?? Unknown(check),
                   verdict is null ? CheckState.Ungraded : verdict.Verdict == Verdict.Correct || verdict.RightInForm ? CheckState.Passed : CheckState.Failed,
                   check is ChoiceCheck { Correct.IsEmpty: true } or NumbersCheck { Expected.IsEmpty: true } or ManualCheck, check.File, check is CallCheck call ? times.GetValueOrDefault(call) : default),
        ];
        var judged = items.Where(it => !it.FormOnly && !it.Check.Bonus && it.State != CheckState.Ungraded && it.Check.Pending == 0).ToList();
        return new SelfCheckOutcome(
            rubric.Homework, rubric.Title, _sandbox.Isolation, _kit is not null, (_kit?.HiddenChecks ?? 0) + items.Count(it => it.FormOnly), _kit?.Points ?? rubric.Points,
            judged.Sum(it => it.Check.Score), judged.Sum(it => it.Check.Max - it.Check.Score), items, scored.Notes, [.. _kit?.Tampered(_folder) ?? []],
            new ClassResult { Homework = rubric.Homework, Grader = GradeRun.Version, Seed = rubric.Seed, Isolation = _sandbox.Isolation, Max = rubric.Points, Submissions = [scored] }, fault);
    }

    private static CheckResult Unknown(Check check) => new()
    {
        Id = check.Id, Kind = check.Kind, Verdict = Verdict.Ungraded, Score = 0, Pending = 0, Max = check.Points, Bonus = check.Bonus, Mistake = null, Evidence = Evidence.None,
        Feedback = new("Could not be checked, by a fault of grader.", "به سبب خطایی در خود تصحیح‌گر بررسی نشد."),
    };

    public async ValueTask DisposeAsync()
    {
        await _workers.DisposeAsync();
        await _compiler.DisposeAsync();
        _sandbox.Dispose();
        _alone.Dispose();
    }
}
