using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Comparing;
using Grader.Core.References;
using Grader.Core.Rubrics;

namespace Grader.Core.Running;

/// <summary>
/// The gradient of Σ times ⊙ forward(…) at some arguments, by central differences of the forward function as it is, right or wrong: what a backward
/// function should answer that follows it.
/// </summary>
internal sealed class OwnForward(FollowThrough rule, Signature forward, Signature backward, Func<ImmutableArray<Value>, Task<Outcome>> call)
{
    /// <summary>Two calls an entry: the smallest cases are enough to see that two gradients agree.</summary>
    public const int MostCases = 3;
    private const long MostEntries = 200;
    private const double Step = 1e-5;

    /// <summary>Where the gradient stands among the outcomes of a submission.</summary>
    public static string Key(CallCheck check) => $"through {check.FollowThrough!.Forward}: {check.Function}";

    public long Entries(TestCase test) => rule.At.Sum(name => Argument(test.Arguments, name) is TensorValue tensor ? tensor.Count : MostEntries);

    /// <summary>Null where it cannot be had: the forward function fails, or gives another shape than the gradient that is handed back to it.</summary>
    public async Task<Value?> GradientAsync(TestCase test)
    {
        if (Entries(test) > MostEntries) return null;
        var gradients = ImmutableArray.CreateBuilder<Value>();
        foreach (var name in rule.At)
        {
            if (Argument(test.Arguments, name) is not TensorValue point) return null;
            var (entries, gradient) = (point.ToDoubles(), new double[point.Count]);
            for (var k = 0; k < entries.Length; k++)
            {
                if (await AtAsync(test, name, point, k, Step) is not { } up || await AtAsync(test, name, point, k, -Step) is not { } down) return null;
                gradient[k] = (up - down) / (2 * Step);
            }
            gradients.Add(TensorValue.Of(gradient, point.Shape));
        }
        return gradients.Count == 1 ? gradients[0] : new TupleValue(gradients.ToImmutable());
    }

    private async Task<double?> AtAsync(TestCase test, string name, TensorValue point, int entry, double by)
    {
        var moved = point.ToDoubles();
        moved[entry] += by;
        var arguments = forward.Parameters.Select(it => it.Name == name ? TensorValue.Of(moved, point.Shape) : Argument(test.Arguments, it.Name)!).ToImmutableArray();
        if (await call(arguments) is not Returned answer || Argument(test.Arguments, rule.Times) is not TensorValue times) return null;
        var value = rule.Of is null ? answer.Value : NamedValues.Of(answer.Value, forward).FirstOrDefault(it => it.Name == rule.Of).Value;
        if (value is not TensorValue output || !output.Shape.SequenceEqual(times.Shape)) return null;
        var sum = output.ToDoubles().Zip(times.ToDoubles(), (a, b) => a * b).Sum();
        return double.IsFinite(sum) ? sum : null;
    }

    private Value? Argument(ImmutableArray<Value> arguments, string name)
    {
        for (var k = 0; k < backward.Parameters.Length; k++) if (backward.Parameters[k].Name == name) return arguments[k];
        return null;
    }
}
