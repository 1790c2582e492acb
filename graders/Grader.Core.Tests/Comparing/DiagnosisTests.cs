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
    [InlineData("noise", null)]
    public void A_pattern_in_every_failing_case_is_named_and_an_accident_is_not(string what, string? sentence)
    {
        Assert.Equal(sentence, Diagnosis.Explain(Function, Cases(what))?.En);
    }

    [Fact]
    public void The_blame_map_shows_which_calls_were_right() =>
        Assert.Equal("t\\i  1  2  3\n  1  ✓  ✓  ✓\n  2  ✗  ✓  ✓\n  3  ✗  ✗  ✓", Diagnosis.Map(Function, Cases("right for t = i")));

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
                var test = new TestCase("f", "general", $"t = {t}, i = {i}", [new IntegerValue(t), new IntegerValue(i), new ListValue([.. Enumerable.Repeat(Value.Nothing, length)])], Tensor(truth));
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
