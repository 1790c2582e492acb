#!/usr/bin/env dotnet
#:package TorchSharp-cpu@0.107.0
#:property Nullable=disable
using TorchSharp;

var fibonacci = new Sequence(8);
foreach (var number in fibonacci.Numbers) Console.Write(number + " ");
Console.WriteLine();
Console.WriteLine(Mean(torch.tensor(fibonacci.Numbers.Select(it => (double)it).ToArray())));

static double Mean(torch.Tensor values) => values.mean().item<double>();

class Sequence(int count)
{
    public IEnumerable<long> Numbers
    {
        get
        {
            var (a, b) = (1L, 1L);
            for (var i = 0; i < count; i++)
            {
                yield return a;
                (a, b) = (b, a + b);
            }
        }
    }
}
