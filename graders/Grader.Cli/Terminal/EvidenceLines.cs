using Grader.Core;
using Grader.Core.Results;
using Spectre.Console;

namespace Grader.Cli.Terminal;

/// <summary>What a verdict rests on, in a terminal: the same evidence as in the report, values in columns.</summary>
internal static class EvidenceLines
{
    private const int MostPrinted = 12;

    public static void Write(IAnsiConsole console, CheckResult check, string language)
    {
        string Say(string en, string fa) => language == "fa" ? fa : en;
        var it = check.Evidence;
        void Named(string name, string? value)
        {
            if (value is null) return;
            console.MarkupLineInterpolated($"      [grey]{name}:[/] {SafeText.Visible(value).ReplaceLineEndings(" ")}");
        }
        if (it.CasesRun is { } run) Named(Say("cases", "موردها"), Say($"right on {it.CasesPassed ?? 0} of {run}", $"درست در {it.CasesPassed ?? 0} از {run}"));
        if (check.Verdict == Verdict.Correct) return;
        Named(Say("case", "مورد"), it.Case);
        Named(Say("your answer", "پاسخ شما"), it.Given);
        if (it.Excerpt is { } excerpt && excerpt.Lines.ElementAtOrDefault(excerpt.Line - excerpt.From) is { } line)
        {
            console.MarkupLineInterpolated($"      [blue]-->[/] {excerpt.File}:{excerpt.Line}:{excerpt.Column}");
            Excerpt.Write(console, excerpt.Line, line, excerpt.Column, excerpt.EndColumn, "red");
        }
        else
        {
            Named(Say("place", "محل"), it.At is null ? null : it.SourceLine is null ? it.At : $"{it.At}: {it.SourceLine}");
        }
        Named(Say("in its own words", "به زبان خودش"), it.Detail);
        if (!it.Entries.IsDefaultOrEmpty) Entries(console, it, language);
        else
        {
            Named(Say("right", "درست"), it.Expected);
            Named(Say("yours", "پاسخ شما"), it.Actual);
        }
        if (it.Map is not null) foreach (var row in it.Map.Split('\n')) console.MarkupLineInterpolated($"        {SafeText.Visible(row)}");
        if (it.Output is not null)
        {
            Named(Say("printed", "چاپ‌شده"), "");
            foreach (var row in it.Output.Split('\n').Take(MostPrinted)) console.MarkupLineInterpolated($"        [grey]{SafeText.Visible(row, 160)}[/]");
        }
    }

    private static void Entries(IAnsiConsole console, Evidence it, string language)
    {
        string Say(string en, string fa) => language == "fa" ? fa : en;
        var table = new Table().Border(TableBorder.None);
        foreach (var heading in new[] { Say("index", "درایه"), Say("right", "درست"), Say("yours", "پاسخ شما"), "" }) table.AddColumn(new TableColumn($"[grey]{Markup.Escape(heading)}[/]").NoWrap().RightAligned());
        foreach (var entry in it.Entries)
        {
            string Cell(string text) => Markup.Escape(SafeText.Visible(text));
            table.AddRow(Cell(entry.Index), Cell(entry.Expected), entry.Differs ? $"[red]{Cell(entry.Actual)}[/]" : Cell(entry.Actual), entry.Differs ? "[red]≠[/]" : "");
        }
        console.Write(new Padder(table, new Padding(6, 0, 0, 0)));
        if (it.EntriesInAll is { } all) console.MarkupLineInterpolated($"      [grey]{Say($"{it.Entries.Length} of {all} entries", $"{it.Entries.Length} درایه از {all}")}[/]");
    }
}
