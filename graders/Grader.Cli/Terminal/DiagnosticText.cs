using System.Globalization;
using Grader.Core;
using Grader.Core.Results;
using Spectre.Console;

namespace Grader.Cli.Terminal;

/// <summary>Complaints about the homework's own files: place, code, the line with a caret, and the way out.</summary>
internal static class DiagnosticText
{
    public static void Write(IAnsiConsole console, IReadOnlyCollection<Diagnostic> diagnostics, string? root)
    {
        foreach (var it in diagnostics)
        {
            console.MarkupLineInterpolated($"{it.At.ToString()}: [red bold]error {it.Code}[/]: {SafeText.Visible(it.Message)}");
            if (Line(it.At, root) is { } line)
            {
                var number = it.At.Line.ToString(CultureInfo.InvariantCulture);
                console.MarkupLineInterpolated($"[grey]{number} |[/] {line}");
                console.MarkupLineInterpolated($"[grey]{new string(' ', number.Length)} |[/] {new string(' ', Math.Clamp(it.At.Column - 1, 0, line.Length))}[red]^[/]");
            }
            if (it.Help.Length > 0) console.MarkupLineInterpolated($"  help: {SafeText.Visible(it.Help)}");
        }
        console.MarkupLineInterpolated($"[bold]{diagnostics.Count} complaint(s); nothing was graded.[/]");
    }

    private static string? Line(SourcePosition at, string? root)
    {
        var folders = new List<string> { root ?? Environment.CurrentDirectory };
        for (var up = Path.GetDirectoryName(Path.GetFullPath(folders[0])); up is not null; up = Path.GetDirectoryName(up)) folders.Add(up);
        var path = folders.Select(it => Path.Combine(it, at.File)).FirstOrDefault(File.Exists);
        if (path is null) return null;
        var line = File.ReadLines(path).Skip(at.Line - 1).FirstOrDefault();
        return line is null || line.Length > 160 ? null : SafeText.Visible(line.Replace('\t', ' '));
    }
}
