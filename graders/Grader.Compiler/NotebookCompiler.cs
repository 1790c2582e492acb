using System.Collections.Immutable;
using Grader.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;

namespace Grader.Compiler;

/// <summary>
/// The cells of a notebook as one chain. A cell that does not compile is left out with its diagnostics and the next one goes on. Behind a cell that
/// declares a name again stands what that concerns (<see cref="Redefinitions"/>); behind the last, the author's probes and the link that fetches the functions.
/// </summary>
internal sealed class NotebookCompiler
{
    /// <summary>Both an enum and a property of the static class that is imported; where it stands alone, the enum is meant.</summary>
    private const string Prelude = "using TensorStringStyle = TorchSharp.TensorStringStyle;\n;";

    /// <summary>What a C# notebook imports by itself, besides what every script does.</summary>
    private static readonly ScriptOptions Options = ScriptCompiler.Options.AddImports(
        "System.IO", "System.Text", "System.Collections", "System.Threading.Tasks", "Microsoft.DotNet.Interactive", "Microsoft.DotNet.Interactive.Formatting", "Microsoft.DotNet.Interactive.Kernel");

    private readonly List<(ScriptLink Script, ScriptImage Image, int Link)> _chain = [];
    private readonly List<CompilerMessage> _messages = [];
    private readonly HashSet<string> _declared = [];
    private ImmutableArray<BrokenFunction> _broken = [];

    private ScriptLink? End => _chain.Count == 0 ? null : _chain[^1].Script;

    public CompileResponse Compile(CompileRequest request)
    {
        Add(ScriptLink.Create(Prelude, Options.WithFilePath("cells.csx")), null, link: -1);
        for (var link = 0; link < request.Links.Length; link++) Add(request.Links[link], link);
        if (request.Probes is { } probes) Add(probes, -1);

        var search = new FunctionSearch(End!, Options, _chain.Select(it => it.Script));
        var fits = search.FindAll(request.Functions).Zip(request.Functions, (found, wanted) => ScriptCompiler.Quarantined(found, wanted.Name, _broken)).ToImmutableArray();
        var (fetch, slots) = ScriptCompiler.Fetch(End!, fits);
        var compilations = _chain.Select(it => it.Script.GetCompilation()).ToList();
        var needed = NeededCells.Find(compilations);
        ImmutableArray<int> Links(IReadOnlySet<int> places) => [.. places.Order().Select(it => _chain[it].Link).Where(it => it >= 0)];
        var images = _chain.Select((it, index) => it.Image with { Link = it.Link, Needs = Links(needed[index]) });
        return new CompileResponse([.. images, fetch with { Needs = Links(needed[^1]) }], slots, [.. _messages], [.. SymbolUses.Of(compilations, isNotebook: true, index => _chain[index].Link >= 0)]);
    }

    private void Add(ScriptSource source, int link)
    {
        CompilerFault.Mark(link);
        var refused = DirectiveRules.Refuse(source).ToList();
        _messages.AddRange(refused);
        if (refused.Count > 0) return;
        var (script, image, messages, broken) = ScriptCompiler.CompileLink(source, End, Options, _declared);
        _messages.AddRange(messages);
        if (script is null) { _broken = _broken.AddRange(broken); return; }
        // A later declaration that compiles takes the place of one that did not.
        var declared = Declarations.Of(script.GetCompilation()).Select(it => it.Name).ToHashSet();
        _broken = [.. _broken.Where(it => !declared.Contains(it.Name)), .. broken];
        var isAgain = declared.Overlaps(_declared);
        _declared.UnionWith(declared);
        Add(script, image, link);
        // At once, so that the cells below see it too.
        if (isAgain && Redefinitions.Apply([.. _chain.Select(it => it.Script)], Options) is { } redefined) Add(redefined, null, -1);
    }

    private void Add(ScriptLink script, ScriptImage? image, int link) => _chain.Add((script, image ?? ScriptCompiler.Emit(script.GetCompilation()), link));
}
