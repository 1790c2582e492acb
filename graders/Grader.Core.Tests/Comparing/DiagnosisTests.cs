using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Comparing;
using Grader.Core.References;
using Grader.Core.Rubrics;

namespace Grader.Core.Tests.Comparing;

public sealed class DiagnosisTests
{
    private static readonly Signature Function = Signature.TryParse("Tensor F(int t, int i, Tensor[] g)", out _)!;

    // The truth of case k is a 3×3 matrix; what the student gives is made of it.
    [Theory]
    [InlineData("negated", "Every number has the opposite sign.")]
    [InlineData("doubled", "Every number is 2 times the right one.")]
    [InlineData("divided by the length", "Every number is divided by the length of g: a mean where a sum belongs?")]
    [InlineData("times t", "Every number is multiplied by t: a sum where a mean belongs?")]
    [InlineData("transposed", "It is the transpose of the right answer.")]
    [InlineData("reversed", "The numbers are right, in reverse order.")]
    [InlineData("shuffled", "The numbers are right, in another order: look at the axes.")]
    [InlineData("shifted", "Every number of a case is off by the same amount: a constant is added or left out.")]
    [InlineData("unsqueezed", "The numbers are right; only axes of size 1 are too many or too few: squeeze or unsqueeze.")]
    [InlineData("summed", "One number came out: something was summed over all axes.")]
    [InlineData("sum(0)", "sum(0) in C# means the data type 0, and gives one number: write sum(dim: 0).")]
    [InlineData("integers", "Its dtype is int64: whole numbers cannot hold the answer. Keep the dtype of the inputs.")]
    [InlineData("last row right", "Right at the end of the first axis (the last step), wrong before: the way back in time breaks off.")]
    [InlineData("right for t = i", "Right as long as t − i ≤ 0, wrong from 1 on.")]
    [InlineData("right for t - i < 2", "Right as long as t − i ≤ 1, wrong from 2 on.")]
    [InlineData("right up to t = 2", "Right up to t = 2, wrong from 3 on.")]
    [InlineData("one number shifted", "Every number of a case is off by the same amount: a constant is added or left out.")]
    [InlineData("absolute", "The absolute values are right; some of the signs are not.")]
    [InlineData("noise", null)]
    public void A_pattern_in_every_failing_case_is_named_and_an_accident_is_not(string what, string? sentence)
    {
        Assert.Equal(sentence, Diagnosis.Explain(Function, Cases(what))?.En);
    }

    [Fact]
    public void The_blame_map_shows_which_calls_were_right() =>
        Assert.Equal("t\\i  1  2  3\n  1  ✓  ✓  ✓\n  2  ✗  ✓  ✓\n  3  ✗  ✗  ✓", Diagnosis.Map(Function, Cases("right for t = i")));

    private static readonly Signature Several = Signature.TryParse("(Tensor dW, Tensor db, Tensor dx) F(Tensor[] g)", out _)!;
    private static readonly Signature Sequence = Signature.TryParse("Tensor[] F(Tensor[] g)", out _)!;

    [Theory]
    [InlineData("db negated", "Right: dW, dx; wrong: db. Every number has the opposite sign.")]
    [InlineData("db and dx noisy", "Right: dW; wrong: db, dx.")]
    [InlineData("all noisy", null)]
    public void Of_several_values_the_right_ones_are_named_and_the_wrong_one_is_explained(string what, string? sentence) =>
        Assert.Equal(sentence, Diagnosis.Explain(Several, Lists(what))?.En);

    [Theory]
    [InlineData("right at the last two", "Right for the last 2 step(s), wrong before: the way back in time breaks off there.")]
    [InlineData("all noisy", null)]
    public void A_sequence_that_is_right_at_its_end_breaks_off_on_the_way_back(string what, string? sentence) =>
        Assert.Equal(sentence, Diagnosis.Explain(Sequence, Lists(what))?.En);

    [Fact]
    public void The_blame_map_of_several_values_runs_over_the_length_of_the_sequence() =>
        Assert.Equal("    3  4  5\ndW  ✓  ✓  ✓\ndb  ✗  ✗  ✗\ndx  ✓  ✓  ✓", Diagnosis.Map(Several, Lists("db negated")));

    /// <summary>Sequences of 3, 4 and 5 steps: as the values of a tuple (of three), or as a list.</summary>
    private static ImmutableArray<Compared> Lists(string what)
    {
        var random = new Random(7);
        TensorValue New() => TensorValue.Of([.. Enumerable.Range(0, 4).Select(_ => random.NextDouble() - 0.5)], 4);
        return [.. Enumerable.Range(3, 3).Select(length =>
        {
            var tuple = what.StartsWith('d') || what == "all noisy";
            var truth = Enumerable.Range(0, tuple ? 3 : length).Select(_ => New()).ToList();
            Value[] mine = [.. truth.Select((it, k) => what switch
            {
                "db negated" => k == 1 ? TensorValue.Of([.. it.ToDoubles().Select(x => -x)], 4) : it,
                "db and dx noisy" => k >= 1 ? New() : it,
                "right at the last two" => k < length - 2 ? New() : it,
                _ => New(),
            })];
            var test = new TestCase("f", "general", $"{length} steps", [new ListValue([.. Enumerable.Repeat(Value.Nothing, length)])], tuple ? new TupleValue([.. truth]) : new ListValue([.. truth]));
            return new Compared(test, tuple ? new TupleValue([.. mine]) : new ListValue([.. mine]), test.Expected, Passes: false, MutatedInput: false);
        })];
    }

    private static ImmutableArray<Compared> Cases(string what)
    {
        var random = new Random(5);
        var cases = ImmutableArray.CreateBuilder<Compared>();
        for (var t = 1; t <= 3; t++)
        {
            for (var i = 1; i <= 3; i++)
            {
                var truth = Enumerable.Range(0, 9).Select(_ => random.NextDouble() * 2 - 1).ToArray();
                var length = 1 + random.Next(2, 9);
                var expected = what == "one number shifted" && i == 1 ? TensorValue.Of([truth[0]], 1) : Tensor(truth);
                var test = new TestCase("f", "general", $"t = {t}, i = {i}", [new IntegerValue(t), new IntegerValue(i), new ListValue([.. Enumerable.Repeat(Value.Nothing, length)])], expected);
                var mine = Answer(what, truth, t, i, length, random);
                cases.Add(new Compared(test, mine, test.Expected, Value.SameBits(mine, test.Expected), MutatedInput: false));
            }
        }
        return cases.ToImmutable();
    }

    private static TensorValue Answer(string what, double[] truth, int t, int i, int length, Random random)
    {
        double[] Noise() => [.. truth.Select(it => it + random.NextDouble())];
        return what switch
        {
            "negated" => Tensor([.. truth.Select(it => -it)]),
            "doubled" => Tensor([.. truth.Select(it => 2 * it)]),
            "divided by the length" => Tensor([.. truth.Select(it => it / length)]),
            "times t" => Tensor([.. truth.Select(it => it * t)]),
            "transposed" => Tensor([.. Enumerable.Range(0, 9).Select(k => truth[k % 3 * 3 + k / 3])]),
            "reversed" => Tensor([.. truth.Reverse()]),
            "shuffled" => Tensor([.. truth[3..], .. truth[..3]]),
            "one number shifted" => i == 1 ? TensorValue.Of([truth[0] + 1], 1) : Tensor([.. truth.Select(it => it + 0.5 * t)]),
            "absolute" => Tensor([.. truth.Select(Math.Abs)]),
            "shifted" => Tensor([.. truth.Select(it => it + 0.5 * t)]),
            "unsqueezed" => TensorValue.Of(truth, 3, 1, 3),
            "summed" => TensorValue.Of([truth.Sum()]),
            "sum(0)" => new TensorValue(Dtype.UInt8, [], [7]),
            "integers" => new TensorValue(Dtype.Int64, [3, 3], [.. truth.SelectMany(it => BitConverter.GetBytes((long)it))]),
            "last row right" => Tensor([.. Noise()[..6], .. truth[6..]]),
            "right for t = i" => Tensor(t - i <= 0 ? truth : Noise()),
            "right for t - i < 2" => Tensor(t - i < 2 ? truth : Noise()),
            "right up to t = 2" => Tensor(t <= 2 ? truth : Noise()),
            _ => Tensor(Noise()),
        };
    }

    private static TensorValue Tensor(double[] entries) => TensorValue.Of(entries, 3, 3);
}
