using System.CommandLine;
using Grader.Core.Exporting;
using Spectre.Console;

namespace Grader.Cli;

/// <summary>The options of <c>grader export</c>.</summary>
internal static class ExportVerb
{
    private static readonly Argument<string?> Format = new("format") { Description = "One of grader export --list", HelpName = "format", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<bool> List = new("--list") { Description = "All formats: what each carries and what it cannot" };
    private static readonly Option<string?> From = new("--from") { Description = "The folder of the results (default: the only one in grades/)" };
    private static readonly Option<string?> Out = new("--out") { Description = "The file, or the folder for a file of each student (default: stdout)" };
    private static readonly Option<string[]> Student = new("--student") { Description = "Only these students, by id", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string?> Template = new("--template") { Description = "The file that was downloaded from there, to be filled in (moodle, canvas, blackboard)" };
    private static readonly Option<string?> GradeColumn = new("--grade-column") { Description = "The header of its column for the grade" };
    private static readonly Option<string?> CommentColumn = new("--comment-column") { Description = "The header of its column for the comment" };
    private static readonly Option<string?> AssignmentId = new("--assignment-id", "--canvas-assignment-id") { Description = "The number of the assignment or column there (canvas, blackboard)" };
    private static readonly Option<string?> Item = new("--item") { Description = "The name of the grade item there (default: the homework's)" };
    private static readonly Option<bool> Interim = new("--interim") { Description = "For those who wait for a person, write what is sure so far instead of nothing" };
    private static readonly Option<bool> Scale = new("--scale") { Description = "Convert our points to the maximum there" };

    private static readonly Option<bool> BeforeDue = new("--before-due") { Description = "Tell students only what they may know before the deadline" };

    public static Command Create(Func<ParseResult, Func<IAnsiConsole, CancellationToken, Task<int>>, Task<int>> guarded, Option<string> lang, Option<bool> noColor)
    {
        var export = new Command("export", "Write the results as a file that another system takes.\n\nExamples:\n  grader export --list\n  grader export moodle --template Grades-HW5.csv --out filled.csv\n  grader export junit --out junit.xml")
        {
            Format, List, From, Out, Student, Template, GradeColumn, CommentColumn, AssignmentId, Item, Interim, Scale, BeforeDue, lang, noColor,
        };
        Format.CompletionSources.Add([.. ExportFormats.All.Select(it => it.Name)]);
        export.SetAction((parsed, _) => guarded(parsed, (talk, _) => ExportCommand.RunAsync(Arguments(parsed, lang), talk, parsed.GetValue(noColor))));
        return export;
    }

    private static ExportArguments Arguments(ParseResult parsed, Option<string> lang) => new(
        parsed.GetValue(Format), parsed.GetValue(From), parsed.GetValue(Out),
        [.. (parsed.GetValue(Student) ?? []).SelectMany(it => it.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))], parsed.GetValue(Template),
        new ExportOptions
        {
            Language = parsed.GetValue(lang)!, GradeColumn = parsed.GetValue(GradeColumn), CommentColumn = parsed.GetValue(CommentColumn), AssignmentId = parsed.GetValue(AssignmentId),
            Item = parsed.GetValue(Item), Interim = parsed.GetValue(Interim), Scale = parsed.GetValue(Scale), BeforeDue = parsed.GetValue(BeforeDue),
        },
        parsed.GetValue(List));
}
