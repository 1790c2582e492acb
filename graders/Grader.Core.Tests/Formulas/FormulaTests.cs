using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Grader.Contract;
using Grader.Core.Comparing;
using Grader.Core.Formulas;

namespace Grader.Core.Tests.Formulas;

public sealed class FormulaTests
{
    public static IEnumerable<object[]> Right() => Table("right.txt");

    public static IEnumerable<object[]> Wrong() => Table("wrong.txt");

    private static IEnumerable<string[]> Table(string name, [CallerFilePath] string source = "") =>
        File.ReadLines(Path.Combine(Path.GetDirectoryName(source)!, name)).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" | ").Select(cell => cell.Replace('↵', '\n')).ToArray());

    [Theory]
    [MemberData(nameof(Right))]
    public void A_right_formula_equals_the_truth_in_every_notation(string part, string text)
    {
        var answer = Answer.To(part, text);
        Assert.Null(answer.Problem?.Show(text).En);
        // what comes after t is zero; a formula that says nothing about it may have no value there
        foreach (var (given, value) in answer.Values.Where(it => part != "q2b" || Steps(it.Case) >= 0))
        {
            Assert.Null(value.Problem?.Show(text).En);
            Assert.True(Equal(value, given.Truth), $"{text}: {string.Join(' ', value.Value!.ToDoubles())} is not {string.Join(' ', given.Truth.ToDoubles())}");
        }
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_formula_is_told_apart_and_equals_its_mistake(string part, string mistake, string text)
    {
        var answer = Answer.To(part, text);
        Assert.Equal(mistake == "reads-not", answer.Problem is not null || answer.Values.All(it => it.Value.Problem is not null) || (part != "q2b" && answer.Values.Any(it => it.Value.Problem is not null)));
        Assert.Contains(answer.Values.DefaultIfEmpty(), it => it.Case is null || !Equal(it.Value, it.Case.Truth));
        if (mistake is "-" or "reads-not") return;
        var read = answer.Values.Where(it => it.Value.Problem is null && (part != "q2b" || mistake == "direct_everywhere" || Steps(it.Case) >= 0)).ToList();
        Assert.Contains(read, it => !Equal(it.Value, it.Case.Truth));
        Assert.All(read, it => Assert.True(Equal(it.Value, it.Case.Form(mistake)), $"{text} does not equal {mistake}"));
    }

    [Fact]
    public void Forty_right_and_forty_wrong_formulas_over_all_four_parts_are_in_the_tables()
    {
        var (right, wrong) = (Table("right.txt").ToList(), Table("wrong.txt").ToList());
        Assert.True(right.Count >= 40 && wrong.Count >= 40);
        Assert.Equal(["q2a", "q2b", "q2c", "q2d"], right.Select(it => it[0]).Intersect(wrong.Select(it => it[0])).Order());
    }

    [Theory]
    [InlineData("0 if i > t; (W_hh^T)^{t-i} W_yh^T g_o otherwise")]
    [InlineData(@"\mathbf{1}[i \le t] (W_{hh}^T)^{t-i} W_{yh}^T g_{o_t}")]
    [InlineData(@"g_{h_i} = \begin{cases} W_{yh}^T g_{o_t}, & i = t \\ W_{hh}^T g_{h_{i+1}}, & i < t \\ 0, & \text{در غیر این صورت} \end{cases}")]
    [InlineData("g_{h_i} = 0 (i > t)\n g_{h_t} = W_{yh}^T g_{o_t} \n g_{h_i} = W_{hh}^T g_{h_{i+1}}, i < t")]
    public void What_comes_after_t_is_zero_where_the_formula_says_so(string text)
    {
        var answer = Answer.To("q2b", text);
        Assert.All(answer.Values, it => Assert.True(Equal(it.Value, it.Case.Truth), it.Value.Problem?.Show(text).En));
    }

    [Fact]
    public void A_lone_zero_takes_the_shape_that_is_asked_for()
    {
        var part = Networks.Parts["q2b"];
        var formula = Formula.Read("0", part.Symbols).Formula!;
        var value = formula.Evaluate(part.Signature, part.Cases[0].Arguments, [4]).Value!;
        Assert.Equal<double>([0, 0, 0, 0], value.ToDoubles());
        Assert.Equal<long>([], formula.Evaluate(part.Signature, part.Cases[0].Arguments).Value!.Shape);
    }

    [Theory]
    [InlineData("q2b", "Whh'^(t-i) Wyh' gO", "A prime after a symbol was read as a transpose.")]
    [InlineData("q2d", @"\sum_{t=1}^{3} g_{W_{hh},t}", "The 3 of the sheet was read as T, any number of steps.")]
    [InlineData("q2d", @"\prod_{t=1}^{T} g_{W_{hh},t}", "∏ was multiplied from left to right in the order in which its index runs.")]
    [InlineData("q2c", @"\sum_i g_{h_i} h_{i-1}^T", "The sum over i has no full bounds; it was read as a sum over all steps that the question means.")]
    public void What_was_read_kindly_is_noted(string part, string text, string note) =>
        Assert.Equal(note, Assert.Single(Formula.Read(text, Networks.Parts[part].Symbols).Formula!.Notes).En);

    [Fact]
    public void A_rubrics_symbols_are_checked_against_the_function()
    {
        var signature = Networks.Parts["q2c"].Signature;
        var symbols = new FormulaSymbols([new("g_{h_i}") { Argument = "gX", Index = "i" }, new("h_k") { Argument = "h", Index = "i" }, new("t"), new("a + b") { Argument = "t" }]);
        Assert.Equal(
            [
                "The symbol 'g_{h_i}' stands for 'gX', which is no parameter of Tensor GradWhhAt(int t, Tensor[] gH, Tensor[] h).",
                "The index 'i' does not occur in 'h_k'.", "The symbol 't' needs either an argument or a length.", "'a + b' cannot be read as the name of a symbol.",
            ], symbols.Problems(signature));
        Assert.All(Networks.Parts.Values, part => Assert.Empty(part.Symbols.Problems(part.Signature)));
    }

    private static long Steps(FormulaCase given) => ((IntegerValue)given.Arguments[0]).Content - ((IntegerValue)given.Arguments[1]).Content;

    private static bool Equal(FormulaValue value, TensorValue truth) => value.Value is { } mine && NumericComparison.Compare(mine, truth, null).Passes;

    private sealed record Answer(FormulaProblem? Problem, ImmutableArray<(FormulaCase Case, FormulaValue Value)> Values)
    {
        public static Answer To(string part, string text)
        {
            var given = Networks.Parts[part];
            var (formula, problem) = Formula.Read(text, given.Symbols);
            return new(problem, formula is null ? [] : [.. given.Cases.Select(it => (it, formula.Evaluate(given.Signature, it.Arguments, it.Truth.Shape)))]);
        }
    }
}
