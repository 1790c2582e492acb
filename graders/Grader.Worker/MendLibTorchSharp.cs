using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// libLibTorchSharp.so 0.107 asks for GLIBCXX_3.4.32, which Debian 12 and Ubuntu 22.04 do not have, for the sake of one symbol:
/// std::ios_base_library_init(), a function that only makes sure that std::cout and its like are set up. The older constructor
/// std::ios_base::Init::Init() does the same and stands in every libstdc++. So in a copy: (1) the need of that version becomes weak,
/// (2) the symbol gets the older name, (3) the symbol asks for version GLIBCXX_3.4. The copy loads on old and new systems.
/// A library without the symbol is copied as it is; one that looks otherwise than expected stops the build.
/// </summary>
public class MendLibTorchSharp : Task
{
    private const string NewName = "_ZSt21ios_base_library_initv";
    private const string OldName = "_ZNSt8ios_base4InitC1Ev";
    private const string NewVersion = "GLIBCXX_3.4.32";
    private const string OldVersion = "GLIBCXX_3.4";
    private const int DynSym = 11, VersionNeeds = 0x6ffffffe, VersionOfSymbols = 0x6fffffff;
    private const ushort WeakFlag = 2;

    private byte[] _file;

    [Required] public string SourceFile { get; set; }
    [Required] public string TargetFile { get; set; }

    public override bool Execute()
    {
        try
        {
            _file = File.ReadAllBytes(SourceFile);
            if (Encoding.ASCII.GetString(_file).Contains(NewName)) Mend();
            if (File.Exists(TargetFile)) File.Delete(TargetFile);
            File.WriteAllBytes(TargetFile, _file);
            return true;
        }
        catch (Exception fault) when (fault is InvalidDataException || fault is IOException || fault is ArgumentException || fault is IndexOutOfRangeException)
        {
            Log.LogError("GRB01: {0} does not look as expected and cannot be made to load on older systems: {1} "
                + "Look at graders/Grader.Worker/MendLibTorchSharp.cs when TorchSharp was updated.", SourceFile, fault.Message);
            return false;
        }
    }

    private void Mend()
    {
        if (BitConverter.ToUInt32(_file, 0) != 0x464C457F || _file[4] != 2) throw new InvalidDataException("it is no 64-bit ELF file.");
        var symbols = Section(DynSym);
        var versions = Section(VersionOfSymbols);
        var needs = Section(VersionNeeds);
        var strings = SectionAt(symbols.Link);

        ushort newIndex = 0, oldIndex = 0;
        for (long need = needs.Offset, next = 1; next != 0; need += next)
        {
            next = U32(need + 12);
            for (long entry = need + U32(need + 8), after = 1; after != 0; entry += after)
            {
                after = U32(entry + 12);
                var name = Name(strings.Offset + U32(entry + 8));
                if (name == OldVersion) oldIndex = U16(entry + 6);
                if (name != NewVersion) continue;
                newIndex = U16(entry + 6);
                Write(entry + 4, (ushort)(U16(entry + 4) | WeakFlag));
            }
        }
        if (newIndex == 0 || oldIndex == 0) throw new InvalidDataException("it has the symbol but not both versions.");

        var mended = new List<string>();
        for (long index = 0; index < symbols.Size / 24; index++)
        {
            if (U16(versions.Offset + index * 2) != newIndex) continue;
            var at = strings.Offset + U32(symbols.Offset + index * 24);
            mended.Add(Name(at));
            if (Name(at) != NewName) continue;
            var bytes = new byte[NewName.Length];
            Encoding.ASCII.GetBytes(OldName).CopyTo(bytes, 0);
            bytes.CopyTo(_file, at);
            Write(versions.Offset + index * 2, oldIndex);
        }
        if (mended.Count != 1 || mended[0] != NewName) throw new InvalidDataException("it needs " + NewVersion + " for: " + string.Join(", ", mended) + ".");
    }

    private sealed class Part { public long Offset, Size; public int Link; }

    private Part Section(uint type)
    {
        for (var i = 0; i < U16(0x3C); i++)
        {
            if (U32(Header(i) + 4) == type) return SectionAt(i);
        }
        throw new InvalidDataException("it has no section of type " + type + ".");
    }

    private Part SectionAt(int index) => new Part
    {
        Offset = BitConverter.ToInt64(_file, (int)Header(index) + 0x18),
        Size = BitConverter.ToInt64(_file, (int)Header(index) + 0x20),
        Link = (int)U32(Header(index) + 0x28),
    };

    private long Header(int index) => BitConverter.ToInt64(_file, 0x28) + index * 64L;

    private uint U32(long at) => BitConverter.ToUInt32(_file, (int)at);

    private ushort U16(long at) => BitConverter.ToUInt16(_file, (int)at);

    private void Write(long at, ushort value) => BitConverter.GetBytes(value).CopyTo(_file, at);

    private string Name(long at)
    {
        var end = Array.IndexOf(_file, (byte)0, (int)at);
        return Encoding.ASCII.GetString(_file, (int)at, end - (int)at);
    }
}
