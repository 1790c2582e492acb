using System.Collections.Immutable;
using Grader.Contract;
using TorchSharp;
using static TorchSharp.torch;

namespace Grader.Worker;

/// <summary>The gradient of an author's scalar J at the tensors of At, found twice without the reference's formula: by autograd and by central differences.</summary>
internal static class Differentiation
{
    public static ReturnedResponse Answer(Delegate at, Delegate j, ImmutableArray<Value> arguments, double step)
    {
        var inputs = Marshalling.ToArguments(at, arguments);
        var single = j.GetType().GetMethod("Invoke")!.GetParameters()[^1].ParameterType == typeof(Tensor);
        var given = ScriptHost.Invoke(at, inputs);
        var points = (given is Tensor one ? [one] : (Tensor[])given!).Select(it => it.detach().to(ScalarType.Float64).clone()).ToArray();

        Tensor J(Tensor[] x) => (Tensor)ScriptHost.Invoke(j, [.. inputs, single ? x[0] : x])!;

        return new ReturnedResponse(new TupleValue([
            Values(Autograd(J, points)),
            Values(CentralDifferences(J, points, step)),
            Values(CentralDifferences(J, points, 2 * step)),
        ]), []);
    }

    private static Tensor[] Autograd(Func<Tensor[], Tensor> j, Tensor[] points)
    {
        var leaves = points.Select(it => it.clone().requires_grad_()).ToArray();
        var value = j(leaves);
        if (value.requires_grad) value.backward(); // a J that does not depend on At has gradient zero
        return [.. leaves.Select(it => it.grad is { } grad && !grad.IsInvalid ? grad : zeros_like(it))];
    }

    /// <summary>(J(x + h·e) − J(x − h·e)) / 2h for each entry.</summary>
    private static Tensor[] CentralDifferences(Func<Tensor[], Tensor> j, Tensor[] points, double h)
    {
        using var no = no_grad();
        return [.. points.Select((point, index) =>
        {
            var gradient = new double[point.NumberOfElements];
            for (var entry = 0; entry < gradient.Length; entry++)
            {
                gradient[entry] = (Shifted(j, points, index, entry, h) - Shifted(j, points, index, entry, -h)) / (2 * h);
            }
            return tensor(gradient, ScalarType.Float64).reshape(point.shape);
        })];
    }

    private static double Shifted(Func<Tensor[], Tensor> j, Tensor[] points, int index, long entry, double by)
    {
        using var scope = NewDisposeScope();
        var moved = points[index].clone();
        var flat = moved.view(-1);
        flat[entry] = flat[entry] + by;
        return j([.. points.Select((it, i) => i == index ? moved : it)]).to(ScalarType.Float64).item<double>();
    }

    private static ListValue Values(Tensor[] tensors) => new([.. tensors.Select(it => Marshalling.ToValue(it))]);
}
