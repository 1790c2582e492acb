using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.References;
using Grader.Core.Results;
using Grader.Core.Rubrics;
using Grader.Core.Running;

namespace Grader.Core.Comparing;

/// <summary>
/// A function that gives the right answer to another call: it keeps something between calls, such as a cache with too small a key. Which calls are
/// right then hangs on their order, so that none counts.
/// </summary>
internal static class StaleAnswers
{
    public static CheckVerdict? Find(CallCheck check, Part part, ImmutableArray<TestCase> cases, SubmissionOutcomes outcomes)
    {
        for (var i = 0; i < cases.Length; i++)
        {
            if (outcomes.Of(check, part.Id, i) is not Returned { Value: TensorValue mine } || !IsTelling(mine) || NamedValues.Agree(mine, cases[i].Expected, check.Function)) continue;
            if (!cases.Any(it => it != cases[i] && it.Expected is TensorValue truth && Value.SameBits(mine, truth) && !ShareInputs(it, cases[i]))) continue;
            return CheckVerdict.None(check, Verdict.Unstable, new(
                "It gives the answer of another call, with other inputs: something is kept between calls (a static variable, or a cache whose key leaves out an input).",
                "پاسخ فراخوانی دیگری با ورودی‌های دیگر برمی‌گردد؛ میان فراخوانی‌ها چیزی نگه داشته شده است (متغیر ایستا، یا حافظهٔ نهانی که کلیدش همهٔ ورودی‌ها را در بر ندارد)."));
        }
        return null;
    }

    /// <summary>Calls with a tensor in common may have an answer in common by a plain mistake.</summary>
    private static bool ShareInputs(TestCase one, TestCase other) =>
        one.Arguments.Where(it => it is TensorValue or ListValue).Any(mine => other.Arguments.Any(it => Value.SameBits(mine, it)));

    /// <summary>Numbers that nobody comes to by chance.</summary>
    private static bool IsTelling(TensorValue tensor) => tensor.Dtype.IsReal() && tensor.ToDoubles().Count(it => it != Math.Round(it)) >= 2;
}
