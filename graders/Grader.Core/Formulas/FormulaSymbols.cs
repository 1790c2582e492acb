using System.Collections.Immutable;
using Grader.Core.Rubrics;

namespace Grader.Core.Formulas;

/// <summary>
/// A symbol of the sheet and what it stands for: the whole of <see cref="Argument"/>; with <see cref="Index"/> one element of it, the element 0 being
/// index <see cref="First"/>; or with <see cref="Length"/> the number of elements (of a tensor: rows) of that argument.
/// </summary>
public sealed record FormulaSymbol(string Name)
{
    public string? Argument { get; init; }

    /// <summary>The letter in <see cref="Name"/> that is the index: i of <c>g_{h_i}</c>.</summary>
    public string? Index { get; init; }

    public int First { get; init; }

    /// <summary>The upper bound of a sum over this array that was written without bounds; without it, the array's last index.</summary>
    public string? Last { get; init; }

    public string? Length { get; init; }

    /// <summary>The number that the sheet writes for this length: a sum up to it is read as a sum up to this symbol, with a note.</summary>
    public int? Sheet { get; init; }

    /// <summary>Other spellings that the rules of canonical names do not cover.</summary>
    public ImmutableArray<string> Also { get; init; } = [];
}

/// <summary>
/// The symbols that a formula may use. Braces, blanks, fonts and the way subscripts are split do not matter; a last subscript that names the step
/// (<c>_t</c>) may be left out; capitals matter only in names of one letter.
/// </summary>
public sealed class FormulaSymbols
{
    private const string StepLetters = "tijknms";
    private readonly ImmutableArray<Pattern> _patterns;
    private readonly ImmutableArray<Pattern> _answers;

    private sealed record Pattern(string Before, string After, bool Indexed, string Step, FormulaSymbol Symbol);

    /// <param name="symbols">The symbols of the part.</param>
    /// <param name="answers">Names of the answer itself (<c>g_{h_i}</c>, <c>\frac{\partial J_t}{\partial h_i}</c>), with i as index: lines that define any of them define one thing.</param>
    public FormulaSymbols(IEnumerable<FormulaSymbol> symbols, IEnumerable<string>? answers = null)
    {
        Symbols = [.. symbols];
        Answers = [.. answers ?? []];
        var patterns = Symbols.SelectMany(it => it.Also.Prepend(it.Name).SelectMany(name => Patterns(it, name))).ToImmutableArray();
        _patterns = [.. patterns.Where(it => it.Step.Length == 0 || !patterns.Any(other => other.Symbol != it.Symbol && !other.Indexed && other.Before == it.Before))];
        _answers = [.. Answers.SelectMany(name => Patterns(new FormulaSymbol(name) { Index = LastLetter(name) }, name))];
    }

    public ImmutableArray<FormulaSymbol> Symbols { get; }

    public ImmutableArray<string> Answers { get; }

    /// <summary>What the author of a rubric got wrong, one sentence each.</summary>
    public IEnumerable<string> Problems(Signature signature)
    {
        foreach (var symbol in Symbols)
        {
            var argument = symbol.Argument ?? symbol.Length;
            if ((symbol.Argument is null) == (symbol.Length is null)) yield return $"The symbol '{symbol.Name}' needs either an argument or a length.";
            else if (!signature.Parameters.Any(it => it.Name == argument)) yield return $"The symbol '{symbol.Name}' stands for '{argument}', which is no parameter of {signature}.";
            foreach (var name in symbol.Also.Prepend(symbol.Name))
            {
                if (NameOf(name) is not { } read) yield return $"'{name}' cannot be read as the name of a symbol.";
                else if (symbol.Index is { } index && !read.Items.Skip(1).Any(it => it.Word == index)) yield return $"The index '{index}' does not occur in '{name}'.";
            }
        }
        foreach (var answer in Answers) if (NameOf(answer) is null) yield return $"'{answer}' cannot be read as the name of an answer.";
    }

    internal sealed record Found(FormulaSymbol Symbol, FormulaNode? Index, string Step);

    /// <summary>The symbol of a name; an array whose index is missing has a null index.</summary>
    internal Found? Find(NameNode name)
    {
        foreach (var comparison in new[] { StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase })
        {
            if (Whole(name, comparison) is { } whole) return whole;
            if (Element(_patterns, name, comparison) is { } element) return new(element.Pattern.Symbol, element.Index, "");
            if (Missing(name, comparison) is { } missing) return missing;
        }
        return null;
    }

    internal FormulaSymbol? Letter(string letter) => Symbols.FirstOrDefault(it => it.Name == letter && it.Index is null);

    /// <summary>The index where a name is the answer's; with Is false it is not.</summary>
    internal (bool Is, FormulaNode? Index) FindAnswer(NameNode name) =>
        Element(_answers, name, StringComparison.Ordinal) is { } element ? (true, element.Index) : (_answers.Any(it => !it.Indexed && it.Before == name.Key), null);

    private Found? Whole(NameNode name, StringComparison comparison) =>
        name.Key is { } key && _patterns.FirstOrDefault(it => !it.Indexed && Same(it.Before, key, comparison)) is { } whole ? new(whole.Symbol, null, whole.After) : null;

    private Found? Missing(NameNode name, StringComparison comparison) =>
        name.Key is { } key && _patterns.FirstOrDefault(it => it.Indexed && Same(it.Before + it.After, key, comparison)) is { } array ? new(array.Symbol, null, "") : null;

    private static (Pattern Pattern, FormulaNode Index)? Element(ImmutableArray<Pattern> patterns, NameNode name, StringComparison comparison)
    {
        for (var at = name.Items.Length - 1; at >= 1; at--)
        {
            var (before, after) = (name.Items[..at], name.Items[(at + 1)..]);
            if (before.Concat(after).Any(it => it.Word.Length == 0)) continue;
            var (left, right) = (string.Concat(before.Select(it => it.Word)), string.Concat(after.Select(it => it.Word)));
            if (patterns.FirstOrDefault(it => it.Indexed && Same(it.Before, left, comparison) && Same(it.After, right, comparison)) is { } pattern) return (pattern, name.Items[at].Node);
        }
        return null;
    }

    private static bool Same(string pattern, string text, StringComparison comparison) =>
        string.Equals(pattern, text, pattern.Length < 2 ? StringComparison.Ordinal : comparison);

    private static IEnumerable<Pattern> Patterns(FormulaSymbol symbol, string name)
    {
        if (NameOf(name) is not { Key: { } key } read) yield break;
        var words = read.Items.Select(it => it.Word).ToImmutableArray();
        var at = symbol.Index is { } index ? words.LastIndexOf(index) : -1;
        if (at > 0)
        {
            yield return new Pattern(string.Concat(words[..at]), string.Concat(words[(at + 1)..]), true, "", symbol);
            yield break;
        }
        var step = words.Length > 1 && words[^1].Length == 1 && StepLetters.Contains(words[^1][0], StringComparison.Ordinal) ? words[^1] : "";
        yield return new Pattern(key, step, false, "", symbol);
        if (step.Length > 0) yield return new Pattern(string.Concat(words[..^1]), "", false, step, symbol);
    }

    private static string? LastLetter(string name) => NameOf(name) is { Items: [_, .., { Word.Length: 1 } last] } && StepLetters.Contains(last.Word[0], StringComparison.Ordinal) ? last.Word : null;

    private static NameNode? NameOf(string name) => FormulaParser.Parse(name).Tree is { Statements: [{ Left: null, Condition: null, Value: NameNode { Key: not null } read }] } ? read : null;
}
