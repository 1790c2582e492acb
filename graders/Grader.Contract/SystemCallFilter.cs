using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Grader.Contract;

/// <summary>
/// A seccomp filter as the kernel's own byte code: threads yes, processes no; no sockets, no tracing of others, no mounts, no kernel keys,
/// no io_uring, bpf or userfaultfd (ways around such filters), no signals by way of file descriptors, no words put into a terminal's input.
/// A foreign instruction set kills. Numbers are those of linux/unistd.h.
/// </summary>
public static class SystemCallFilter
{
    private const uint Kill = 0x80000000, Allow = 0x7fff0000, Errno = 0x00050000;
    private const uint NotPermitted = 1, TryAgain = 11, NoAccess = 13, NotThere = 38;
    private const ushort Load = 0x20, IfEqual = 0x15, IfAtLeast = 0x35, IfSet = 0x45, Return = 0x06;
    private const uint NumberAt = 0, MachineAt = 4, FirstArgumentAt = 16, SecondArgumentAt = 24, CloneThread = 0x10000, OtherAbi = 0x40000000;

    private sealed record Machine(uint Audit, uint[] Denied, uint[] Sockets, uint[] Forks, uint Spawn, uint[] Execs, uint[] SignalsToProcess, uint[] SignalsByForce, uint FileControl, uint DeviceControl, uint ProcessControl);

    private const uint Clone3 = 435;

    /// <summary>F_SETOWN, F_SETSIG, F_SETOWN_EX, F_SETLEASE, F_NOTIFY: a file descriptor that sends any signal to any process of the same user.</summary>
    private static readonly uint[] SignalsByFile = [8, 10, 15, 1024, 1026];

    /// <summary>TIOCSTI, TIOCLINUX (typing into the terminal that the grader was started from), TIOCSCTTY, FIOSETOWN, SIOCSPGRP.</summary>
    private static readonly uint[] TerminalTricks = [0x5412, 0x541C, 0x540E, 0x8901, 0x8902];

    private const uint SetParentDeathSignal = 1;

    /// <summary>The same number everywhere since Linux 5.1: pidfd, io_uring, the new mount calls, memfd_secret, quotactl_fd, process_madvise.</summary>
    private static readonly uint[] DeniedEverywhere = [424, 425, 426, 427, 428, 429, 430, 431, 432, 433, 434, 438, 440, 442, 443, 447];

    private static readonly Machine X64 = new(0xC000003E,
        // ptrace process_vm_readv process_vm_writev kcmp unshare setns mount umount2 pivot_root chroot keyctl add_key request_key bpf perf_event_open userfaultfd
        [101, 310, 311, 312, 272, 308, 165, 166, 155, 161, 250, 248, 249, 321, 298, 323,
         // kexec_load kexec_file_load init_module finit_module delete_module reboot swapon swapoff quotactl acct settimeofday clock_settime clock_adjtime adjtimex
         246, 320, 175, 313, 176, 169, 167, 168, 179, 163, 164, 227, 305, 159,
         // sethostname setdomainname syslog vhangup fanotify_init fanotify_mark name_to_handle_at open_by_handle_at memfd_create shmget shmat shmctl msgget semget mq_open
         170, 171, 103, 153, 300, 301, 303, 304, 319, 29, 30, 31, 68, 64, 240,
         // mknod mknodat iopl ioperm modify_ldt lookup_dcookie nfsservctl uselib
         133, 259, 172, 173, 154, 212, 180, 134],
        Sockets: [41, 53], Forks: [57, 58], Spawn: 56, Execs: [59, 322], SignalsToProcess: [62, 234], SignalsByForce: [200, 129, 297], FileControl: 72, DeviceControl: 16, ProcessControl: 157);

    private static readonly Machine Arm64 = new(0xC00000B7,
        [117, 270, 271, 272, 97, 268, 40, 39, 41, 51, 219, 217, 218, 280, 241, 282,
         104, 294, 105, 273, 106, 142, 224, 225, 60, 89, 170, 112, 266, 171,
         161, 162, 116, 58, 262, 263, 264, 265, 279, 194, 196, 195, 186, 190, 180,
         33, 18, 42],
        Sockets: [198, 199], Forks: [], Spawn: 220, Execs: [221, 281], SignalsToProcess: [129, 131], SignalsByForce: [130, 138, 240], FileControl: 25, DeviceControl: 29, ProcessControl: 167);

    /// <summary>
    /// The filter for this machine, 8 bytes an instruction. With the id of a process it is the narrower one that a running program puts on
    /// itself: no other program may be started, and signals go to itself alone. Null: an instruction set that we have no numbers for.
    /// </summary>
    public static byte[]? Build(int? self = null)
    {
        var machine = RuntimeInformation.ProcessArchitecture switch { Architecture.X64 => X64, Architecture.Arm64 => Arm64, _ => null };
        if (machine is null) return null;
        var code = new List<(ushort Code, byte IfTrue, byte IfFalse, uint K)>
        {
            (Load, 0, 0, MachineAt), (IfEqual, 1, 0, machine.Audit), (Return, 0, 0, Kill),
            (Load, 0, 0, NumberAt),
        };
        if (machine == X64) Deny(IfAtLeast, OtherAbi, NotThere);
        foreach (var number in machine.Denied.Concat(DeniedEverywhere)) Deny(IfEqual, number, NotPermitted);
        foreach (var number in machine.Sockets) Deny(IfEqual, number, NoAccess);
        foreach (var number in machine.Forks) Deny(IfEqual, number, TryAgain);
        Deny(IfEqual, Clone3, NotThere); // its flags lie in memory, where no filter can look; libc then uses clone
        code.AddRange([(IfEqual, 0, 4, machine.Spawn), (Load, 0, 0, FirstArgumentAt), (IfSet, 1, 0, CloneThread), (Return, 0, 0, Errno | TryAgain), (Return, 0, 0, Allow)]);
        DenyWith(machine.FileControl, SecondArgumentAt, SignalsByFile);
        DenyWith(machine.DeviceControl, SecondArgumentAt, TerminalTricks);
        if (self is { } own)
        {
            foreach (var number in machine.Execs.Concat(machine.SignalsByForce)) Deny(IfEqual, number, NotPermitted);
            foreach (var number in machine.SignalsToProcess)
                code.AddRange([(IfEqual, 0, 4, number), (Load, 0, 0, FirstArgumentAt), (IfEqual, 1, 0, (uint)own), (Return, 0, 0, Errno | NotPermitted), (Return, 0, 0, Allow)]);
            DenyWith(machine.ProcessControl, FirstArgumentAt, [SetParentDeathSignal]);
        }
        code.Add((Return, 0, 0, Allow));
        return Bytes(code);

        // The kernel looks at the lower half of such an argument only, and so does this.
        void DenyWith(uint number, uint argumentAt, uint[] values)
        {
            code.AddRange([(IfEqual, 0, (byte)(values.Length + 3), number), (Load, 0, 0, argumentAt)]);
            for (var i = 0; i < values.Length; i++) code.Add((IfEqual, (byte)(values.Length - i), 0, values[i]));
            code.AddRange([(Return, 0, 0, Allow), (Return, 0, 0, Errno | NotPermitted)]);
        }

        void Deny(ushort test, uint number, uint error) => code.AddRange([(test, 0, 1, number), (Return, 0, 0, Errno | error)]);
    }

    private static byte[] Bytes(List<(ushort Code, byte IfTrue, byte IfFalse, uint K)> code)
    {
        var bytes = new byte[code.Count * 8];
        for (var i = 0; i < code.Count; i++)
        {
            var at = bytes.AsSpan(i * 8, 8);
            BinaryPrimitives.WriteUInt16LittleEndian(at, code[i].Code);
            (at[2], at[3]) = (code[i].IfTrue, code[i].IfFalse);
            BinaryPrimitives.WriteUInt32LittleEndian(at[4..], code[i].K);
        }
        return bytes;
    }
}
