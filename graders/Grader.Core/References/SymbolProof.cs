using Grader.Contract;
using Grader.Core.Compiling;
using Grader.Core.Rubrics;

namespace Grader.Core.References;

/// <summary>Every name in a rule binds to something: one that does not forbids nothing, and requires what nobody can give.</summary>
internal sealed class SymbolProof(Rubric rubric, CompilerClient compiler)
{
    private const string File = "symbols.csx";
    /// <summary>The compiler's words for "there is no such name"; whatever else it says, the name was found.</summary>
    private static readonly string[] Unknown = ["CS0103", "CS0117", "CS0234", "CS0246", "CS0400", "CS0426"];

    public async Task<IEnumerable<Diagnostic>> ProveAsync(CancellationToken cancel)
    {
        var rules = rubric.Checks.SelectMany(it => it.Symbols.Forbid.Concat(it.Symbols.Allow).Concat(it.Symbols.Require.SelectMany(require => require.Any)))
            .Where(it => !SymbolRule.Operations.Contains(it.Pattern)).DistinctBy(it => it.At).ToList();
        if (rules.Count == 0) return [];
        var source = string.Concat(rules.Select(it => $"_ = nameof({Name(it.Pattern)});\n")); // one rule a line
        var compilation = await compiler.CompileAsync(new CompileRequest([new ScriptSource(File, source)], []), cancel);
        return compilation.Response.Messages.Where(it => it.IsError && Unknown.Contains(it.Id)).DistinctBy(it => it.Line).Select(it => rules[it.Line - 1]).Select(it => new Diagnostic(
            it.At, "GR125", $"'{it.Pattern}' binds to nothing that a script can use.", $"Write the whole name, such as TorchSharp.torch.autograd; operations are {string.Join(", ", SymbolRule.Operations)}."));
    }

    /// <summary>Before a star, whole words only: the last one may be the beginning of several names.</summary>
    private static string Name(string pattern) => !pattern.EndsWith('*') ? pattern : pattern.EndsWith(".*", StringComparison.Ordinal) ? pattern[..^2] : pattern[..Math.Max(pattern.LastIndexOf('.'), 0)] is { Length: > 0 } name ? name : "System";
}
