using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Grader.Compiler;

/// <summary>One for each link: it keeps what it has bound, and several look at the same names.</summary>
internal static class SemanticModels
{
    private static readonly ConditionalWeakTable<Compilation, SemanticModel> Known = [];

    public static SemanticModel Of(Compilation link) => Known.GetValue(link, it => it.GetSemanticModel(it.SyntaxTrees.First()));
}
