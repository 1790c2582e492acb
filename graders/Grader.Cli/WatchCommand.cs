using System.Threading.Channels;
using Grader.Core.Checking;
using Spectre.Console;

namespace Grader.Cli;

/// <summary>Checks again after every save, with what was found before beside it. Compiler and a worker stay warm, and what has not changed does not run.</summary>
internal static class WatchCommand
{
    /// <summary>Editors write a file in several steps; the last of them counts.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(80);

    public static async Task<int> RunAsync(SelfCheck check, CheckOptions options, IAnsiConsole talk, CancellationToken cancel)
    {
        var changes = Channel.CreateUnbounded<string>();
        using var watcher = new FileSystemWatcher(check.Folder) { IncludeSubdirectories = false, NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.FileName | NotifyFilters.Size };
        void Changed(object _, FileSystemEventArgs it) => changes.Writer.TryWrite(it.Name ?? "");
        watcher.Changed += Changed;
        watcher.Created += Changed;
        watcher.Deleted += Changed;
        watcher.Renamed += Changed;
        watcher.EnableRaisingEvents = true;

        var last = await check.RunAsync(cancel);
        await CheckCommand.ShowAsync(last, null, options);
        try
        {
            while (true)
            {
                check.PrepareForNext();
                talk.MarkupLine(options.Language == "fa" ? "[grey]در انتظار ذخیرهٔ بعدی (پایان با Ctrl+C) …[/]" : "[grey]waiting for the next save (Ctrl+C ends) …[/]");
                await ChangeAsync(changes.Reader, cancel);
                var now = await check.RunAsync(cancel);
                await CheckCommand.ShowAsync(now, last, options);
                last = now;
            }
        }
        catch (OperationCanceledException)
        {
            return CheckCommand.ExitCode(last, talk); // ending the watch is no fault
        }
    }

    private static async Task ChangeAsync(ChannelReader<string> changes, CancellationToken cancel)
    {
        await changes.ReadAsync(cancel);
        for (var more = true; more;)
        {
            while (changes.TryRead(out _)) { /* of the same save */ }
            await Task.Delay(Quiet, cancel);
            more = changes.TryPeek(out _);
        }
    }
}
