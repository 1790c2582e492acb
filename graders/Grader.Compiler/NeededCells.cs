using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Grader.Compiler;

/// <summary>
/// Which links must have run so that another one works: those that declare or assign a variable that it or any function uses, and those whose
/// variables these need in turn. A cell that only trains, prints or plots is not among them, so a worker that is started again need not repeat it.
/// </summary>
internal static class NeededCells
{
    private sealed record Variables(HashSet<string> Made, HashSet<string> UsedByMembers, HashSet<string> UsedByStatements);

    /// <summary>For each link of the chain, and last for the link that fetches the functions: the places in the chain of those that it needs.</summary>
    public static IReadOnlyList<IReadOnlySet<int>> Find(IReadOnlyList<Compilation> chain)
    {
        var links = chain.Select(Of).ToList();
        // What a link calls is not followed: any function may be called, so what functions use is needed by all.
        var byFunctions = links.SelectMany(it => it.UsedByMembers).ToHashSet();
        return [.. links.Select((_, i) => (IReadOnlySet<int>)Closure(links, byFunctions.Concat(links[i].UsedByStatements), i)), Closure(links, byFunctions, links.Count)];
    }

    private static HashSet<int> Closure(List<Variables> links, IEnumerable<string> wanted, int before)
    {
        var (names, needed) = (wanted.ToHashSet(), new HashSet<int>());
        for (var grew = true; grew;)
        {
            grew = false;
            for (var i = 0; i < before; i++)
            {
                if (needed.Contains(i) || !links[i].Made.Overlaps(names)) continue;
                grew = needed.Add(i);
                names.UnionWith(links[i].UsedByStatements);
            }
        }
        return needed;
    }

    private static Variables Of(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.First();
        var model = SemanticModels.Of(compilation);
        var found = new Variables([], [], []);
        foreach (var variable in tree.GetRoot().DescendantNodes().OfType<VariableDeclaratorSyntax>().Select(it => model.GetDeclaredSymbol(it)))
            if (Key(variable) is { } key) found.Made.Add(key);
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (Key(model.GetSymbolInfo(name).Symbol) is not { } key) continue;
            var isMember = name.Ancestors().Any(it => it is BaseMethodDeclarationSyntax or BaseTypeDeclarationSyntax or PropertyDeclarationSyntax && it.Parent is CompilationUnitSyntax or TypeDeclarationSyntax);
            (isMember ? found.UsedByMembers : found.UsedByStatements).Add(key);
            if (!isMember && name.Ancestors().TakeWhile(it => it is not GlobalStatementSyntax).OfType<AssignmentExpressionSyntax>().Any(it => it.Left.Contains(name))) found.Made.Add(key);
        }
        return found;
    }

    /// <summary>A variable of a script: Submission#3.vocab.</summary>
    private static string? Key(ISymbol? symbol) => symbol is IFieldSymbol { ContainingType: { IsScriptClass: true } link } ? $"{link.MetadataName}.{symbol.Name}" : null;
}
