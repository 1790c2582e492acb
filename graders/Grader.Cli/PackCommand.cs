using Grader.Cli.Terminal;
using Grader.Core.Packing;
using Spectre.Console;

namespace Grader.Cli;

/// <summary>Writes the student kit, and says what went in and what the public cases cannot catch.</summary>
internal static class PackCommand
{
    public static async Task<int> RunAsync(PackRequest request, bool noColor, IAnsiConsole talk, CancellationToken cancel)
    {
        var packed = await Kit.PackAsync(request, cancel);
        var console = Consoles.Stdout(noColor);
        foreach (var file in packed.Files) console.MarkupLineInterpolated($"  {file}");
        console.MarkupLineInterpolated($"[bold]{packed.File}[/] · {new FileInfo(packed.File).Length / 1024} KiB · {packed.Checks} public checks on {packed.PublicCases} cases, {packed.HiddenChecks} hidden checks stay here");
        console.MarkupLineInterpolated($"signature {packed.Signature}");
        if (request.Tool is null && request.Source is null)
            talk.WriteLine("note: the kit does not hold the grader itself: --tool <package> puts it in, --source <feed> names where students get it; else they need it from nuget.org");
        if (packed.LetThrough.Length > 0)
            talk.MarkupLineInterpolated($"note: typical mistakes that pass every public case, and will only be found at grading: {string.Join(", ", packed.LetThrough)}");
        return ExitCodes.Done;
    }
}
