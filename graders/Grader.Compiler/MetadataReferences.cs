using System.Collections.Immutable;
using System.Reflection.PortableExecutable;
using Microsoft.CodeAnalysis;

namespace Grader.Compiler;

/// <summary>
/// One closed set for all compilations: making references anew, or leaving something to be resolved on the side, costs gigabytes.
/// It is all that a script can name; what is not here does not exist for it.
/// </summary>
internal static class MetadataReferences
{
    private static readonly string[] Framework =
    [
        "System.Private.CoreLib", "System.Runtime", "netstandard", "mscorlib", "System.Console", "System.Linq", "System.Linq.Expressions", "System.Collections",
        "System.Collections.Concurrent", "System.Collections.Immutable", "System.Memory", "System.ObjectModel", "System.Runtime.Numerics",
        "System.Runtime.Extensions", "System.Runtime.InteropServices", "System.Text.RegularExpressions", "System.Text.Json", "System.Threading",
        "System.Threading.Thread", "System.Threading.Tasks.Parallel", "System.ComponentModel.Primitives", "System.ComponentModel",
        "System.Diagnostics.Process", "System.Net.Http", "System.Net.Sockets", "System.Net.Primitives", "System.Numerics.Vectors", "Microsoft.CSharp",
        "System.Reflection.Emit", "System.Private.Uri", "System.Linq.Parallel", "System.Linq.Queryable", "System.Collections.Specialized",
        "System.Collections.NonGeneric", "System.IO.Compression", "System.Security.Cryptography", "System.Threading.Channels", "System.Diagnostics.StackTrace",
        "System.Text.Encoding.Extensions", "System.Text.Encodings.Web", "System.Private.Xml", "System.Private.Xml.Linq", "System.Xml.ReaderWriter", "System.Xml.XDocument",
    ];

    /// <summary>Where the assemblies of .NET lie, which a native program does not know of itself: its last argument.</summary>
    private static readonly string FrameworkFolder = Environment.GetCommandLineArgs()[^1];

    public static readonly ImmutableArray<MetadataReference> All =
    [
        .. Framework.Select(name => Map(Path.Combine(FrameworkFolder, name + ".dll"))),
        Map(Path.Combine(AppContext.BaseDirectory, "metadata", "TorchSharp.dll")),
        Map(Path.Combine(AppContext.BaseDirectory, "metadata", "Grader.Notebook.dll")),
    ];

    /// <summary>Only the pages that are looked at: CreateFromFile reads all of the 46 MB at once.</summary>
    private static PortableExecutableReference Map(string file) =>
        AssemblyMetadata.Create(ModuleMetadata.CreateFromStream(File.OpenRead(file), PEStreamOptions.Default)).GetReference(filePath: file);
}

internal sealed class RefusingMetadataResolver : MetadataReferenceResolver
{
    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties) => [];

    public override bool Equals(object? other) => other is RefusingMetadataResolver;

    public override int GetHashCode() => 1;
}

internal sealed class RefusingSourceResolver : SourceReferenceResolver
{
    public override string? NormalizePath(string path, string? baseFilePath) => path;

    public override string? ResolveReference(string path, string? baseFilePath) => null;

    public override Stream OpenRead(string resolvedPath) => throw new FileNotFoundException("#load is not available here.");

    public override bool Equals(object? other) => other is RefusingSourceResolver;

    public override int GetHashCode() => 1;
}
