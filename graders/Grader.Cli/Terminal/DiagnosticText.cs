using Grader.Core;
using Grader.Core.Explaining;
using Grader.Core.Results;
using Spectre.Console;

namespace Grader.Cli.Terminal;

/// <summary>Complaints about the homework's own files in the manner of rustc: place and code in one line that editors follow, the line with a caret, the way out.</summary>
internal static class DiagnosticText
{
    public static void Write(IAnsiConsole console, IReadOnlyCollection<Diagnostic> diagnostics, string? root, string language)
    {
        string Say(string en, string fa) => language == "fa" ? fa : en;
        foreach (var it in diagnostics)
        {
            console.MarkupLineInterpolated($"{it.At.ToString()}: [red bold]error {it.Code}[/]: [bold]{SafeText.Visible(it.Message)}[/]");
            if (Line(it.At, root) is { } line) Excerpt.Write(console, it.At.Line, line, it.At.Column, it.At.Column + Word(line, it.At.Column), "red");
            if (it.Help.Length > 0) console.MarkupLineInterpolated($"  [green]= {Say("help", "راهنما")}:[/] {SafeText.Visible(it.Help)}");
        }
        var codes = diagnostics.Select(it => it.Code).Distinct().Where(it => Explanations.Find(it) is not null).Take(3).ToList();
        console.MarkupLineInterpolated($"[bold]{diagnostics.Count} {Say(diagnostics.Count == 1 ? "complaint" : "complaints", "ایراد")}; {Say("nothing was graded", "چیزی تصحیح نشد")}.[/]{(codes.Count == 0 ? "" : $" {Say("More about it", "بیشتر")}: grader explain {codes[0]}")}");
    }

    private static string? Line(SourcePosition at, string? root)
    {
        var folders = new List<string> { root ?? Environment.CurrentDirectory };
        for (var up = Path.GetDirectoryName(Path.GetFullPath(folders[0])); up is not null; up = Path.GetDirectoryName(up)) folders.Add(up);
        var path = folders.Select(it => Path.Combine(it, at.File)).FirstOrDefault(File.Exists);
        return path is null ? null : File.ReadLines(path).Skip(at.Line - 1).FirstOrDefault();
    }

    /// <summary>The word that stands there, so that the whole of it is underlined.</summary>
    private static int Word(string line, int column) => column < 1 || column > line.Length ? 1 : Math.Max(1, line[(column - 1)..].TakeWhile(it => !char.IsWhiteSpace(it) && it is not (',' or '}' or ']' or ':')).Count());
}

/// <summary>A line of a file with a mark below; a long line is cut around the mark.</summary>
internal static class Excerpt
{
    private const int Widest = 120;

    public static void Write(IAnsiConsole console, int number, string line, int column, int endColumn, string colour)
    {
        var shown = SafeText.Visible(line.Replace('\t', ' '));
        var (start, end) = (Math.Clamp(column - 1, 0, shown.Length), Math.Clamp(endColumn - 1, 0, shown.Length));
        var cut = shown.Length > Widest ? Math.Clamp(start - (Widest / 3), 0, shown.Length - Widest) : 0;
        if (cut > 0) (shown, start, end) = ("…" + shown[(cut + 1)..], start - cut, end - cut);
        if (shown.Length > Widest) shown = shown[..(Widest - 1)] + "…";
        var margin = new string(' ', number.ToString(System.Globalization.CultureInfo.InvariantCulture).Length);
        console.MarkupLineInterpolated($" [blue]{margin} |[/]");
        console.MarkupLineInterpolated($" [blue]{number} |[/] {shown}");
        console.MarkupLine($" [blue]{margin} |[/] {new string(' ', Math.Min(start, Widest))}[{colour}]{new string('^', Math.Clamp(end - start, 1, Math.Max(1, Widest - start)))}[/]");
    }
}
