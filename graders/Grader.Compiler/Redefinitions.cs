using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;

namespace Grader.Compiler;

/// <summary>
/// In a notebook the last definition of a name counts, also for the functions above it that call it. C# has bound those to the earlier one, so they are
/// compiled once more behind the cell that declares it again, with all that uses them in turn: only definitions, so nothing is run again.
/// </summary>
internal static class Redefinitions
{
    private const int Attempts = 5;

    /// <summary>The further link, or null where nothing is bound to a definition that was replaced.</summary>
    public static ScriptLink? Apply(IReadOnlyList<ScriptLink> chain, ScriptOptions options)
    {
        var links = chain.Select(it => it.GetCompilation()).ToList();
        var last = new Dictionary<string, int>();
        var declared = new List<(int Link, Declaration It)>();
        for (var i = 0; i < links.Count; i++)
        {
            foreach (var it in Declarations.Of(links[i]))
            {
                declared.Add((i, it));
                last[it.Name] = i;
            }
        }
        if (declared.All(it => last[it.It.Name] == it.Link)) return null;

        var current = declared.Where(it => last[it.It.Name] == it.Link && !it.It.IsVariable).ToList();
        var uses = current.ToDictionary(it => it.It, it => Uses(links[it.Link], it.It.Node));
        var stale = current.Where(it => uses[it.It].Any(used => last.TryGetValue(used.Name, out var at) && used.Link != links[at].ScriptClass?.Name)).Select(it => it.It).ToHashSet();
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            for (var grew = true; grew;)
            {
                var names = stale.Select(it => it.Name).ToHashSet();
                grew = current.Aggregate(false, (any, it) => (names.Contains(it.It.Name) || uses[it.It].Any(used => names.Contains(used.Name))) && stale.Add(it.It) || any);
            }
            if (stale.Count == 0) return null;
            var script = chain[^1].ContinueWith(Text(current.Select(it => it.It).Where(stale.Contains)), options.WithFilePath("redefinitions.csx"));
            var errors = script.GetCompilation().GetDiagnostics().Where(it => it.Severity == DiagnosticSeverity.Error).ToList();
            if (errors.Count == 0) return script;
            // What does not fit the new definition keeps the old one; so does what would have followed it.
            var tree = script.GetCompilation().SyntaxTrees.First();
            var misfits = errors.Select(it => tree.GetRoot().FindToken(Math.Min(it.Location.SourceSpan.Start, tree.GetRoot().FullSpan.End - 1)).Parent?.AncestorsAndSelf().LastOrDefault(node => node.Parent is CompilationUnitSyntax))
                .OfType<SyntaxNode>().Select(it => Declarations.Of(script.GetCompilation()).FirstOrDefault(made => made.Node == it)?.Name).ToHashSet();
            current.RemoveAll(it => misfits.Contains(it.It.Name));
            if (stale.RemoveWhere(it => misfits.Contains(it.Name)) == 0) return null;
        }
        return null;
    }

    /// <summary>The script members that a declaration uses, each with the class of the link that it is bound to.</summary>
    private static HashSet<(string Name, string Link)> Uses(Compilation compilation, SyntaxNode node)
    {
        var model = SemanticModels.Of(compilation);
        return [.. node.DescendantNodes().OfType<SimpleNameSyntax>().Select(it => Declarations.ScriptMember(model.GetSymbolInfo(it).Symbol)).OfType<ISymbol>().Select(it => (it.Name, it.ContainingType.Name))];
    }

    /// <summary>Each with the file and the lines that its author knows.</summary>
    private static string Text(IEnumerable<Declaration> declarations)
    {
        var text = new StringBuilder();
        foreach (var it in declarations)
        {
            var place = it.Node.GetLocation().GetLineSpan();
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"#line {place.StartLinePosition.Line + 1} \"{place.Path}\"\n").Append(it.Node).Append('\n');
        }
        return text.ToString();
    }
}
