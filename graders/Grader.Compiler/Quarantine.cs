using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Grader.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Grader.Compiler;

/// <summary>
/// A function that does not compile costs only itself: its body is replaced by a throw, on the same lines, and the rest of the file is compiled.
/// Its diagnostics are kept. An error outside of functions stops the file as before; in a cell of a notebook, a statement or a <c>using</c> with an
/// error is left out in the same way, so that the functions beside it stand, and so is a function that an earlier cell has: that one stays.
/// </summary>
internal static partial class Quarantine
{
    /// <summary>
    /// The text with those bodies replaced, and whose they were; null when an error lies in no function, or in one that was replaced already.
    /// </summary>
    public static (string Text, ImmutableArray<BrokenFunction> Functions)? Apply(SyntaxTree tree, IEnumerable<Diagnostic> errors, ImmutableHashSet<string> already, IReadOnlySet<string>? cell)
    {
        var isCell = cell is not null;
        var root = tree.GetRoot();
        var broken = new Dictionary<BaseMethodDeclarationSyntax, List<Diagnostic>>();
        var left = new HashSet<SyntaxNode>();
        foreach (var error in errors)
        {
            var at = Math.Clamp(error.Location.SourceSpan.Start, 0, Math.Max(0, root.FullSpan.End - 1));
            if (error.Location.SourceTree != tree) return null;
            var method = Owner(root, at, isCell);
            if (method is null && isCell && Statement(root, at) is { } statement) { left.Add(statement); continue; }
            if (method is { Parent: CompilationUnitSyntax } && cell?.Contains(Name(method)) == true) { left.Add(method); continue; }
            if (method is null || already.Contains(Name(method))) return null;
            if (!broken.TryGetValue(method, out var of)) broken[method] = of = [];
            of.Add(error);
        }
        var text = tree.GetText();
        var changes = broken.Keys.Select(it => new TextChange(BodyOf(it), Replacement(it, text)))
            .Concat(left.Where(it => !broken.Keys.Any(it.Contains)).Select(it => new TextChange(it.Span, new string('\n', text.ToString(it.Span).Count(letter => letter == '\n')) + (it is GlobalStatementSyntax ? ";" : ""))))
            .OrderBy(it => it.Span.Start).ToList();
        if (changes.Count == 0) return null;
        var syntax = tree.GetDiagnostics().Select(it => (it.Id, it.Location.SourceSpan)).ToHashSet();
        return (text.WithChanges(changes).ToString(), [.. broken.Select(it => new BrokenFunction(
            Name(it.Key), [.. it.Value], it.Value.Any(error => syntax.Contains((error.Id, error.Location.SourceSpan))) ? DeclaredIn(text.ToString(BodyOf(it.Key))) : []))]);
    }

    /// <summary>Looked for as text, since inside a string there is nothing else; what is only called there is not declared.</summary>
    private static ImmutableArray<string> DeclaredIn(string body) => [.. Declarations().Matches(body).Select(it => it.Groups["name"].Value).Distinct()];

    private static string Name(BaseMethodDeclarationSyntax method) => method switch
    {
        MethodDeclarationSyntax it => it.Identifier.Text,
        ConstructorDeclarationSyntax it => it.Identifier.Text,
        _ => "",
    };

    /// <summary>The statement, variable or using of the cell itself at a place. One that was emptied already has no error any more.</summary>
    private static SyntaxNode? Statement(SyntaxNode root, int at)
    {
        for (var place = at; place >= 0 && place >= at - 1; place--)
        {
            var found = root.FindToken(place).Parent?.AncestorsAndSelf().FirstOrDefault(it => it is GlobalStatementSyntax or UsingDirectiveSyntax || (it is FieldDeclarationSyntax && it.Parent is CompilationUnitSyntax));
            if (found is not null && found.Span.Length > 1) return found;
        }
        return null;
    }

    /// <summary>The outermost function at a place; a missing semicolon is reported behind the last token of its own.</summary>
    private static BaseMethodDeclarationSyntax? Owner(SyntaxNode root, int at, bool isCell)
    {
        for (var place = at; place >= 0 && place >= at - 1; place--)
        {
            var method = root.FindToken(place).Parent?.AncestorsAndSelf().OfType<BaseMethodDeclarationSyntax>()
                .LastOrDefault(it => (it is MethodDeclarationSyntax || (isCell && it is ConstructorDeclarationSyntax)) && (it.Body is not null || it.ExpressionBody is not null));
            if (method is not null) return method;
        }
        return null;
    }

    private static TextSpan BodyOf(BaseMethodDeclarationSyntax method) => method.Body is { } body ? body.Span : TextSpan.FromBounds(method.ExpressionBody!.SpanStart, method.Span.End);

    private static string Replacement(BaseMethodDeclarationSyntax method, SourceText text)
    {
        var lines = text.ToString(BodyOf(method)).Count(it => it == '\n');
        return $"{{ throw new System.NotSupportedException(\"{Name(method)} does not compile, so it could not be called.\");{new string('\n', lines)} }}";
    }

    [GeneratedRegex(@"(?<![\w.>\]?)])(?!(?:return|new|await|throw|else|in|is|yield|case)\b)[\w>\]?)]+\s+(?<name>[A-Za-z_]\w*)\s*\(", RegexOptions.CultureInvariant)]
    private static partial Regex Declarations();
}

/// <summary>
/// A function that does not compile. A brace or a quote that is never closed takes in what follows: a function of <paramref name="Swallowed"/> is
/// not missing, it does not compile either.
/// </summary>
internal sealed record BrokenFunction(string Name, ImmutableArray<Diagnostic> Errors, ImmutableArray<string> Swallowed);
