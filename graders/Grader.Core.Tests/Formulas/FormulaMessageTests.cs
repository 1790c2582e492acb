using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Grader.Core.Formulas;
using Grader.Testing;

namespace Grader.Core.Tests.Formulas;

public sealed class FormulaMessageTests
{
    [Fact]
    public async Task Faults_are_shown_with_a_caret_and_said_in_both_languages()
    {
        var shown = new StringBuilder();
        foreach (var row in Faults())
        {
            var part = Networks.Parts[row.Part];
            var (formula, problem) = Formula.Read(row.Text, part.Symbols);
            problem ??= part.Cases.Select(it => formula!.Evaluate(part.Signature, it.Arguments, it.Truth.Shape).Problem).FirstOrDefault(it => it is not null);
            Assert.NotNull(problem);
            shown.Append(CultureInfo.InvariantCulture, $"# {row.Part}\n{problem.Show(row.Text).En}\n{problem.Words.Fa}\n\n");
        }
        await Snapshot.MatchAsync(shown.ToString(), "faults");
    }

    [Fact]
    public void The_caret_stands_under_the_place_in_a_long_text_of_many_lines()
    {
        var text = $"A = W_hh^T\n{new string(' ', 100)}A^{{t-i}} W_yx^T g_o{new string(' ', 100)}+ 0";
        var problem = Formula.Read(text, Networks.Parts["q2b"].Symbols).Problem!;
        var lines = problem.Show(text).En.Split('\n');
        Assert.StartsWith("W_yx", lines[0][lines[1].IndexOf('^')..], StringComparison.Ordinal);
        Assert.StartsWith("…", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("…", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Persian_culture_changes_no_word_and_no_number()
    {
        using var _ = new PersianCulture();
        var part = Networks.Parts["q2b"];
        var formula = Formula.Read("0.5 (W_hh^T)^{t-i} W_yh g_o", part.Symbols).Formula!;
        Assert.Contains("is 4×4", formula.Check(part.Signature, part.Cases[0].Arguments)!.Words.En, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Part, string Text)> Faults([CallerFilePath] string source = "") =>
        File.ReadLines(Path.Combine(Path.GetDirectoryName(source)!, "faults.txt")).Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" | ")).Select(cells => (cells[0], cells[1].Replace('↵', '\n')));
}
