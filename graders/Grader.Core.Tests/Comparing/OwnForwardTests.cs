using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.References;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.Tests.Comparing;

public sealed class OwnForwardTests
{
    private static readonly Signature Forward = Signature.TryParse("(Tensor y, Tensor extra) F(Tensor x, Tensor w)", out _)!;
    private static readonly Signature Backward = Signature.TryParse("(Tensor dx, Tensor dw) B(Tensor w, Tensor x, Tensor dOut)", out _)!;
    private static readonly FollowThrough Rule = new("q1a", "y", "dOut", ["x", "w"], 0.8m, new SourcePosition("", 1, 1));
    private static readonly TestCase Test = new("q1b", "general", "two numbers", [TensorValue.Of([2, 5], 2), TensorValue.Of([3, -1], 2), TensorValue.Of([1, 10], 2)], Value.Nothing);

    // A forward function that squares where it should not: y = x² w. Its own gradients are 2 x w dOut and x² dOut.
    [Fact]
    public async Task The_gradient_goes_through_the_function_as_it_is_and_in_the_order_of_the_answer()
    {
        var own = new OwnForward(Rule, Forward, Backward, arguments =>
        {
            var (x, w) = (((TensorValue)arguments[0]).ToDoubles(), ((TensorValue)arguments[1]).ToDoubles());
            return Task.FromResult<Outcome>(new Returned(new TupleValue([TensorValue.Of([x[0] * x[0] * w[0], x[1] * x[1] * w[1]], 2), Value.Nothing]), [], ""));
        });
        var gradient = Assert.IsType<TupleValue>(await own.GradientAsync(Test));
        Assert.Equal([12, -100, 9, 10], gradient.Items.SelectMany(it => ((TensorValue)it).ToDoubles()).Select(it => Math.Round(it, 6)));
    }

    [Fact]
    public async Task Where_the_forward_function_fails_or_has_another_shape_there_is_no_gradient()
    {
        Task<Outcome> Throws(ImmutableArray<Value> _) => Task.FromResult<Outcome>(new Threw(new ThrewResponse("Exception", "", "", 0, false), ""));
        Task<Outcome> Reshapes(ImmutableArray<Value> _) => Task.FromResult<Outcome>(new Returned(new TupleValue([TensorValue.Of([1, 2], 2, 1), Value.Nothing]), [], ""));
        Assert.Null(await new OwnForward(Rule, Forward, Backward, Throws).GradientAsync(Test));
        Assert.Null(await new OwnForward(Rule, Forward, Backward, Reshapes).GradientAsync(Test));
    }
}
