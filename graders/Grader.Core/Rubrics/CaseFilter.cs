using System.Collections.Immutable;
using Grader.Contract;

namespace Grader.Core.Rubrics;

/// <summary>
/// Which cases of a part a check uses: groups and comparisons of scalar arguments, joined by <c>and</c>, each perhaps with <c>not</c>:
/// <c>general and i &lt; t</c>. Empty = all cases.
/// </summary>
public sealed record CaseFilter(string Text, ImmutableArray<CaseTerm> Terms)
{
    public static readonly CaseFilter All = new("", []);

    public bool IsAll => Terms.IsEmpty;

    public bool Picks(string group, IReadOnlyDictionary<string, Value> scalars) => Terms.All(term => term.Holds(group, scalars));

    /// <summary>Every name that must be a group or a parameter.</summary>
    public IEnumerable<string> GroupNames => Terms.OfType<GroupTerm>().Select(it => it.Group);

    public IEnumerable<string> ParameterNames =>
        Terms.OfType<ComparisonTerm>().SelectMany(it => new[] { it.Left, it.Right }).Where(it => !ComparisonTerm.IsNumber(it));

    public static CaseFilter? TryParse(string text, out string problem)
    {
        var terms = ImmutableArray.CreateBuilder<CaseTerm>();
        foreach (var source in text.Split(" and ", StringSplitOptions.TrimEntries))
        {
            if (CaseTerm.TryParse(source) is not { } term)
            {
                problem = $"'{source}' is neither a group nor a comparison such as 'i < t'";
                return null;
            }
            terms.Add(term);
        }
        problem = "";
        return new CaseFilter(text, terms.ToImmutable());
    }
}

public abstract record CaseTerm(bool Negated)
{
    private static readonly string[] Operators = ["<=", ">=", "!=", "==", "<", ">", "="];

    public bool Holds(string group, IReadOnlyDictionary<string, Value> scalars) => Matches(group, scalars) != Negated;

    protected abstract bool Matches(string group, IReadOnlyDictionary<string, Value> scalars);

    internal static CaseTerm? TryParse(string source)
    {
        var negated = source.StartsWith("not ", StringComparison.Ordinal);
        var text = negated ? source[4..].Trim() : source;
        foreach (var symbol in Operators)
        {
            if (text.IndexOf(symbol, StringComparison.Ordinal) is var at and > 0)
            {
                var (left, right) = (text[..at].Trim(), text[(at + symbol.Length)..].Trim());
                return IsOperand(left) && IsOperand(right) ? new ComparisonTerm(negated, left, symbol, right) : null;
            }
        }
        return IsName(text) ? new GroupTerm(negated, text) : null;
    }

    private static bool IsOperand(string text) => IsName(text) || ComparisonTerm.IsNumber(text);

    private static bool IsName(string text) =>
        text.Length > 0 && !char.IsDigit(text[0]) && text.All(it => char.IsLetterOrDigit(it) || it is '_' or '-');
}

public sealed record GroupTerm(bool Negated, string Group) : CaseTerm(Negated)
{
    protected override bool Matches(string group, IReadOnlyDictionary<string, Value> scalars) => group == Group;
}

public sealed record ComparisonTerm(bool Negated, string Left, string Operator, string Right) : CaseTerm(Negated)
{
    protected override bool Matches(string group, IReadOnlyDictionary<string, Value> scalars)
    {
        var (left, right) = (Number(Left, scalars), Number(Right, scalars));
        if (double.IsNaN(left) || double.IsNaN(right)) return Operator == "!=";
        var order = left.CompareTo(right);
        return Operator switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            ">=" => order >= 0,
            "!=" => order != 0,
            _ => order == 0,
        };
    }

    internal static bool IsNumber(string text) =>
        double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _);

    private static double Number(string operand, IReadOnlyDictionary<string, Value> scalars) => scalars.GetValueOrDefault(operand) switch
    {
        IntegerValue it => it.Content,
        RealValue it => it.Content,
        BoolValue it => it.Content ? 1 : 0,
        TextValue => double.NaN, // a text is no number; only '!=' holds
        _ => double.Parse(operand, System.Globalization.CultureInfo.InvariantCulture),
    };
}
