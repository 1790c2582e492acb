using System.Collections.Immutable;
using Grader.Contract;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Scripting;

namespace Grader.Compiler;

/// <summary>
/// Finds the function that the rubric means and the C# expression that makes it the rubric's delegate: as a method group, else by a lambda
/// (optional parameters do not fit as a method group, CS0123), else by a lambda with casts of scalars (<c>int</c> for <c>long</c>).
/// The compiler judges each form, so overloads and conversions are its business.
/// </summary>
/// <param name="links">Where functions may be declared; the last declaration counts.</param>
internal sealed class FunctionSearch(ScriptLink script, ScriptOptions options, IEnumerable<ScriptLink> links)
{
    private static readonly string[] Numeric = ["int", "long", "double", "float"];
    private readonly ImmutableArray<IMethodSymbol> _methods = [.. links.Reverse().SelectMany(it => MethodsOf(it.GetCompilation()))];

    /// <summary>All at once when every function fits as it stands, which is the rule; else one by one.</summary>
    public ImmutableArray<(FunctionFit Fit, string Expression)> FindAll(ImmutableArray<FunctionRequest> requests)
    {
        var plain = requests.Select(it => (new FunctionFit(it.Key, 0, FitNote.Exact, it.Name, []), Expression: $"({DelegateType(it)})({it.Name})")).ToImmutableArray();
        return Check($"new object[] {{ {string.Join(", ", plain.Select(it => it.Expression))} }}").IsEmpty ? plain : [.. requests.Select(Find)];
    }

    private static string DelegateType(FunctionRequest request) => request.ReturnType == "void"
        ? $"System.Action<{string.Join(", ", request.ParameterTypes)}>"
        : $"System.Func<{string.Join(", ", request.ParameterTypes.Append(request.ReturnType))}>";

    private (FunctionFit Fit, string Expression) Find(FunctionRequest request)
    {
        var delegateType = DelegateType(request);

        ImmutableArray<CompilerMessage> complaints = [];
        var names = Names(request.Name).ToList();
        foreach (var name in names)
        {
            foreach (var (form, note) in Forms(name, request))
            {
                var expression = $"({delegateType})({form})";
                var messages = Check(expression);
                if (messages.IsEmpty) return (new FunctionFit(request.Key, 0, name == request.Name ? note : FitNote.OtherName, name, []), expression);
                if (complaints.IsEmpty) complaints = messages;
            }
        }

        var candidate = _methods.FirstOrDefault(it => names.Contains(it.Name) || names.Any(name => name.EndsWith("." + it.Name, StringComparison.Ordinal)));
        if (candidate is null) return (new FunctionFit(request.Key, -1, FitNote.Missing, "", []), "");
        var place = candidate.Locations.FirstOrDefault();
        var shown = candidate.ToDisplayString(new SymbolDisplayFormat(
            memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType,
            parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName,
            miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes));
        var hidden = !candidate.ContainingType.IsScriptClass && !candidate.IsStatic;
        var at = place is null ? [] : ImmutableArray.Create(ScriptCompiler.Describe(Diagnostic.Create("GRC02", "", string.Join("; ", complaints.Select(it => it.Message)), DiagnosticSeverity.Error, DiagnosticSeverity.Error, true, 0, location: place)));
        return (new FunctionFit(request.Key, -1, hidden ? FitNote.NotStatic : FitNote.WrongSignature, shown, at), "");
    }

    /// <summary>The name itself; else one that differs only by case, at the top level or in a static class.</summary>
    private IEnumerable<string> Names(string name)
    {
        yield return name;
        foreach (var method in _methods.Where(it => string.Equals(it.Name, name, StringComparison.OrdinalIgnoreCase)).DistinctBy(it => it.ToDisplayString()))
        {
            if (method.ContainingType.IsScriptClass) { if (method.Name != name) yield return method.Name; }
            else yield return $"{method.ContainingType.ToDisplayString().Split("Submission#")[^1]}.{method.Name}";
        }
    }

    private IEnumerable<(string Form, FitNote Note)> Forms(string name, FunctionRequest request)
    {
        yield return (name, FitNote.Exact);
        var parameters = request.ParameterTypes.Select((_, index) => FormattableString.Invariant($"arg{index}")).ToArray();
        var list = string.Join(", ", parameters);
        yield return ($"({list}) => {name}({list})", FitNote.OptionalParameters);
        foreach (var method in _methods.Where(it => name.Split('.')[^1] == it.Name && it.Parameters.Length >= parameters.Length))
        {
            var casts = parameters.Select((parameter, index) =>
            {
                var wanted = method.Parameters[index].Type.ToDisplayString();
                if (wanted == request.ParameterTypes[index]) return parameter;
                if (Numeric.Contains(request.ParameterTypes[index]) && Numeric.Contains(wanted)) return $"({wanted}){parameter}";
                return wanted.StartsWith("System.Collections.Generic.List<", StringComparison.Ordinal) ? $"{parameter}.ToList()" : parameter;
            });
            var back = Numeric.Contains(request.ReturnType) && Numeric.Contains(method.ReturnType.ToDisplayString()) ? $"({request.ReturnType})" : "";
            yield return ($"({list}) => {back}{name}({string.Join(", ", casts)})", FitNote.ScalarCasts);
        }
    }

    private ImmutableArray<CompilerMessage> Check(string expression) =>
        [.. script.ContinueWith(expression, options.WithFilePath("fetch.csx")).GetCompilation().GetDiagnostics()
            .Where(it => it.Severity == DiagnosticSeverity.Error).Select(ScriptCompiler.Describe)];

    private static ImmutableArray<IMethodSymbol> MethodsOf(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.First();
        var model = SemanticModels.Of(compilation);
        return [.. tree.GetRoot().DescendantNodes().Where(it => it is MethodDeclarationSyntax or LocalFunctionStatementSyntax)
            .Select(it => model.GetDeclaredSymbol(it)).OfType<IMethodSymbol>().Where(it => it.MethodKind == MethodKind.Ordinary)];
    }
}
