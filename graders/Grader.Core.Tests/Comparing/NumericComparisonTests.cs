using Grader.Contract;
using Grader.Core.Comparing;
using Grader.Core.Rubrics;

namespace Grader.Core.Tests.Comparing;

public sealed class NumericComparisonTests
{
    private static readonly TensorValue Truth = TensorValue.Of([1.0, -2.0, 4.0, 0.5], 2, 2);

    private static TensorValue Near(double by) => TensorValue.Of([1.0, -2.0 + by * 4, 4.0, 0.5], 2, 2);

    [Theory]
    [InlineData(0, true, false)]
    [InlineData(0.9e-9, true, false)]
    [InlineData(1e-7, true, true)]
    [InlineData(1e-5, false, false)]
    [InlineData(double.NaN, false, false)]
    [InlineData(double.PositiveInfinity, false, false)]
    public void A_difference_passes_within_the_tolerance_and_is_noted_when_it_looks_like_rounding(double by, bool passes, bool note)
    {
        var result = NumericComparison.Compare(Near(by), Truth, null);
        Assert.Equal((passes, note), (result.Passes, result.RoundingNote));
    }

    [Fact]
    public void Nothing_broadcasts_and_a_transposed_shape_is_another_shape()
    {
        Assert.Equal(NumericFault.Shape, NumericComparison.Compare(TensorValue.Of([1, -2, 4, 0.5], 4), Truth, null).Fault);
        Assert.Equal(NumericFault.Shape, NumericComparison.Compare(TensorValue.Of([1], 1), TensorValue.Of([1, 1], 2), null).Fault);
        Assert.Equal(NumericFault.Shape, NumericComparison.Compare(new RealValue(1), TensorValue.Of([1], 1), null).Fault);
    }

    [Fact]
    public void The_first_index_that_differs_is_named_with_both_numbers()
    {
        var result = NumericComparison.Compare(TensorValue.Of([1, -2, 3, 0.5], 2, 2), Truth, null);
        Assert.Equal(("[1, 0]", 4.0, 3.0, 1.0), (result.Index, result.Expected, result.Actual, result.LargestAbsolute));
    }

    [Fact]
    public void Float32_passes_with_a_note_and_a_rubrics_tolerance_replaces_the_usual_one()
    {
        var single = new TensorValue(Dtype.Float32, [1], BitConverter.GetBytes(0.1f));
        var result = NumericComparison.Compare(single, TensorValue.Of([0.1], 1), null);
        Assert.True(result.Passes && result.RoundingNote);
        Assert.True(NumericComparison.Compare(Near(1e-3), Truth, new Tolerance(0, 0.005)).Passes);
        Assert.False(NumericComparison.Compare(Near(1e-3), Truth, new Tolerance(0, 0.003)).Passes);
    }

    [Fact]
    public void Empty_tensors_are_equal_to_each_other() => Assert.True(NumericComparison.Compare(TensorValue.Of([], 0, 3), TensorValue.Of([], 0, 3), null).Passes);
}
