using System.Collections.Immutable;
using Grader.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Grader.Compiler;

/// <summary>
/// What a script uses that was declared elsewhere, by bound symbol and not by text, so that aliases and <c>using static</c> hide nothing;
/// each with the functions of the chain from which it can be reached. Empty = the file's own top-level statements.
/// </summary>
internal static class SymbolUses
{
    private static readonly SymbolDisplayFormat FullName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces, memberOptions: SymbolDisplayMemberOptions.IncludeContainingType);

    /// <summary>The name under which a rubric forbids what is bound only while it runs, and so could be anything.</summary>
    private const string Dynamic = "dynamic";

    private const string Loop = "loop", Recursion = "recursion";

    /// <summary>The name of a cell's own statements, which are no part of any function.</summary>
    private const string Cell = "(cell)";

    /// <param name="chain">All links; of those that are not <paramref name="counts"/>, only the calls are followed.</param>
    public static IEnumerable<SymbolUse> Of(IReadOnlyList<Compilation> chain, bool isNotebook = false, Func<int, bool>? counts = null)
    {
        var calls = new Dictionary<string, HashSet<string>>();
        var uses = new List<(string Symbol, SyntaxNode Node, string Owner)>();
        for (var link = 0; link < chain.Count; link++) Collect(chain[link], isNotebook, calls, counts is null || counts(link) ? uses : []);
        var callersOf = calls.SelectMany(it => it.Value.Select(callee => (Caller: it.Key, Callee: callee))).ToLookup(it => it.Callee, it => it.Caller);
        var circular = Circular(calls, callersOf);
        foreach (var method in Enumerable.Range(0, chain.Count).Where(link => counts is null || counts(link)).SelectMany(link => chain[link].SyntaxTrees.First().GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()))
            if (circular.Contains(method.Identifier.Text)) uses.Add((Recursion, method, method.Identifier.Text));
        // The first use tells; a file of nothing but uses would otherwise make an answer larger than anybody reads.
        foreach (var (symbol, node, owner) in uses.DistinctBy(it => (it.Symbol, it.Owner)))
        {
            var place = node.GetLocation().GetLineSpan().StartLinePosition;
            var line = node.SyntaxTree.GetText().Lines[place.Line].ToString();
            yield return new SymbolUse(
                symbol, node.SyntaxTree.FilePath, place.Line + 1, place.Character + 1, line.Length > 400 ? line[..400] : line, owner.Length == 0 ? [] : [.. Callers(owner, callersOf)]);
        }
    }

    private static void Collect(Compilation compilation, bool isNotebook, Dictionary<string, HashSet<string>> calls, List<(string Symbol, SyntaxNode Node, string Owner)> uses)
    {
        var tree = compilation.SyntaxTrees.First();
        var model = SemanticModels.Of(compilation);
        // They run when the assembly is loaded, like the file's own statements.
        var initialisers = tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
            .Where(it => model.GetDeclaredSymbol(it)?.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "ModuleInitializerAttribute") == true).ToList();
        foreach (var node in tree.GetRoot().DescendantNodes().Where(it => it is SimpleNameSyntax))
        {
            if (node.Ancestors().Any(it => it is UsingDirectiveSyntax || IsNameOf(it))) continue;
            var owner = initialisers.Any(it => it.Contains(node)) ? "" : Owner(node) is { Length: > 0 } named ? named : isNotebook ? Assigned(node) : "";
            if (IsBoundAtRunTime(node, model)) { uses.Add((Dynamic, node, owner)); continue; }
            if (model.GetSymbolInfo(node).Symbol is not { } symbol) continue;
            if (symbol is ILocalSymbol && IsItsOwnLambda(node)) uses.Add((Recursion, node, owner));
            if (symbol is INamespaceSymbol or ILocalSymbol or IParameterSymbol or IRangeVariableSymbol or ITypeParameterSymbol) continue;
            if (symbol is IMethodSymbol { ReducedFrom: { } extension }) symbol = extension; // called as if it were the receiver's own
            if (symbol.Locations.Any(it => it.IsInSource))
            {
                if (CallsItself(node)) uses.Add((Recursion, node, owner));
                foreach (var name in new[] { symbol.Name, symbol.ContainingType is { IsScriptClass: false } type ? type.Name : symbol.Name })
                {
                    if (!calls.TryGetValue(owner, out var callees)) calls[owner] = callees = [];
                    callees.Add(name);
                }
            }
            else if (symbol.ContainingAssembly is not null)
            {
                uses.Add((symbol.ToDisplayString(FullName), node, owner));
            }
        }
        foreach (var loop in tree.GetRoot().DescendantNodes().Where(it => it is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax))
            uses.Add((Loop, loop, Owner(loop) is { Length: > 0 } named ? named : isNotebook ? Assigned(loop) : ""));
        foreach (var token in tree.GetRoot().DescendantTokens().Where(it => it.IsKind(SyntaxKind.UnsafeKeyword)))
            uses.Add((token.Text, token.Parent!, Owner(token.Parent!.DescendantNodes().FirstOrDefault() ?? token.Parent)));
    }

    /// <summary>In a notebook, what a statement does is no part of a function, but for the variable that it assigns: <c>f = x => …</c>.</summary>
    private static string Assigned(SyntaxNode node) =>
        node.Ancestors().OfType<GlobalStatementSyntax>().FirstOrDefault()?.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Select(it => it.Left).OfType<IdentifierNameSyntax>().Select(it => it.Identifier.Text).FirstOrDefault() ?? Cell;

    /// <summary>nameof is a text, and uses nothing.</summary>
    private static bool IsNameOf(SyntaxNode node) => node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } };

    private static bool IsBoundAtRunTime(SyntaxNode name, SemanticModel model) =>
        name.Parent is MemberAccessExpressionSyntax access && access.Name == name && model.GetTypeInfo(access.Expression).Type is IDynamicTypeSymbol;

    /// <summary>Functions from which a circle of several can be reached: what calls nothing that is left is taken away, again and again.</summary>
    private static HashSet<string> Circular(Dictionary<string, HashSet<string>> calls, ILookup<string, string> callersOf)
    {
        var left = calls.ToDictionary(it => it.Key, it => it.Value.Count(callee => callee != it.Key && calls.ContainsKey(callee)));
        var open = new Queue<string>(left.Where(it => it.Value == 0).Select(it => it.Key));
        while (open.TryDequeue(out var done))
        {
            left.Remove(done);
            foreach (var caller in callersOf[done]) if (caller != done && left.TryGetValue(caller, out var count) && (left[caller] = count - 1) == 0) open.Enqueue(caller);
        }
        return [.. left.Keys];
    }

    private static bool CallsItself(SyntaxNode name) => IsItsOwnLambda(name) || name.Ancestors().Any(it => it switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        _ => "",
    } == ((SimpleNameSyntax)name).Identifier.Text);

    /// <summary>The name of a variable inside the lambda that it holds.</summary>
    private static bool IsItsOwnLambda(SyntaxNode name) => name.Ancestors().Any(it => it switch
    {
        AnonymousFunctionExpressionSyntax { Parent: AssignmentExpressionSyntax { Left: IdentifierNameSyntax variable } } => variable.Identifier.Text,
        AnonymousFunctionExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } } => variable.Identifier.Text,
        _ => "",
    } == ((SimpleNameSyntax)name).Identifier.Text);

    /// <summary>The outermost named member that holds a node.</summary>
    private static string Owner(SyntaxNode node) => node.Ancestors().Select(it => it switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        VariableDeclaratorSyntax variable when variable.Ancestors().Any(up => up is FieldDeclarationSyntax) => variable.Identifier.Text,
        TypeDeclarationSyntax type => type.Identifier.Text,
        _ => "",
    }).LastOrDefault(it => it.Length > 0) ?? "";

    /// <summary>All that can reach a function, itself included; each edge is walked once, since a file may be one long chain of calls.</summary>
    private static HashSet<string> Callers(string function, ILookup<string, string> callersOf)
    {
        var reached = new HashSet<string> { function };
        var open = new Queue<string>([function]);
        while (open.TryDequeue(out var callee))
        {
            foreach (var caller in callersOf[callee].Where(it => it.Length > 0 && reached.Add(it))) open.Enqueue(caller);
        }
        return reached;
    }
}
