using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Reflection;
using Grader.Core.Comparing;
using Grader.Core.Compiling;
using Grader.Core.Intake;
using Grader.Core.Marking;
using Grader.Core.Notebooks;
using Grader.Core.References;
using Grader.Core.Reports;
using Grader.Core.Results;
using Grader.Core.Rubrics;
using Grader.Core.Sandboxing;
using Grader.Core.Scoring;
using Grader.Core.Storing;

namespace Grader.Core;

/// <summary>A whole run of <c>grader grade</c>: the homework is proven, every submission judged, people's marks joined, the results written.</summary>
public static class GradeRun
{
    public static string Version { get; } = typeof(GradeRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    public static async Task<GradeOutcome> RunAsync(GradeRequest request, IProgress<GradeEvent> progress, CancellationToken cancel)
    {
        var clock = Stopwatch.StartNew();
        var files = HomeworkFiles.Find(request);
        var rubric = Selected(files.ReadRubric(), request);
        var intake = IntakeReader.Read(files.Submissions, ExpectedFiles(rubric), OtherStems(rubric),
            new IntakeOptions { Layout = request.Layout, Homework = rubric.Homework, Zone = rubric.Due is { } due ? DeadlineReader.Zone(due.Zone) : null });
        ImmutableArray<string> wholeClass = [.. intake.Submissions.Select(it => it.Id)];
        intake = intake with { Submissions = SelectedStudents(intake.Submissions, request) };
        MarksFile.Read(files.Marks); // a file that cannot be read is said before anything runs
        var extensions = ReadExtensions(request, files, rubric);

        using var sandbox = new Sandbox(request.ReducedIsolation);
        if (!request.ReducedIsolation && await new IsolationProbe(sandbox).RunAsync(cancel) is { Full: false } open)
            throw new IsolationException($"Submissions run only in isolation, and a wall does not stand here: {open.Why}. {open.Layers.First(it => !it.Holds).Mend} (All walls: grader doctor; or take the risk yourself: --isolation reduced)");
        var (before, inputs) = (LastRun.Read(files.Out), RunInputs.Of(files, rubric, intake, extensions, sandbox));
        await using var compiler = new CompilerClient(sandbox);
        var (homework, work) = await ProveAsync(files, rubric, compiler, sandbox, request.Fresh, progress, cancel);
        using var held = work.Lock;
        progress.Report(new ClassRead(rubric.Homework, rubric.Title, sandbox.Isolation, homework.Proof, intake));

        var judged = await JudgeAllAsync(homework, compiler, sandbox, work.Store, intake, extensions, request.Jobs, progress, cancel);
        var maxima = rubric.Parts.SelectMany(part => part.Checks.Select(check => (Id: $"{part.Id}.{check.Id}", check.Points))).ToDictionary(it => it.Id, it => it.Points);
        var partial = request.Students.Length > 0 || request.Questions.Length > 0;
        // Read again only now: a person may have saved marks while the class was graded.
        ImmutableArray<PendingItem> pending = [.. judged.SelectMany(it => Markable(rubric, it))];
        var marks = MarksFile.Join(files.Marks, rows => Marks.Apply(rows, pending, wholeClass, id => maxima.TryGetValue(id, out var max) ? max : null), rewrite: !partial);
        var result = new ClassResult
        {
            Homework = rubric.Homework, Grader = Version, Seed = rubric.Seed, Isolation = sandbox.Isolation, Max = rubric.Points, Title = rubric.Title, Language = rubric.Language, Due = HomeworkSheet.Due(rubric), Sheet = HomeworkSheet.Of(rubric),
            Submissions = [.. judged.Select(it => Score(rubric, it, marks.Marks, extensions))],
        };
        var changes = partial ? [] : ScoreChanges.Between(before, result, inputs);
        var known = judged.Count(it => it.Known);
        var run = RunJson.Write(homework, inputs, clock.Elapsed, [.. judged.Select(it => (it.Submission.Id, it.Known, it.Took))], changes);
        await WriteAsync(files, result, run, partial);
        if (!partial)
        {
            await WriteBesideAsync(files, rubric, judged);
            await ReportFiles.WriteAsync(files.Out, result, RunFigures.Read(run), request.Language ?? rubric.Language, cancel);
        }
        return new GradeOutcome(result, files.Out, intake, [.. marks.Warnings, .. PolicyWarnings.Of(rubric, extensions, intake.Submissions, wholeClass)], [.. judged.Where(it => it.Fault is not null).Select(it => new HarnessFault(it.Submission.Id, it.Fault!))], changes, known);
    }

    /// <summary>The proof is kept like any other work; the output folder is not touched before it holds.</summary>
    private static async Task<(PreparedHomework Homework, (RunLock Lock, RunStore Store) Work)> ProveAsync(
        HomeworkFiles files, Rubric rubric, CompilerClient compiler, Sandbox sandbox, bool fresh, IProgress<GradeEvent> progress, CancellationToken cancel)
    {
        var store = new RunStore(files.Store, fresh);
        var key = Fingerprint.OfReference(files, rubric);
        if (store.Find(key) is { } kept) return (StoredReference.FromBytes(kept, rubric, files.ReferenceFolder), (RunLock.Take(files.Out), store));
        var homework = await ProvenReferences.ProveAsync(files, rubric, compiler, sandbox, cancel, fresh, () => progress.Report(new StageStarted(new("Compiling the reference and proving its gradients", "کامپایل پاسخ مرجع و اثبات گرادیان‌های آن"))));
        var taken = RunLock.Take(files.Out);
        await store.KeepAsync(key, StoredReference.ToBytes(homework));
        return (homework, (taken, store));
    }

    /// <summary>Results come in the order of ids, whatever the order in which they were made.</summary>
    private static async Task<IReadOnlyList<JudgedSubmission>> JudgeAllAsync(
        PreparedHomework homework, CompilerClient compiler, Sandbox sandbox, RunStore store, IntakeResult intake, Extensions extensions, int jobs, IProgress<GradeEvent> progress, CancellationToken cancel)
    {
        using var grading = new Grading(homework, compiler, sandbox, store);
        var judged = new ConcurrentDictionary<string, JudgedSubmission>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, jobs), CancellationToken = cancel };
        // What several handed in together is graded once.
        var works = intake.Submissions.GroupBy(it => it.Group ?? $"\0{it.Id}").ToList();
        await Parallel.ForEachAsync(works, options, async (work, stop) =>
        {
            var first = work.First();
            progress.Report(new SubmissionStarted(first.Id, first.Name));
            var clock = Stopwatch.StartNew();
            var once = await grading.JudgeAsync(first, stop) with { Took = clock.Elapsed };
            ImmutableArray<LocalizedText> found = [.. once.Submission.Notes.Skip(first.Notes.Length)];
            foreach (var member in work) judged[member.Id] = once with { Submission = member with { Notes = [.. member.Notes, .. found] } };
            foreach (var member in work) progress.Report(new SubmissionFinished(Score(homework.Rubric, judged[member.Id], ImmutableDictionary<(string, string), Mark>.Empty, extensions), once.Known));
        });
        return [.. intake.Submissions.Select(it => judged[it.Id])];
    }

    private static SubmissionResult Score(Rubric rubric, JudgedSubmission judged, IReadOnlyDictionary<(string Student, string Check), Mark> marks, Extensions extensions) =>
        judged.Fault is null ? Scorer.Score(rubric, judged.Submission, judged.Verdicts, marks, extensions) : Scorer.Ungraded(rubric, judged.Submission, extensions);

    private static Extensions ReadExtensions(GradeRequest request, HomeworkFiles files, Rubric rubric)
    {
        var path = request.Extensions is { } given ? Path.GetFullPath(given) : Path.Combine(files.Out, Extensions.FileName);
        if (File.Exists(path)) return Extensions.Read(path, File.ReadAllText(path), rubric.Due);
        return request.Extensions is null ? Extensions.None : throw new UsageException($"There is no file '{request.Extensions}'.");
    }

    /// <summary>What waits for a person, and every manual check: a mark may be given for what was handed in on paper, too.</summary>
    private static IEnumerable<PendingItem> Markable(Rubric rubric, JudgedSubmission judged) =>
        from part in rubric.Parts
        from check in part.Checks
        let verdict = judged.Verdicts.FirstOrDefault(it => it.Check == check)
        where check is ManualCheck || verdict is { NeedsPerson: true }
        select new PendingItem(judged.Submission.Id, judged.Submission.Name, $"{part.Id}.{check.Id}", check.Points, check is ManualCheck manual ? [.. manual.Items.Select(it => (it.Id, it.Points, it.Text))] : [], verdict?.TextToMark ?? "");

    private static async Task WriteAsync(HomeworkFiles files, ClassResult result, string run, bool partial)
    {
        // A look at some students or questions must not replace the class's results.
        var results = partial ? Path.Combine(files.Out, "partial") : files.Out;
        await SafeFile.WriteAsync(Path.Combine(results, "results.json"), ResultsJson.Write(result));
        await SafeFile.WriteAsync(Path.Combine(results, "grades.csv"), GradesCsv.Write(result), byteOrderMark: true);
        await SafeFile.WriteAsync(Path.Combine(results, "run.json"), run);
    }

    /// <summary>Beside the student's report: a script that shows the worst case of a part, and a snapshot that does not match, to be looked at with any diff tool.</summary>
    private static async Task WriteBesideAsync(HomeworkFiles files, Rubric rubric, IEnumerable<JudgedSubmission> judged)
    {
        foreach (var one in judged)
        {
            foreach (var group in one.Verdicts.GroupBy(it => rubric.Parts.First(part => part.Checks.Contains(it.Check)).Id))
            {
                var path = Path.Combine(files.Out, "students", one.Submission.Id, $"repro-{group.Key}.csx");
                if (group.Select(it => it.Reproduction).FirstOrDefault(it => it is not null) is { } script) await SafeFile.WriteAsync(path, script);
                else if (File.Exists(path)) File.Delete(path); // of an earlier run
            }
            foreach (var verdict in one.Verdicts.Where(it => it.Check is SnapshotCheck))
            {
                var path = Path.Combine(files.Out, "students", one.Submission.Id, ((SnapshotCheck)verdict.Check).Snapshot.Replace(".verified.txt", ".received.txt", StringComparison.Ordinal));
                if (verdict.Received is { } received) await SafeFile.WriteAsync(path, received);
                else if (File.Exists(path)) File.Delete(path); // of an earlier run
            }
        }
    }

    internal static ImmutableArray<string> ExpectedFiles(Rubric rubric) =>
        [.. rubric.Checks.Select(it => it.File).Concat(rubric.Parts.Any(it => it.Formula is not null) ? ["answers.yaml"] : []).Distinct()];

    /// <summary>A notebook may be handed in under its question's name.</summary>
    internal static ImmutableSortedDictionary<string, string> OtherStems(Rubric rubric) => rubric.Questions
        .SelectMany(question => question.Parts.SelectMany(part => part.Checks).Select(check => (check.File, question.Id))).Where(it => NotebookFiles.IsNotebook(it.File))
        .GroupBy(it => it.File).ToImmutableSortedDictionary(it => it.Key, it => it.First().Id, StringComparer.Ordinal);

    private static Rubric Selected(Rubric rubric, GradeRequest request)
    {
        if (request.Seed is { } seed) rubric = rubric with { Seed = seed };
        if (request.Questions.IsEmpty) return rubric;
        if (request.Questions.FirstOrDefault(id => rubric.Questions.All(it => it.Id != id)) is { } unknown)
            throw new UsageException($"There is no question '{unknown}' in {rubric.File}; it has {string.Join(", ", rubric.Questions.Select(it => it.Id))}.");
        var questions = rubric.Questions.Where(it => request.Questions.Contains(it.Id)).ToImmutableArray();
        return rubric with { Questions = questions, Points = questions.Sum(it => it.Points), Drop = 0 };
    }

    private static ImmutableArray<Submission> SelectedStudents(ImmutableArray<Submission> all, GradeRequest request)
    {
        if (request.Students.IsEmpty) return all;
        if (request.Students.FirstOrDefault(id => all.All(it => it.Id != id)) is { } unknown) throw new UsageException($"There is no submission of '{unknown}'.");
        return [.. all.Where(it => request.Students.Contains(it.Id))];
    }
}
