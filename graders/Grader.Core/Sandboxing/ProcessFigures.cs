using System.Globalization;

namespace Grader.Core.Sandboxing;

/// <summary>What the kernel says of a running program, from /proc. Zero once it has ended: its closed pipe tells that.</summary>
internal sealed class ProcessFigures(int started, bool nested)
{
    private const double TicksPerSecond = 100; // USER_HZ, the same on every Linux that .NET runs on
    private int _program;

    /// <summary>The program itself: under bubblewrap, the child of the first process of its namespace.</summary>
    private int Program => _program != 0 ? _program : _program = nested ? FirstChild(FirstChild(started)) : started;

    /// <summary>User and system time of all its threads: bubblewrap's own accounting leaves its child out.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            if (!OperatingSystem.IsLinux()) return FromSystem(it => it.TotalProcessorTime);
            var stat = Read("stat");
            if (stat.Length == 0) return TimeSpan.Zero;
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return TimeSpan.FromSeconds((Number(fields[11]) + Number(fields[12])) / TicksPerSecond);
        }
    }

    /// <summary>How long each of its threads was ready to run and did not get a processor: a busy machine's fault, not the program's.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Waits()
    {
        var waits = new Dictionary<string, TimeSpan>();
        try
        {
            if (Program == 0) return waits;
            foreach (var thread in Directory.GetDirectories(FormattableString.Invariant($"/proc/{Program}/task")))
            {
                if (File.ReadAllText(Path.Combine(thread, "schedstat")).Split(' ') is { Length: > 1 } fields) waits[thread] = TimeSpan.FromMilliseconds(Number(fields[1]) / 1e6);
            }
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // a thread or all of it has ended meanwhile
        }
        return waits;
    }

    /// <summary>The longest wait of one thread since then. Not their sum: many threads that wake by turns wait for each other, and would stop the clock.</summary>
    public TimeSpan WaitedSince(IReadOnlyDictionary<string, TimeSpan> before) =>
        Waits().Select(it => it.Value - before.GetValueOrDefault(it.Key)).DefaultIfEmpty(TimeSpan.Zero).Max();

    /// <summary>Bytes that only this program keeps: anonymous, shared and swapped-out pages, without the pages of files that it maps.</summary>
    public long Memory => OperatingSystem.IsLinux() ? Status("RssAnon:", "RssShmem:", "VmSwap:") : FromSystem(it => it.PrivateMemorySize64);

    /// <summary>Bytes that it may write to and has asked for, touched or not: what the limit on data counts. Linux only.</summary>
    public long Data => Status("VmData:");

    private long Status(params string[] names) =>
        1024 * Read("status").Split('\n').Where(line => names.Any(it => line.StartsWith(it, StringComparison.Ordinal))).Sum(it => Number(it.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1]));

    /// <summary>Where there is no /proc: the system's own count of the process.</summary>
    private T FromSystem<T>(Func<System.Diagnostics.Process, T> figure) where T : struct
    {
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(started);
            return figure(process);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return default;
        }
    }

    private string Read(string file)
    {
        if (Program == 0) return "";
        try { return File.ReadAllText(FormattableString.Invariant($"/proc/{Program}/{file}")); }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException) { return ""; }
    }

    private static int FirstChild(int parent)
    {
        if (parent == 0) return 0;
        try
        {
            var children = File.ReadAllText(FormattableString.Invariant($"/proc/{parent}/task/{parent}/children")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return children.Length == 0 ? 0 : int.Parse(children[0], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
