using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Scripting;

namespace Grader.Compiler;

/// <summary>
/// One link of a chain of scripts: Roslyn's script compilation, made as <c>CSharpScript</c> makes it. That one adds the assemblies that this program itself
/// runs on as references, and a native program has none; here the options alone say what there is.
/// </summary>
internal sealed class ScriptLink
{
    private readonly int _number;
    private readonly CSharpCompilation _compilation;

    private ScriptLink(string text, ScriptOptions options, ScriptLink? before)
    {
        _number = before is null ? 0 : before._number + 1;
        _compilation = CSharpCompilation.CreateScriptCompilation(
            FormattableString.Invariant($"ℛ*{Guid.NewGuid()}#1-{_number}"),
            CSharpSyntaxTree.ParseText(text, DirectiveRules.Script, options.FilePath, options.FileEncoding),
            options.MetadataReferences,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, scriptClassName: FormattableString.Invariant($"Submission#{_number}"), usings: options.Imports, optimizationLevel: options.OptimizationLevel,
                checkOverflow: options.CheckOverflow, allowUnsafe: options.AllowUnsafe, warningLevel: options.WarningLevel, sourceReferenceResolver: options.SourceResolver,
                metadataReferenceResolver: options.MetadataResolver, assemblyIdentityComparer: DesktopAssemblyIdentityComparer.Default),
            before?._compilation);
    }

    public static ScriptLink Create(string text, ScriptOptions options) => new(text, options, null);

    public ScriptLink ContinueWith(string text, ScriptOptions options) => new(text, options, this);

    public CSharpCompilation GetCompilation() => _compilation;
}
