using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Formulas;
using Grader.Core.Rubrics;

namespace Grader.Core.Tests.Formulas;

/// <summary>One call of a part's function: its arguments, and the values that its closed forms give.</summary>
internal sealed record FormulaCase(ImmutableArray<Value> Arguments, Func<string, TensorValue> Form)
{
    public TensorValue Truth => Form("truth");
}

/// <summary>A part of question 2: its function, its symbols, and random cases with all sizes different.</summary>
internal sealed record FormulaPart(Signature Signature, FormulaSymbols Symbols, ImmutableArray<FormulaCase> Cases);

/// <summary>Question 2 of homework 5 on random networks; truths and mistakes are closed forms in plain loops, written without the evaluator.</summary>
internal static class Networks
{
    private static readonly Random Seeded = new(1402);

    public static readonly ImmutableDictionary<string, FormulaPart> Parts = new Dictionary<string, FormulaPart>
    {
        ["q2a"] = Part("Tensor GradLogits(Tensor yHat, Tensor y)", [new(@"\hat y_t") { Argument = "yHat" }, new("y_t") { Argument = "y" }, new("n") { Length = "y" }],
            [.. new[] { 3, 2, 5, 7, 4 }.Select(Logits)]),
        ["q2b"] = Part("Tensor GradHidden(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO)",
            [new("W_{hh}") { Argument = "Whh" }, new("W_{yh}") { Argument = "Wyh" }, new("g_{o_t}") { Argument = "gO" }, new("t") { Argument = "t" }, new("i") { Argument = "i" }],
            [.. new[] { (4, 2), (5, 3), (3, 5) }.SelectMany(size => from t in Enumerable.Range(1, 6) from i in Enumerable.Range(1, 6) select Hidden(size.Item1, size.Item2, t, i))],
            "g_{h_i}", @"\frac{\partial J_t}{\partial h_i}", @"\frac{\partial J}{\partial h_i}"),
        ["q2c"] = Part("Tensor GradWhhAt(int t, Tensor[] gH, Tensor[] h)",
            [new("g_{h_i}") { Argument = "gH", Index = "i", First = 1, Last = "t", Also = [@"\frac{\partial J_t}{\partial h_i}"] }, new("h_i") { Argument = "h", Index = "i" }, new("t") { Argument = "t" }],
            [.. from t in Enumerable.Range(1, 6) select Weights(t, t + 1, 7 - (t % 3))]),
        ["q2d"] = Part("Tensor GradWhh(Tensor[] gWhh)",
            [new("g_{W_{hh},t}") { Argument = "gWhh", Index = "t", First = 1, Also = [@"\frac{\partial J_t}{\partial W_{hh}}"] }, new("T") { Length = "gWhh", Sheet = 3 }],
            [.. from steps in Enumerable.Range(1, 6) select Total(steps, steps == 4 ? 3 : 5)]),
    }.ToImmutableDictionary();

    private static FormulaPart Part(string signature, IEnumerable<FormulaSymbol> symbols, ImmutableArray<FormulaCase> cases, params string[] answers) =>
        new(Signature.TryParse(signature, out _)!, new FormulaSymbols(symbols, answers), cases);

    private static double Next() => (Seeded.NextDouble() * 2) - 1;

    private static double[] Vector(int n) => [.. Enumerable.Range(0, n).Select(_ => Next())];

    private static double[][] Matrix(int rows, int columns) => [.. Enumerable.Range(0, rows).Select(_ => Vector(columns))];

    private static double[] Softmax(double[] z) => [.. z.Select(it => Math.Exp(it) / z.Sum(Math.Exp))];

    private static double[] Times(double[][] m, double[] x) => [.. m.Select(row => row.Zip(x, (a, b) => a * b).Sum())];

    private static double[][] Transpose(double[][] m) => [.. Enumerable.Range(0, m[0].Length).Select(k => m.Select(row => row[k]).ToArray())];

    private static double[] Each(double[] x, Func<double, double> entry) => [.. x.Select(entry)];

    private static double[] Each(double[] x, double[] y, Func<double, double, double> entry) => [.. x.Zip(y, entry)];

    private static double[][] Each(double[][] x, double[][] y, Func<double, double, double> entry) => [.. x.Zip(y, (a, b) => Each(a, b, entry))];

    private static double[][] Outer(double[] x, double[] y) => [.. x.Select(a => y.Select(b => a * b).ToArray())];

    private static double[][] Sum(IEnumerable<double[][]> parts) => parts.Aggregate((a, b) => Each(a, b, (x, y) => x + y));

    private static TensorValue Value(double[] x) => TensorValue.Of(x, x.Length);

    private static TensorValue Value(double[][] m) => TensorValue.Of(m.SelectMany(it => it).ToArray(), m.Length, m[0].Length);

    private static ListValue List<T>(IEnumerable<T> items, Func<T, Value> value) => new([.. items.Select(value)]);

    private static ArgumentException Unknown(string form) => new ArgumentException($"No closed form '{form}'.");

    private static FormulaCase Logits(int n)
    {
        var (p, y) = (Softmax(Vector(n)), Softmax(Vector(n)));
        var difference = Each(p, y, (a, b) => a - b);
        return new([Value(p), Value(y)], form => Value(form switch
        {
            "truth" => difference,
            "sign" => Each(difference, it => -it),
            "stops_at_y" => Each(y, p, (a, b) => -a / b),
            "jacobian_twice" => Each(p, difference, (a, b) => a * (b - p.Zip(difference, (x, d) => x * d).Sum())),
            "diagonal_only" => Each(y, p, (a, b) => -a * (1 - b)),
            "squared_error" => Each(difference, p, (d, a) => d * a * (1 - a)),
            "mean" => Each(difference, it => it / n),
            "factor_two" => Each(difference, it => 2 * it),
            "softmax_again" => Each(Softmax(p), y, (a, b) => a - b),
            "no_target" => p,
            _ => throw Unknown(form),
        }));
    }

    private static FormulaCase Hidden(int n, int classes, int t, int i)
    {
        var (W, V, g) = (Matrix(n, n), Matrix(classes, n), Vector(classes));
        double[] Chain(double[][] m, int steps) => Enumerable.Range(0, Math.Max(0, steps)).Aggregate(Times(Transpose(V), g), (x, _) => Times(m, x));
        var back = Transpose(W);
        return new([new IntegerValue(t), new IntegerValue(i), Value(W), Value(V), Value(g)], form => Value(i > t && form != "direct_everywhere" ? new double[n] : form switch
        {
            "truth" => Chain(back, t - i),
            "no_transpose" => Chain(W, t - i),
            "direct_everywhere" => Chain(back, 0),
            "one_step" => Chain(back, Math.Min(1, t - i)),
            "one_too_many" => Chain(back, t - i + 1),
            "one_too_few" => Chain(back, t - i - 1),
            "from_zero" => Chain(back, t),
            "elementwise_power" => i == t ? Chain(back, 0) : Times(Each(back, back, (a, _) => Math.Pow(a, t - i)), Chain(back, 0)),
            "each_step" => Enumerable.Range(0, t - i + 1).Select(k => Chain(back, k)).Aggregate((a, b) => Each(a, b, (x, y) => x + y)),
            "sign" => Each(Chain(back, t - i), it => -it),
            "divided" => Each(Chain(back, t - i), it => it / (t - i + 1)),
            _ => throw Unknown(form),
        }));
    }

    /// <summary>gH[i−1] is g_{h_i}, h[i] is h_i; slots after t hold numbers that must not be read.</summary>
    private static FormulaCase Weights(int t, int n, int length)
    {
        length = Math.Max(length, t);
        var (g, h) = (Matrix(length, n), Matrix(length + 1, n));
        double[] Plus(IEnumerable<double[]> parts) => parts.Aggregate((a, b) => Each(a, b, (x, y) => x + y));
        var pairs = Enumerable.Range(1, t).Select(i => Outer(g[i - 1], h[i - 1])).ToArray();
        return new([new IntegerValue(t), List(g, Value), List(h, Value)], form => Value(form switch
        {
            "truth" => Sum(pairs),
            "h_i" => Sum(Enumerable.Range(1, t).Select(i => Outer(g[i - 1], h[i]))),
            "outer_order" => Transpose(Sum(pairs)),
            "last_only" => pairs[^1],
            "skips_first" => Sum(pairs.Skip(1).Prepend(Each(pairs[0], pairs[0], (a, b) => a - b))),
            "mean" => Each(Sum(pairs), pairs[0], (a, _) => a / t),
            "product_of_sums" => Outer(Plus(g.Take(t)), Plus(h.Take(t))),
            "g_fixed" => Outer(g[t - 1], Plus(h.Take(t))),
            "h_fixed" => Outer(Plus(g.Take(t)), h[t - 1]),
            "double_counting" => Sum(pairs.Select((it, k) => Each(it, it, (a, _) => a * (t - k)))),
            "sign" => Each(Sum(pairs), pairs[0], (a, _) => -a),
            _ => throw Unknown(form),
        }));
    }

    private static FormulaCase Total(int steps, int n)
    {
        var g = Enumerable.Range(0, steps).Select(_ => Matrix(n, n)).ToArray();
        return new([List(g, Value)], form => Value(form switch
        {
            "truth" => Sum(g),
            "mean" => Each(Sum(g), g[0], (a, _) => a / steps),
            "last_only" => g[^1],
            "first_only" => g[0],
            "skips_first" => Each(Sum(g), g[0], (a, b) => a - b),
            "skips_last" => Each(Sum(g), g[^1], (a, b) => a - b),
            "weighted" => Sum(g.Select((it, k) => Each(it, it, (a, _) => a * (k + 1)))),
            "product" => g.Aggregate((a, b) => Transpose([.. Transpose(b).Select(column => Times(a, column))])),
            "transposed" => Transpose(Sum(g)),
            "sign" => Each(Sum(g), g[0], (a, _) => -a),
            _ => throw Unknown(form),
        }));
    }
}
