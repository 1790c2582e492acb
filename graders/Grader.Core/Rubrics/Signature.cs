using System.Collections.Immutable;

namespace Grader.Core.Rubrics;

/// <summary>A function as the rubric writes it: <c>Tensor GradHidden(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO)</c>.</summary>
public sealed record Signature(string ReturnType, ImmutableArray<string> ReturnNames, string Name, ImmutableArray<Parameter> Parameters)
{
    /// <summary>The author's own function, compiled in the scope of the student's code.</summary>
    public bool IsProbe { get; init; }

    /// <summary>A probe's body as the rubric writes it; empty where it stands in the probes file.</summary>
    public string Body { get; init; } = "";

    public override string ToString() => $"{ReturnType} {Name}({string.Join(", ", Parameters.Select(it => $"{it.Type} {it.Name}"))})";

    /// <summary>Reads a signature; <paramref name="problem"/> says what is wrong with it, and null is returned.</summary>
    public static Signature? TryParse(string text, out string problem) => new SignatureParser(text).Parse(out problem);
}

public sealed record Parameter(string Type, string Name);

/// <summary>Splits a C# signature at its top-level commas and blanks; the types themselves are the compiler's business.</summary>
internal sealed class SignatureParser(string text)
{
    public Signature? Parse(out string problem)
    {
        var source = text.Trim().TrimEnd(';').TrimEnd();
        var open = source.EndsWith(')') ? MatchingParenthesis(source) : -1;
        if (open < 0) return Fail("it must end in a list of parameters in parentheses", out problem);
        var (returnType, name) = SplitLastWord(source[..open].TrimEnd());
        if (returnType.Length == 0) return Fail("it must start with the type that the function returns", out problem);
        if (!IsIdentifier(name)) return Fail($"'{name}' is not a function name", out problem);
        var parameters = ImmutableArray.CreateBuilder<Parameter>();
        foreach (var item in SplitTopLevel(source[(open + 1)..^1]))
        {
            var (type, parameter) = SplitLastWord(item.Trim());
            if (type.Length == 0 || !IsIdentifier(parameter)) return Fail($"'{item.Trim()}' is not a type and a name", out problem);
            if (parameters.Any(it => it.Name == parameter)) return Fail($"the parameter '{parameter}' stands there twice", out problem);
            parameters.Add(new Parameter(type, parameter));
        }
        problem = "";
        return new Signature(returnType, TupleNames(returnType), name, parameters.ToImmutable());
    }

    private static Signature? Fail(string why, out string problem)
    {
        problem = why;
        return null;
    }

    private static ImmutableArray<string> TupleNames(string type)
    {
        if (!type.StartsWith('(') || !type.EndsWith(')')) return [];
        return [.. SplitTopLevel(type[1..^1]).Select((item, index) =>
        {
            var (elementType, name) = SplitLastWord(item.Trim());
            return elementType.Length > 0 && IsIdentifier(name) ? name : FormattableString.Invariant($"Item{index + 1}");
        })];
    }

    private static int MatchingParenthesis(string source)
    {
        var depth = 0;
        for (var at = source.Length - 1; at >= 0; at--)
        {
            if (source[at] == ')') depth++;
            if (source[at] == '(' && --depth == 0) return at;
        }
        return -1;
    }

    private static (string Before, string Word) SplitLastWord(string source)
    {
        var at = source.Length;
        while (at > 0 && (char.IsLetterOrDigit(source[at - 1]) || source[at - 1] == '_')) at--;
        return (source[..at].TrimEnd(), source[at..]);
    }

    private static IEnumerable<string> SplitTopLevel(string list)
    {
        var (depth, start) = (0, 0);
        for (var at = 0; at < list.Length; at++)
        {
            if (list[at] is '(' or '<' or '[') depth++;
            if (list[at] is ')' or '>' or ']') depth--;
            if (list[at] != ',' || depth != 0) continue;
            yield return list[start..at];
            start = at + 1;
        }
        if (list[start..].Trim().Length > 0 || start > 0) yield return list[start..];
    }

    private static bool IsIdentifier(string word) =>
        word.Length > 0 && (char.IsLetter(word[0]) || word[0] == '_') && word.All(it => char.IsLetterOrDigit(it) || it == '_');
}
