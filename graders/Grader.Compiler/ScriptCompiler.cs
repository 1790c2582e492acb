using System.Collections.Immutable;
using System.Text;
using Grader.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Scripting;

namespace Grader.Compiler;

/// <summary>Turns a chain of scripts into assemblies, one a link, and one more link that fetches the wanted functions as delegates.</summary>
internal static class ScriptCompiler
{
    private static readonly string[] Imports =
        ["System", "System.Linq", "System.Collections.Generic", "TorchSharp", "TorchSharp.torch", "TorchSharp.torch.nn"];

    internal static readonly ScriptOptions Options = ScriptOptions.Default
        .WithReferences(MetadataReferences.All)
        .WithImports(Imports)
        .WithMetadataResolver(new RefusingMetadataResolver())
        .WithSourceResolver(new RefusingSourceResolver())
        .WithOptimizationLevel(OptimizationLevel.Debug) // exact lines for exceptions; the work is done in torch anyway
        .WithEmitDebugInformation(true)
        .WithFileEncoding(Encoding.UTF8);

    /// <summary>Binds and emits what every submission uses, so that the first one does not pay for it.</summary>
    public static void WarmUp() => Compile(new CompileRequest(
        [new ScriptSource("warm-up.csx", "Tensor F(int n, Tensor[] x) { var s = zeros_like(x[0]); foreach (var it in x.Skip(n)) s = s + it.t().mv(x[0]); return s; }")],
        [new FunctionRequest("F", "F", "Tensor", ["int", "Tensor[]"])]));

    public static CompileResponse Compile(CompileRequest request)
    {
        if (request.Cells) return new NotebookCompiler().Compile(request);
        var refused = request.Links.SelectMany(DirectiveRules.Refuse).ToImmutableArray();
        if (!refused.IsEmpty) return new CompileResponse([], [], refused, []);

        var chain = new List<ScriptLink>();
        var images = new List<ScriptImage>();
        var uses = ImmutableArray<SymbolUse>.Empty;
        var warnings = ImmutableArray<CompilerMessage>.Empty;
        var broken = ImmutableArray<BrokenFunction>.Empty;
        foreach (var link in request.Links)
        {
            var (script, image, messages, quarantined) = CompileLink(link, chain.LastOrDefault());
            if (script is null || image is null) return new CompileResponse([], [], [.. messages.Where(it => it.IsError)], []);
            warnings = warnings.AddRange(messages);
            broken = broken.AddRange(quarantined);
            images.Add(image);
            uses = uses.AddRange(SymbolUses.Of([script.GetCompilation()]));
            chain.Add(script);
        }

        var fits = new FunctionSearch(chain[^1], Options, [chain[^1]]).FindAll(request.Functions).Zip(request.Functions, (found, wanted) => Quarantined(found, wanted.Name, broken)).ToImmutableArray();
        var (fetch, slots) = Fetch(chain[^1], fits);
        images.Add(fetch);
        return new CompileResponse([.. images], slots, warnings, [.. OfInterest(uses, slots)]);
    }

    /// <summary>Who of the fetched functions reaches a use; what none of them reaches is nobody's business.</summary>
    private static IEnumerable<SymbolUse> OfInterest(ImmutableArray<SymbolUse> uses, ImmutableArray<FunctionFit> fits)
    {
        var fetched = fits.Select(it => it.FoundAs.Split('.')[^1]).ToHashSet();
        return uses.Where(it => it.UsedBy.IsEmpty || it.UsedBy.Any(fetched.Contains)).Select(it => it with { UsedBy = [.. it.UsedBy.Where(fetched.Contains)] });
    }

    /// <summary>
    /// One link, with functions that do not compile left out, and in a cell (where functions of other cells stand already) also statements; no script
    /// when the errors lie elsewhere.
    /// </summary>
    internal static (ScriptLink? Script, ScriptImage? Image, ImmutableArray<CompilerMessage> Messages, ImmutableArray<BrokenFunction> Broken) CompileLink(
        ScriptSource link, ScriptLink? before, ScriptOptions? given = null, IReadOnlySet<string>? cell = null)
    {
        var options = (given ?? Options).WithFilePath(link.FileName);
        var text = WithAStatement(link.Text);
        var broken = ImmutableArray<BrokenFunction>.Empty;
        ImmutableArray<CompilerMessage>? first = null;
        while (true)
        {
            var script = before is null ? ScriptLink.Create(text, options) : before.ContinueWith(text, options);
            // Right code is bound once: emitting it says its warnings, too. Of wrong code it does not say everything.
            var (image, said) = TryEmit(script.GetCompilation());
            var diagnostics = (image is null ? script.GetCompilation().GetDiagnostics().Union(said) : said).Where(it => it.Severity >= DiagnosticSeverity.Warning).ToList();
            var messages = diagnostics.Select(Describe).ToImmutableArray();
            first ??= messages;
            var errors = diagnostics.Where(it => it.Severity == DiagnosticSeverity.Error).ToList();
            if (image is not null) return (script, image, first.Value, broken);
            if (Quarantine.Apply(script.GetCompilation().SyntaxTrees.First(), errors, [.. broken.Select(it => it.Name)], cell) is not { } rest) return (null, null, first.Value, broken);
            broken = broken.AddRange(rest.Functions);
            text = WithAStatement(rest.Text);
        }
    }

    internal static (FunctionFit Fit, string Expression) Quarantined((FunctionFit Fit, string Expression) found, string wanted, ImmutableArray<BrokenFunction> broken)
    {
        var name = found.Fit.FoundAs.Split('.')[^1];
        var of = found.Fit.Note == FitNote.Missing ? broken.FirstOrDefault(it => it.Swallowed.Contains(wanted)) : broken.LastOrDefault(it => it.Name == name);
        return of is null ? found : (found.Fit with { Note = FitNote.DoesNotCompile, Messages = [.. of.Errors.Select(Describe)] }, "");
    }

    /// <summary>A file of nothing but comments, or whose only statement was left out, has no entry point, and cannot be emitted.</summary>
    private static string WithAStatement(string text)
    {
        var root = CSharpSyntaxTree.ParseText(text, DirectiveRules.Script).GetCompilationUnitRoot();
        return root.Members.Count > 0 ? text : text + "\n;";
    }

    /// <summary>The last link: an array of delegates, in the order of the functions that were found.</summary>
    internal static (ScriptImage Image, ImmutableArray<FunctionFit> Fits) Fetch(ScriptLink end, ImmutableArray<(FunctionFit Fit, string Expression)> found)
    {
        var slot = 0;
        var fits = found.Select(it => it.Expression.Length == 0 ? it.Fit : it.Fit with { Slot = slot++ }).ToImmutableArray();
        var code = $"new object[] {{ {string.Join(", ", found.Select(it => it.Expression).Where(it => it.Length > 0))} }}";
        return (Emit(end.ContinueWith(code, Options.WithFilePath("fetch.csx")).GetCompilation()), fits);
    }

    internal static ScriptImage Emit(Compilation compilation)
    {
        var (image, said) = TryEmit(compilation);
        return image ?? throw new InvalidOperationException(string.Join('\n', said));
    }

    private static (ScriptImage? Image, ImmutableArray<Diagnostic> Said) TryEmit(Compilation compilation)
    {
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        return (result.Success ? new ScriptImage(assembly.ToArray(), symbols.ToArray()) : null, result.Diagnostics);
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
