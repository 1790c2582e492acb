using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Grader.Core.Formulas;

namespace Grader.Core.Tests.Formulas;

/// <summary>
/// No text may throw, hang or exhaust the stack. Two seconds here; <c>GRADER_FUZZ_SECONDS=600</c> makes it ten minutes, <c>GRADER_FUZZ_SEED</c> another run.
/// </summary>
public sealed class FormulaFuzzTests
{
    /// <summary>Of the clock on the wall, which a busy machine stretches; alone, the worst text takes a fraction of a second.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    private static readonly string[] Tables = ["right.txt", "wrong.txt", "faults.txt"];

    private static readonly string[] Pieces =
    [
        "W_{hh}", "W_{yh}", "g_{o_t}", "g_{h_i}", "g_{h_{i+1}}", "h_{i-1}", "h_i", @"\hat{y}", "ŷ", "y", "t", "i", "T", "k", "n", "W_hh", "Wyh", "g_{W_{hh},t}", "\\frac{\\partial J_t}{\\partial h_i}", "dJ/dh_i",
        "^T", "^\\top", "^{t-i}", "^{T}", "^", "_", "'", "ᵀ", "ᵗ⁻ⁱ", "ᵢ₊₁", ".T", "^{\\odot 2}", "**", "^{999999999}", "^{-1}", "[i-1]",
        "(", ")", "{", "}", "[", "]", "\\left(", "\\right)", "\\{", "\\left.", "\\frac", "\\frac{1}{t}", "\\sum_{i=1}^{t}", "\\prod_{k=i+1}^{t}", "\\sum", "∑_{k=1}^{1000000}", "∏", "sum(i=1..t, ", "\\sum_i", "\\sum_{1 \\le i < t}",
        "+", "-", "*", "/", "@", "\\cdot", "\\odot", "∘", "\\otimes", ",", ";", "\n", "\\\\", "&", "=", "==", "<", "\\le", "≥", ":", ".", "..", "\\cdots", "$", "$$", "\\[", "\\,", "\\quad",
        "\\begin{cases}", "\\end{cases}", "\\begin{align}", "\\text{if }", "if", "for", "otherwise", "where", "and", "برای", "در غیر این صورت", "اگر", "و", "سلام", "که در آن",
        "0", "1", "2", "3.5", "۱۲", "٣", "1e9", "99999999999999999999999999999999", "\\mathbf{1}", "\\mathbb{1}_{i \\le t}", "I", "\\operatorname{diag}(", "softmax(", "outer(", "exp", "matrix_power(", ".mv(", "\\mathbf", "\\hat", "\\partial", "∂", "\\begin", "\\foo",
        "\u200c", "\ud835", "\udc16", "𝐖", "é", "\u0302", "\0", "\t", "€", "😀", "\u202e",
    ];

    [Fact]
    public void No_text_throws_hangs_or_exhausts_a_small_stack()
    {
        var seconds = double.Parse(Environment.GetEnvironmentVariable("GRADER_FUZZ_SECONDS") ?? "2", CultureInfo.InvariantCulture);
        var random = new Random(int.Parse(Environment.GetEnvironmentVariable("GRADER_FUZZ_SEED") ?? "5", CultureInfo.InvariantCulture));
        var (valid, clock, count, read) = (Seeds().ToArray(), Stopwatch.StartNew(), 0, 0);
        OnSmallStack(() =>
        {
            for (; clock.Elapsed.TotalSeconds < seconds; count++) if (Survives(Text(random, valid), Networks.Parts.Keys.ElementAt(random.Next(4)), random)) read++;
        });
        Assert.True(read > 0 && read < count, $"{read} of {count} texts were formulas");
    }

    private static IEnumerable<string> Hostile()
    {
        var wide = string.Join('+', Enumerable.Repeat("W_hh", 800));
        return
        [
            new string('(', 4096), new string('{', 4096), new string('[', 4096), new string('-', 4096), new string('^', 4096), "W" + new string('\'', 4000), "W" + string.Concat(Enumerable.Repeat("^T", 2000)),
            string.Concat(Enumerable.Repeat("\\frac{", 600)), string.Concat(Enumerable.Repeat("\\hat", 1000)), string.Concat(Enumerable.Repeat("\\sum_i", 600)), string.Concat(Enumerable.Repeat("\\begin{cases}", 300)), string.Concat(Enumerable.Repeat("if ", 1300)),
            string.Concat(Enumerable.Repeat("x_{", 1300)), string.Concat(Enumerable.Repeat("x^{", 1300)), string.Concat(Enumerable.Repeat("\\text{", 600)), string.Concat(Enumerable.Repeat("(1=1)", 800)), string.Concat(Enumerable.Repeat("exp ", 1000)), wide, wide.Replace('+', ' '),
            string.Concat(Enumerable.Range(0, 60).Select(_ => "(")) + "W_hh" + string.Concat(Enumerable.Range(0, 60).Select(_ => ")^T")),
            @"\sum_{a=1}^{1000000} \sum_{b=1}^{1000000} \sum_{c=1}^{1000000} W_{hh}", @"\prod_{k=1}^{1000000} W_{hh}", "W_hh^{1000000}", "(W_hh^{999999})^{999999}", "2^{2^{2^{2^{2^{2}}}}} W_hh", @"\sum_{k=1}^{99999999999} k",
            "f_k = f_{k+1} f_{k+1}; f_i", "f_k = f_{k+1} + f_{k-1}; g = f_i", "f_k = f_{f_{k}}; f_1", "a = b; b = a; a", "f_i = f_i", @"\delta_k = \sum_{j=1}^{1000000} \delta_{k+j}; \delta_1",
            string.Concat(Enumerable.Range(0, 200).Select(k => $"a_{{x{k}}} = a_{{x{k + 1}}};")),
            "outer(g_{o_t}, g_{o_t}) " + string.Concat(Enumerable.Repeat("g_{o_t} ", 300)), @"g_{o_t} \otimes g_{o_t} \otimes g_{o_t}", new string('9', 4000), "1/0", "W_hh / 0", "h_{99999999999}", "\\begin{array}", "\\begin{", "\\", "_", "^", "$$", "\ud835", "g_{\ufffe_i} = y", "ŷ - matrix_pow y", "۱۲\\prod_{k=t+1}^{t}W_hh i", new string('ⁱ', 4000),
        ];
    }

    [Fact]
    public void A_hostile_text_costs_no_more_than_a_moment() => OnSmallStack(() =>
    {
        foreach (var text in Hostile())
        {
            var allowed = text.Length > FormulaLexer.LongestText ? text[..FormulaLexer.LongestText] : text;
            foreach (var part in Networks.Parts.Keys) Survives(allowed, part, new Random(1));
        }
    });

    [Fact]
    public void A_text_that_is_too_long_is_refused_in_words() =>
        Assert.Equal("A formula may have at most 4096 characters.", FormulaParser.Parse(new string('y', 5000)).Problem!.Words.En);

    /// <summary>True where the text was a formula.</summary>
    private static bool Survives(string text, string name, Random random)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            var part = Networks.Parts[name];
            var (formula, problem) = Formula.Read(text, part.Symbols);
            if (formula is not null)
            {
                var given = part.Cases[random.Next(part.Cases.Length)];
                problem = formula.Evaluate(part.Signature, given.Arguments, given.Truth.Shape).Problem;
            }
            if (problem is not null) Assert.True(problem.Words is { En.Length: > 0, Fa.Length: > 0 } && problem.Show(text).En.Contains('^') && problem.Position >= 0 && problem.Position <= text.Length);
            Assert.True(clock.Elapsed < Longest, $"took {clock.Elapsed}");
            return formula is not null;
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{name}: {Convert.ToBase64String(Encoding.Unicode.GetBytes(text))}\n{text}", fault);
        }
    }

    /// <summary>A soup of pieces, or a good formula with a few places broken.</summary>
    private static string Text(Random random, string[] valid)
    {
        if (random.Next(3) == 0) return string.Concat(Enumerable.Range(0, random.Next(1, random.Next(8) == 0 ? 300 : 25)).Select(_ => Piece() + (random.Next(3) == 0 ? " " : "")));
        var text = new StringBuilder(valid[random.Next(valid.Length)]);
        for (var changes = random.Next(1, 6); changes > 0 && text.Length > 0; changes--)
        {
            var (at, length) = (random.Next(text.Length), 0);
            length = Math.Min(random.Next(1, 9), text.Length - at);
            switch (random.Next(4))
            {
                case 0: text.Remove(at, length); break;
                case 1: text.Insert(at, Piece()); break;
                case 2: text.Insert(random.Next(text.Length), text.ToString(at, length)); break;
                default: text[at] = (char)random.Next(random.Next(4) == 0 ? 0x10000 : 0x80); break;
            }
        }
        return text.Length <= FormulaLexer.LongestText ? text.ToString() : text.ToString(0, FormulaLexer.LongestText);

        string Piece() => Pieces[random.Next(Pieces.Length)];
    }

    private static IEnumerable<string> Seeds([CallerFilePath] string source = "") => Tables
        .SelectMany(name => File.ReadLines(Path.Combine(Path.GetDirectoryName(source)!, name))).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(" | ")[^1].Replace('↵', '\n'));

    private static void OnSmallStack(Action work)
    {
        Exception? fault = null;
        var thread = new Thread(() => { try { work(); } catch (Exception it) { fault = it; } }, 512 * 1024);
        thread.Start();
        thread.Join();
        if (fault is not null) throw new InvalidOperationException(fault.Message, fault);
    }
}
