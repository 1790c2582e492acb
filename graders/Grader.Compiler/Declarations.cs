using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Grader.Compiler;

/// <summary>A name that a link declares for the links after it: a function, a class, or a variable (whose node is its statement).</summary>
internal sealed record Declaration(string Name, SyntaxNode Node, bool IsVariable);

internal static class Declarations
{
    public static IEnumerable<Declaration> Of(Compilation compilation)
    {
        foreach (var member in compilation.SyntaxTrees.First().GetCompilationUnitRoot().Members)
        {
            switch (member)
            {
                case MethodDeclarationSyntax it: yield return new Declaration(it.Identifier.Text, it, false); break;
                case BaseTypeDeclarationSyntax it: yield return new Declaration(it.Identifier.Text, it, false); break;
                case DelegateDeclarationSyntax it: yield return new Declaration(it.Identifier.Text, it, false); break;
                case PropertyDeclarationSyntax it: yield return new Declaration(it.Identifier.Text, it, false); break;
                case FieldDeclarationSyntax it:
                    foreach (var variable in it.Declaration.Variables) yield return new Declaration(variable.Identifier.Text, it, true);
                    break;
                default: break;
            }
        }
    }

    /// <summary>What belongs to the script itself and not to one of its classes: the name by which a link knows another's declaration.</summary>
    public static ISymbol? ScriptMember(ISymbol? symbol)
    {
        for (var it = symbol?.OriginalDefinition; it is not null; it = it.ContainingType)
        {
            if (it.ContainingType is { IsScriptClass: true }) return it is IFieldSymbol or IPropertySymbol or INamedTypeSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary } ? it : null;
        }
        return null;
    }
}
