using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using Grader.Core;
using Grader.Core.Checking;
using Grader.Core.Intake;
using Grader.Core.Packing;
using Grader.Core.Running;
using Spectre.Console;

namespace Grader.Cli;

/// <summary>Verbs and options; faults become sentences and exit codes here and nowhere else.</summary>
internal static class CommandLine
{
    private static readonly Argument<string> Submissions = new("submissions") { Description = "The folder or zip of submissions, a folder or zip for each student" };
    private static readonly Argument<string> Notebook = new("notebook") { Description = "A .ipynb, .dib, .csx or .cs; the folder data beside it can be read by its cells" };
    private static readonly Argument<string> Student_ = new("student") { Description = "The student's id" };
    private static readonly Argument<string?> Part = new("part") { Description = "A question or part, such as q2 or q2b (default: all)", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string?> Code = new("code") { Description = "A code such as GR006, or a verdict such as time-limit (default: the list)", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string?> Results = new("results") { Description = "The folder that grade wrote (default: the one below grades/)", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Argument<string> Proven = new("homework") { Description = "The homework's name: rubrics/<name>.yaml", HelpName = "homework" };
    private static readonly Argument<string> Folder = new("folder") { Description = "The folder unpacked from the kit (default: the one you are in)", DefaultValueFactory = _ => "." };
    private static readonly Argument<string> Shell = new("shell") { Description = "bash, zsh, fish or pwsh" };
    private static readonly Option<bool> Watch = new("--watch") { Description = "Check again after every save" };
    private static readonly Option<bool> List = new("--list") { Description = "Only the names of the checks", Hidden = true };
    private static readonly Option<bool> Serve = new("--serve") { Description = "Answer check by check, for test runners", Hidden = true };
    private static readonly Option<string?> OwnIsolation = new("--isolation") { Description = "full or reduced (default: full where it can be had)" };
    private static readonly Option<string> CheckFormat = new("--format") { Description = "What stdout gets: text, json or github", DefaultValueFactory = _ => "text" };
    private static readonly Option<string[]> Report = new("--report") { Description = "A report beside: junit=check.xml" };
    private static readonly Option<string?> Kit_ = new("--out") { Description = "The zip to write (default: <homework>.zip)" };
    private static readonly Option<string?> Tool = new("--tool") { Description = "The grader's own package (.nupkg), to be put into the kit" };
    private static readonly Option<string?> Course = new("--course") { Description = "Also write the course's own side of grading on push into this folder" };
    private static readonly Argument<string> Graded = new("results") { Description = "The folder that grade wrote" };
    private static readonly Option<string> To = new("--to") { Description = "Where the reports go", DefaultValueFactory = _ => "released" };
    private static readonly Option<bool> BeforeDue = new("--before-due") { Description = "What a self-check could say (default: by the clock and the rubric)" };
    private static readonly Option<bool> AfterDue = new("--after-due") { Description = "Points, verdicts and evidence" };
    private static readonly Option<string?> KitZip = new("--kit") { Description = "The kit that was given out: files of it that were edited are named" };
    private static readonly Option<string?> Folders = new("--submissions") { Description = "The submissions that were graded, to be compared with the kit" };
    private static readonly Option<string?> Source = new("--source") { Description = "The package feed that students get the grader from" };
    private static readonly Option<string?> Homework = new("--homework") { Description = "The rubric to grade by: rubrics/<name>.yaml (default: the folder's name)", HelpName = "homework" };
    private static readonly Option<string?> Out = new("--out") { Description = "Where results go (default: grades/<homework>/)" };
    private static readonly Option<int?> Jobs = new("--jobs") { Description = "Submissions graded at once (default: the number of cores)" };
    private static readonly Option<string[]> Student = new("--student") { Description = "Only these students, by id; results go to <out>/partial" };
    private static readonly Option<string[]> Question = new("--question") { Description = "Only these questions; results go to <out>/partial" };
    private static readonly Option<long?> Seed = new("--seed") { Description = "Another seed for the cases than the rubric's" };
    private static readonly Option<bool> Fresh = new("--fresh") { Description = "Run everything again; people's marks stay" };
    private static readonly Option<string> Isolation = new("--isolation") { Description = "full, or reduced to run without bubblewrap at your own risk", DefaultValueFactory = _ => "full" };
    private static readonly Option<string> Format = new("--format") { Description = "What stdout gets: text or json", DefaultValueFactory = _ => "text" };
    private static readonly Option<string> Lang = new("--lang") { Description = "Language of the terminal, and first language of the reports (default there: the rubric's): en or fa", DefaultValueFactory = _ => "en" };
    private static readonly Option<string?> Layout = new("--layout") { Description = "How the submissions are laid out (default: found out and said)", HelpName = "layout" };
    private static readonly Option<string?> Extensions = new("--extensions") { Description = "Later deadlines for some students (default: <out>/extensions.yaml)" };
    private static readonly Option<string?> Root = new("--root") { Description = "The folder that holds rubrics/ and reference/ (default: found upwards)" };
    private static readonly Option<bool> Json = new("--json") { Description = "The same as JSON" };
    private static readonly Option<bool> NoColor = new("--no-color") { Description = "No colour (NO_COLOR does the same)" };
    private static readonly Option<decimal?> FailBelow = new("--fail-below") { Description = "Exit with 1 when a submission scores less than this" };

    private static readonly Option<string[]> Files = new("--report") { Description = "Write another system's file, too: kind=path (repeatable; kinds: grader export --list)" };

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root_().Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync($"error: {error.Message}");
            await Console.Error.WriteLineAsync(parsed.CommandResult.Command is RootCommand ? "help: grader --help" : $"help: grader {parsed.CommandResult.Command.Name} --help");
            return ExitCodes.Usage;
        }
        return await parsed.InvokeAsync();
    }

    private static RootCommand Root_()
    {
        Isolation.AcceptOnlyFromAmong("full", "reduced");
        Format.AcceptOnlyFromAmong("text", "json");
        Lang.AcceptOnlyFromAmong("en", "fa");
        Layout.CompletionSources.Add(LayoutNames.All);
        Proven.CompletionSources.Add(_ => Homeworks());
        Homework.CompletionSources.Add(_ => Homeworks());
        Student.AllowMultipleArgumentsPerToken = true;
        Question.AllowMultipleArgumentsPerToken = true;
        var grade = new Command("grade", "Grade a folder of submissions by the homework's rubric.\n\nExample:\n  grader grade submissions-sample/hw5")
        {
            Submissions, Homework, Out, Jobs, Student, Question, Seed, Fresh, Layout, Extensions, Isolation, Format, Files, Lang, Root, NoColor, FailBelow,
        };
        grade.SetAction((parsed, _) => RunningAsync(parsed, (talk, stop) => GradeCommand.RunAsync(
            Request(parsed), new GradeView(parsed.GetValue(Format) == "json", parsed.GetValue(Lang)!, parsed.GetValue(NoColor), parsed.GetValue(FailBelow)) { Reports = ExportCommand.Reports(parsed.GetValue(Files) ?? []) }, talk, stop)));
        var verify = new Command("verify", "Prove a homework: gradients against autograd and differences, every mistake caught, no two alike.\n\nExample:\n  grader verify hw5") { Proven, Seed, Isolation, Format, Lang, Root, NoColor };
        verify.SetAction((parsed, _) => RunningAsync(parsed, (talk, stop) => VerifyCommand.RunAsync(
            new VerifyRequest(parsed.GetValue(Proven)!, parsed.GetValue(Root), parsed.GetValue(Seed), parsed.GetValue(Isolation) == "reduced"),
            new GradeView(parsed.GetValue(Format) == "json", parsed.GetValue(Lang)!, parsed.GetValue(NoColor), null), stop)));
        var doctor = new Command("doctor", "Find out what this machine can isolate, by trying it, and how to mend what it cannot.") { Json, Lang, NoColor };
        doctor.SetAction((parsed, _) => RunningAsync(parsed, (_, stop) => DoctorCommand.RunAsync(parsed.GetValue(Json), parsed.GetValue(Lang)!, parsed.GetValue(NoColor), stop)));
        var show = new Command("show", "Show one student's result with its evidence.\n\nExample:\n  grader show 402521005 q2b") { Student_, Part, Homework, Out, Lang, NoColor };
        show.SetAction((parsed, _) => GuardedAsync(parsed, (_, _) => Task.FromResult(ShowCommand.Run(
            ResultsFolder.Read(ResultsFolder.Find(parsed.GetValue(Out), parsed.GetValue(Homework))), parsed.GetValue(Student_)!, parsed.GetValue(Part), parsed.GetValue(Lang)!, Terminal.Consoles.Stdout(parsed.GetValue(NoColor))))));
        var report = new Command("report", "Write all reports again from results.json, perhaps in another language.\n\nExample:\n  grader report grades/hw5 --lang fa") { Results, Homework, Lang };
        report.SetAction((parsed, _) => GuardedAsync(parsed, (talk, stop) => ReportCommand.RunAsync(parsed.GetValue(Results), parsed.GetValue(Homework), Chosen(parsed), talk, stop)));
        var explain = new Command("explain", "Explain a code of a diagnostic, or a verdict.\n\nExample:\n  grader explain GR006") { Code, Lang, NoColor };
        explain.SetAction((parsed, _) => GuardedAsync(parsed, (talk, _) => Task.FromResult(ExplainCommand.Run(parsed.GetValue(Code), parsed.GetValue(Lang)!, parsed.GetValue(NoColor), talk))));
        OwnIsolation.AcceptOnlyFromAmong("full", "reduced");
        CheckFormat.AcceptOnlyFromAmong("text", "json", "github");
        var check = new Command("check", "Check your own work by the public part of the rubric; exit code 1 while something fails.\n\nExample:\n  grader check --watch") { Folder, Homework, Watch, List, Serve, OwnIsolation, CheckFormat, Report, Lang, Root, NoColor };
        check.SetAction((parsed, _) => RunningAsync(parsed, (talk, stop) => CheckCommand.RunAsync(
            new SelfCheckRequest { Folder = parsed.GetValue(Folder)!, Homework = parsed.GetValue(Homework), Root = parsed.GetValue(Root), Reduced = parsed.GetValue(OwnIsolation) is { } isolation ? isolation == "reduced" : null, NamesOnly = parsed.GetValue(List) },
            new CheckOptions(parsed.GetValue(CheckFormat)!, parsed.GetValue(Report) ?? [], parsed.GetValue(Lang)!, parsed.GetValue(NoColor), parsed.GetValue(Watch), parsed.GetValue(List), parsed.GetValue(Serve)), talk, stop)));
        var pack = new Command("pack", "Write the student kit of a homework: starter, sheet, public checks, and nothing that gives an answer away.\n\nExample:\n  grader pack hw5 --out hw5.zip") { Proven, Kit_, Tool, Source, Course, Isolation, Root, NoColor };
        pack.SetAction((parsed, _) => RunningAsync(parsed, (talk, stop) => PackCommand.RunAsync(
            new PackRequest(parsed.GetValue(Proven)!, parsed.GetValue(Root), parsed.GetValue(Kit_), parsed.GetValue(Tool), parsed.GetValue(Source), parsed.GetValue(Course), parsed.GetValue(Isolation) == "reduced"), parsed.GetValue(NoColor), talk, stop)));
        var run = new Command("run", "Run a notebook or script as the grader does: every cell with its output or its fault.\n\nExample:\n  grader run \"Question 4.ipynb\"") { Notebook, OwnIsolation, Format, Lang, NoColor };
        run.SetAction((parsed, _) => RunningAsync(parsed, (talk, stop) => RunCommand.RunAsync(
            new NotebookRunRequest(parsed.GetValue(Notebook)!, parsed.GetValue(OwnIsolation) is { } isolation ? isolation == "reduced" : null),
            new GradeView(parsed.GetValue(Format) == "json", parsed.GetValue(Lang)!, parsed.GetValue(NoColor), null), talk, stop)));
        var release = new Command("release", "Write for each student what they may see now: before the deadline what a self-check could say, afterwards points and evidence.\n\nExample:\n  grader release grades/hw5 --to released") { Graded, To, BeforeDue, AfterDue, KitZip, Folders, Lang, Root, NoColor };
        release.SetAction((parsed, _) => GuardedAsync(parsed, (talk, _) => ReleaseCommand.RunAsync(new ReleaseRequest(
            parsed.GetValue(Graded)!, parsed.GetValue(To)!, parsed.GetValue(Root), parsed.GetValue(BeforeDue) ? false : parsed.GetValue(AfterDue) ? true : null, parsed.GetValue(KitZip), parsed.GetValue(Folders), parsed.GetValue(Lang)!), talk)));
        Shell.AcceptOnlyFromAmong(CompletionCommand.Shells);
        var completion = new Command("completion", "Print a script that completes commands in your shell.\n\nExample:\n  eval \"$(grader completion bash)\"") { Shell };
        completion.SetAction(parsed => CompletionCommand.Write(parsed.GetValue(Shell)!));
        var root = new RootCommand("Grades deep-learning homework in C#: submissions against a proven reference, by the rubric.") { grade, check, run, show, report, verify, explain, pack, release, ExportVerb.Create(GuardedAsync, Lang, NoColor), doctor, completion };
        foreach (var help in root.Options.OfType<HelpOption>())
        {
            help.Aliases.Remove("/h"); // it would be a path
            help.Aliases.Remove("/?");
        }
        return root;
    }

    private static IEnumerable<CompletionItem> Homeworks() =>
        Directory.Exists("rubrics") ? Directory.GetFiles("rubrics", "*.yaml").Select(it => new CompletionItem(Path.GetFileNameWithoutExtension(it))).OrderBy(it => it.Label, StringComparer.Ordinal) : [];

    /// <summary>For what starts workers: libtorch must be here.</summary>
    private static Task<int> RunningAsync(ParseResult parsed, Func<IAnsiConsole, CancellationToken, Task<int>> run) => GuardedAsync(parsed, async (talk, stop) =>
    {
        await Core.Sandboxing.WorkerSetup.PrepareAsync(talk.WriteLine, stop);
        return await run(talk, stop);
    });

    private static async Task<int> GuardedAsync(ParseResult parsed, Func<IAnsiConsole, CancellationToken, Task<int>> run)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, stop));
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        var talk = Terminal.Consoles.Stderr(parsed.GetValue(NoColor));
        try
        {
            return await run(talk, stop.Token);
        }
        catch (HomeworkException fault)
        {
            Terminal.DiagnosticText.Write(talk, fault.Diagnostics, parsed.GetValue(Root), parsed.GetValue(Lang) ?? "en");
            return ExitCodes.Usage;
        }
        catch (UsageException fault)
        {
            talk.WriteLine($"error: {fault.Message}");
            return ExitCodes.Usage;
        }
        catch (StorageException fault)
        {
            talk.WriteLine($"error: {fault.Message}");
            talk.WriteLine("help: What was finished is kept. Free some space, then run the same command again to go on.");
            return ExitCodes.Ours;
        }
        catch (Core.Exporting.UngradedException fault)
        {
            talk.WriteLine($"error: {fault.Message}");
            return ExitCodes.Ours;
        }
        catch (IsolationException fault)
        {
            talk.WriteLine($"error: {fault.Message}");
            return ExitCodes.Ours;
        }
        catch (OperationCanceledException)
        {
            talk.WriteLine("Interrupted. What was finished is kept; run the same command again to go on.");
            return ExitCodes.Interrupted;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            talk.WriteLine($"error: This is a fault of grader, not of a student: {fault.GetType().Name}: {fault.Message}");
            return ExitCodes.Ours;
        }
    }

    /// <summary>The first signal asks for an orderly end, the second one is the system's own.</summary>
    private static void Stop(PosixSignalContext signal, CancellationTokenSource stop)
    {
        signal.Cancel = !stop.IsCancellationRequested;
        stop.Cancel();
    }

    /// <summary>The language that was typed; null leaves it to the rubric.</summary>
    private static string? Chosen(ParseResult parsed) => parsed.GetResult(Lang) is { Implicit: false } ? parsed.GetValue(Lang) : null;

    private static GradeRequest Request(ParseResult parsed) => new()
    {
        Submissions = parsed.GetValue(Submissions)!, Homework = parsed.GetValue(Homework), Out = parsed.GetValue(Out), Root = parsed.GetValue(Root), Seed = parsed.GetValue(Seed), Layout = parsed.GetValue(Layout), Extensions = parsed.GetValue(Extensions),
        Jobs = parsed.GetValue(Jobs) ?? Environment.ProcessorCount, Fresh = parsed.GetValue(Fresh), ReducedIsolation = parsed.GetValue(Isolation) == "reduced", Language = Chosen(parsed),
        Students = [.. (parsed.GetValue(Student) ?? []).SelectMany(it => it.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
        Questions = [.. (parsed.GetValue(Question) ?? []).SelectMany(it => it.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
    };
}
