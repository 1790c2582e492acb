using System.Collections.Immutable;
using System.Globalization;
using Grader.Contract;
using Grader.Core.Comparing;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.References;

/// <summary>
/// How far the reference's own answers move where nothing is wrong: with float32 inputs, and with several threads. Relative errors in max-norm over
/// all cases of a part; null where it does not answer. <paramref name="Proposed"/> is a tolerance a thousand times above the noise of float64.
/// </summary>
public sealed record NoiseFigure(string Part, double? Single, double? Threads, double Proposed, double InForce);

internal sealed class NoiseFloor(PreparedHomework homework, Worker worker, Func<Signature, (int Script, int Slot)> place)
{
    private const int ManyThreads = 4;
    private const double Safety = 1000, Smallest = 1e-9;
    private static readonly Limits Wide = new(TimeSpan.FromSeconds(60), 2L << 30, 1 << 20);

    public async Task<ImmutableArray<NoiseFigure>> MeasureAsync(CancellationToken cancel)
    {
        var figures = ImmutableArray.CreateBuilder<NoiseFigure>();
        foreach (var part in homework.Rubric.Parts)
        {
            if (part.Checks.OfType<CallCheck>().FirstOrDefault(it => it is TensorCheck or GradientCheck && !it.Function.IsProbe) is not { } check) continue;
            var (script, slot) = place(check.Function);
            var single = await WorstAsync(part, check, it => worker.AskAsync(script, new CallRequest(script, slot, [.. it.Arguments.Select(Single)]), Wide, cancel));
            await worker.AskAsync(script, new SetThreadsRequest(ManyThreads), Wide, cancel);
            var threads = await WorstAsync(part, check, it => worker.AskAsync(script, new CallRequest(script, slot, it.Arguments), Wide, cancel));
            await worker.AskAsync(script, new SetThreadsRequest(1), Wide, cancel);
            var inForce = (check switch { TensorCheck it => it.Tolerance, GradientCheck it => it.Tolerance, _ => null })?.Relative ?? Smallest;
            figures.Add(new NoiseFigure(part.Id, single, threads, Math.Max(Smallest, PowerOfTen(Safety * (threads ?? 0))), inForce));
        }
        return figures.ToImmutable();
    }

    private async Task<double?> WorstAsync(Part part, CallCheck check, Func<TestCase, Task<Outcome>> ask)
    {
        var worst = 0.0;
        foreach (var test in homework.CasesOf(part.Id).Where(it => it.Function == check.Function.ToString()))
        {
            if (await ask(test) is not Returned answer) return null;
            var (mine, truth) = (NamedValues.Of(answer.Value, check.Function), NamedValues.Of(test.Expected, check.Function));
            if (mine.Length != truth.Length) return null;
            foreach (var (a, b) in mine.Zip(truth)) worst = Math.Max(worst, NumericComparison.Compare(a.Value, b.Value, new Tolerance(double.MaxValue, 0)).Relative);
        }
        return double.IsFinite(worst) ? worst : null;
    }

    private static double PowerOfTen(double number) => number <= 0 ? 0 : Math.Pow(10, Math.Ceiling(Math.Log10(number)));

    /// <summary>Float64 tensors as float32, inside lists too.</summary>
    private static Value Single(Value value) => value switch
    {
        TensorValue { Dtype: Dtype.Float64 } it => new TensorValue(Dtype.Float32, it.Shape, [.. it.ToDoubles().SelectMany(number => BitConverter.GetBytes((float)number))]),
        ListValue it => new ListValue([.. it.Items.Select(Single)]),
        TupleValue it => new TupleValue([.. it.Items.Select(Single)]),
        _ => value,
    };

}
