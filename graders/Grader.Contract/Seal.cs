using System.Runtime.InteropServices;

namespace Grader.Contract;

/// <summary>
/// What a sandboxed program does to itself before it touches anything of a stranger: no new privileges, death with its parent, and the narrow
/// filter of system calls over all its threads. It is the second lock inside bubblewrap, and the first where there is none.
/// </summary>
public static class Seal
{
    private const int SetParentDeathSignal = 1, SetNoNewPrivileges = 38, KillSignal = 9;
    private const long FilterMode = 1, AllThreads = 1;

    /// <exception cref="PlatformNotSupportedException">The kernel refused; nothing may run then.</exception>
    public static void Apply()
    {
        if (!OperatingSystem.IsLinux()) return;
        if (SystemCallFilter.Build(Environment.ProcessId) is not { } filter) return;
        var number = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 317 : 277; // seccomp
        var code = GCHandle.Alloc(filter, GCHandleType.Pinned);
        try
        {
            var program = new Program { Length = (ushort)(filter.Length / 8), Code = code.AddrOfPinnedObject() };
            if (Control(SetNoNewPrivileges, 1, 0, 0, 0) != 0 || Control(SetParentDeathSignal, KillSignal, 0, 0, 0) != 0 || SystemCall(number, FilterMode, AllThreads, ref program) != 0)
                throw new PlatformNotSupportedException(FormattableString.Invariant($"The filter of system calls could not be set (errno {Marshal.GetLastPInvokeError()})."));
        }
        finally
        {
            code.Free();
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Program
    {
        public ushort Length;
        public nint Code;
    }

    [DllImport("libc", EntryPoint = "prctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int option, ulong a, ulong b, ulong c, ulong d);

    [DllImport("libc", EntryPoint = "syscall", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern long SystemCall(long number, long operation, long flags, ref Program program);
}
