using System.Collections.Immutable;
using System.Text;
using Grader.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Scripting;

namespace Grader.Compiler;

/// <summary>Turns a chain of scripts into assemblies, one a link, and one more link that fetches the wanted functions as delegates.</summary>
internal sealed class ScriptCompiler
{
    private static readonly string[] Imports =
        ["System", "System.Linq", "System.Collections.Generic", "TorchSharp", "TorchSharp.torch", "TorchSharp.torch.nn"];

    private readonly ScriptOptions _options = ScriptOptions.Default
        .WithReferences(MetadataReferences.All)
        .WithImports(Imports)
        .WithMetadataResolver(new RefusingMetadataResolver())
        .WithSourceResolver(new RefusingSourceResolver())
        .WithOptimizationLevel(OptimizationLevel.Debug) // exact lines for exceptions; the work is done in torch anyway
        .WithEmitDebugInformation(true)
        .WithFileEncoding(Encoding.UTF8);

    /// <summary>Binds and emits what every submission uses, so that the first one does not pay for it.</summary>
    public void WarmUp() => Compile(new CompileRequest(
        [new ScriptSource("warm-up.csx", "Tensor F(int n, Tensor[] x) { var s = zeros_like(x[0]); foreach (var it in x.Skip(n)) s = s + it.t().mv(x[0]); return s; }")],
        [new FunctionRequest("F", "F", "Tensor", ["int", "Tensor[]"])]));

    public CompileResponse Compile(CompileRequest request)
    {
        var refused = request.Links.SelectMany(DirectiveRules.Refuse).ToImmutableArray();
        if (!refused.IsEmpty) return new CompileResponse([], [], refused, []);

        var chain = new List<Script<object>>();
        var images = new List<ScriptImage>();
        var uses = ImmutableArray<SymbolUse>.Empty;
        var warnings = ImmutableArray<CompilerMessage>.Empty;
        foreach (var link in request.Links)
        {
            var options = _options.WithFilePath(link.FileName);
            var text = WithAStatement(link);
            var script = chain.Count == 0 ? CSharpScript.Create(text, options) : chain[^1].ContinueWith(text, options);
            var compilation = script.GetCompilation();
            var messages = compilation.GetDiagnostics().Where(it => it.Severity >= DiagnosticSeverity.Warning).Select(Describe).ToImmutableArray();
            if (messages.Any(it => it.IsError)) return new CompileResponse([], [], [.. messages.Where(it => it.IsError)], []);
            warnings = warnings.AddRange(messages);
            images.Add(Emit(compilation));
            uses = uses.AddRange(SymbolUses.Of(compilation));
            chain.Add(script);
        }

        var fits = new FunctionSearch(chain[^1], _options).FindAll(request.Functions);
        var (image, slots) = Fetch(chain[^1], fits);
        images.Add(image);
        return new CompileResponse([.. images], slots, warnings, uses);
    }

    /// <summary>A file of nothing but comments has no entry point, and cannot be emitted.</summary>
    private static string WithAStatement(ScriptSource link)
    {
        var root = CSharpSyntaxTree.ParseText(link.Text, DirectiveRules.Script).GetCompilationUnitRoot();
        return root.Members.Count > 0 ? link.Text : link.Text + "\n;";
    }

    /// <summary>The last link: an array of delegates, in the order of the functions that were found.</summary>
    private (ScriptImage Image, ImmutableArray<FunctionFit> Fits) Fetch(Script<object> end, ImmutableArray<(FunctionFit Fit, string Expression)> found)
    {
        var slot = 0;
        var fits = found.Select(it => it.Expression.Length == 0 ? it.Fit : it.Fit with { Slot = slot++ }).ToImmutableArray();
        var code = $"new object[] {{ {string.Join(", ", found.Select(it => it.Expression).Where(it => it.Length > 0))} }}";
        return (Emit(end.ContinueWith(code, _options.WithFilePath("fetch.csx")).GetCompilation()), fits);
    }

    private static ScriptImage Emit(Compilation compilation)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        if (!result.Success) throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
        return new ScriptImage(assembly.ToArray(), symbols.ToArray());
    }

    internal static CompilerMessage Describe(Diagnostic diagnostic)
    {
        var span = diagnostic.Location.GetLineSpan();
        var text = diagnostic.Location.SourceTree?.GetText();
        var line = text is not null && span.StartLinePosition.Line < text.Lines.Count ? text.Lines[span.StartLinePosition.Line].ToString() : "";
        return new CompilerMessage(
            span.Path ?? "", diagnostic.Id, diagnostic.Severity == DiagnosticSeverity.Error, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
            span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1, span.EndLinePosition.Line + 1, span.EndLinePosition.Character + 1,
            line.Length > 400 ? line[..400] : line);
    }
}
