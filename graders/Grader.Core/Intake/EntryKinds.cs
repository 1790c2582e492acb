using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Grader.Core.Intake;

internal enum EntryKind { File, Folder, Link, Special, Unreadable }

/// <summary>What a path is, without opening it: a pipe would make us wait for ever, a link would lead out of the folder.</summary>
internal static class EntryKinds
{
    const int CurrentFolder = -100, DoNotFollow = 0x100, WantType = 1, ModeOffset = 28, BufferSize = 256;
    const int TypeMask = 0xF000, RegularFile = 0x8000, Directory = 0x4000, SymbolicLink = 0xA000;

    public static EntryKind Of(string path)
    {
        try
        {
            if (OperatingSystem.IsLinux()) return OfMode(path);
            var attributes = File.GetAttributes(path);
            return attributes.HasFlag(FileAttributes.ReparsePoint) ? EntryKind.Link
                : attributes.HasFlag(FileAttributes.Device) ? EntryKind.Special
                : attributes.HasFlag(FileAttributes.Directory) ? EntryKind.Folder
                : EntryKind.File;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return EntryKind.Unreadable;
        }
    }

    /// <summary>The kind that the mode of a file says, in a zip's attributes too; no type bits at all is an ordinary file.</summary>
    public static EntryKind OfType(int mode) => (mode & TypeMask) switch
    {
        0 or RegularFile => EntryKind.File,
        Directory => EntryKind.Folder,
        SymbolicLink => EntryKind.Link,
        _ => EntryKind.Special,
    };

    static EntryKind OfMode(string path)
    {
        // statx, because its layout is the same on every architecture; .NET itself does not tell a pipe from a file.
        var buffer = new byte[BufferSize];
        var name = Encoding.UTF8.GetBytes(path + '\0');
        return StatX(CurrentFolder, name, DoNotFollow, WantType, buffer) == 0
            ? OfType(BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(ModeOffset)))
            : EntryKind.Unreadable;
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int StatX(int folder, byte[] path, int flags, uint mask, byte[] buffer);
}
