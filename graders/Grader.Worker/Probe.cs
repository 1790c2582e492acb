using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Grader.Contract;

namespace Grader.Worker;

/// <summary>Tries, from inside the sandbox, what a submission must not be able to do, and says what came of it: <c>grader doctor</c> believes nothing else.</summary>
internal static class Probe
{
    private const int Internet = 2, Stream = 1;

    public static async Task ServeAsync(FileStream requests, FileStream answers)
    {
        await new Frame(0, 0, []).WriteAsync(answers, default);
        while (await Frame.ReadAsync(requests, 1 << 16, default) is { } frame)
        {
            await frame.Answer(Encoding.UTF8.GetBytes(Try(Encoding.UTF8.GetString(frame.Payload).Split('\n')))).WriteAsync(answers, default);
        }
    }

    /// <summary><c>ok</c> when the thing could be done, else how it was refused.</summary>
    private static string Try(string[] what)
    {
        try
        {
            switch (what[0])
            {
                case "read": _ = File.ReadAllBytes(what[1]); return "ok";
                case "write": File.WriteAllText(what[1], "probe"); return "ok";
                case "open": using (File.OpenWrite(what[1])) return "ok"; // nothing is written: it is the kernel's own
                case "environment": return File.ReadAllText("/proc/1/environ").Contains(what[1], StringComparison.Ordinal) ? "ok" : "nothing there";
                case "processes": return Directory.GetDirectories("/proc").Count(it => int.TryParse(Path.GetFileName(it), NumberStyles.None, CultureInfo.InvariantCulture, out _)).ToString(CultureInfo.InvariantCulture);
                case "socket": return Done(Socket(Internet, Stream, 0));
                case "fork": return Done(Fork());
                case "start": using (var started = Process.Start(what[1])) return started is null ? "nothing started" : "ok";
                case "memory": return Fill(long.Parse(what[1], CultureInfo.InvariantCulture));
                case "spin": while (true) Thread.SpinWait(1000);
                default: throw new InvalidOperationException($"Unknown probe {what[0]}.");
            }
        }
        catch (Exception refused) when (refused is not InvalidOperationException)
        {
            return refused.Message;
        }
    }

    private static string Done(int result)
    {
        if (result == 0) Environment.Exit(0); // the child of a fork that should not have been
        return result > 0 ? "ok" : Marshal.GetLastPInvokeErrorMessage();
    }

    /// <summary>Takes so many bytes and writes to every page of them.</summary>
    private static string Fill(long bytes)
    {
        const int Step = 16 << 20;
        for (long taken = 0; taken < bytes; taken += Step)
        {
            var memory = Marshal.AllocHGlobal(Step);
            for (var page = 0; page < Step; page += 4096) Marshal.WriteByte(memory, page, 1);
        }
        return "ok";
    }

    [DllImport("libc", EntryPoint = "socket", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Socket(int domain, int type, int protocol);

    [DllImport("libc", EntryPoint = "fork", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fork();
}
