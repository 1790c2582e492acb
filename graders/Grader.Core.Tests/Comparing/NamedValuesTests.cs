using Grader.Contract;
using Grader.Core.Comparing;
using Grader.Core.Rubrics;

namespace Grader.Core.Tests.Comparing;

public sealed class NamedValuesTests
{
    private static readonly Signature Function = Signature.TryParse("(Tensor Ids, Tensor Lengths) PadBatch(IList<long[]> docs)", out _)!;

    private static TupleValue Answer(Dtype dtype) => new([
        new TensorValue(Dtype.Int64, [1], BitConverter.GetBytes(7L)),
        dtype switch
        {
            Dtype.Int64 => new TensorValue(dtype, [1], BitConverter.GetBytes(3L)),
            Dtype.Int32 => new TensorValue(dtype, [1], BitConverter.GetBytes(3)),
            Dtype.Float32 => new TensorValue(dtype, [1], BitConverter.GetBytes(3f)),
            _ => new TensorValue(dtype, [1], BitConverter.GetBytes(3.0)),
        }]);

    [Theory]
    [InlineData(Dtype.Int64, Dtype.Int64, true)]
    [InlineData(Dtype.Int64, Dtype.Int32, false)]
    [InlineData(Dtype.Int64, Dtype.Float32, false)]
    [InlineData(Dtype.Float32, Dtype.Float64, true)]
    public void Tensors_of_two_types_are_one_answer_only_when_both_hold_real_numbers(Dtype one, Dtype other, bool alike) =>
        Assert.Equal(alike, NamedValues.Agree(Answer(one), Answer(other), Function));
}
