using Grader.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Grader.Compiler;

/// <summary>
/// <c>#r</c>, <c>#load</c> and <c>#line</c> are refused before a compilation exists: the first two read files while compiling, the third
/// moves the places of diagnostics.
/// </summary>
internal static class DirectiveRules
{
    internal static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    public static IEnumerable<CompilerMessage> Refuse(ScriptSource source)
    {
        var tree = CSharpSyntaxTree.ParseText(source.Text, Script, source.FileName);
        foreach (var trivia in tree.GetRoot().DescendantTrivia(descendIntoTrivia: false))
        {
            if (trivia.GetStructure() is not DirectiveTriviaSyntax directive) continue;
            if (directive is not (ReferenceDirectiveTriviaSyntax or LoadDirectiveTriviaSyntax or LineDirectiveTriviaSyntax or LineSpanDirectiveTriviaSyntax)) continue;
            var span = directive.GetLocation().GetLineSpan();
            var text = directive.ToString().Trim();
            yield return new CompilerMessage(
                source.FileName, "GRC01", true, $"'{text.Split(' ')[0]}' cannot be used here.", span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1,
                span.EndLinePosition.Line + 1, span.EndLinePosition.Character + 1, text.Length > 400 ? text[..400] : text);
        }
    }
}
