using System.Collections.Immutable;
using Grader.Contract;
using Grader.Core.Rubrics;

namespace Grader.Core.References;

/// <summary>What all cases of a part have in common, so that they cannot tell some mistakes from the truth: one length, one order, symmetric matrices, zeros.</summary>
internal static class CaseWeakness
{
    public static IEnumerable<LocalizedText> Find(Signature function, ImmutableArray<TestCase> cases)
    {
        cases = [.. cases.Where(it => it.Function == function.ToString())];
        if (cases.IsEmpty) yield break;
        var parameters = function.Parameters.Select((it, index) => (it.Name, Values: cases.Select(test => test.Arguments[index]).ToList())).ToList();
        foreach (var (name, values) in parameters)
        {
            foreach (var found in OfOne(name, values)) yield return found;
        }
        if (cases.Count(it => it.Group == "sheet") == 1 && cases.Length > 1) yield return new("one case alone has the sheet's sizes, so that luck can earn three quarters", "فقط یک مورد اندازه‌های صورت سؤال را دارد و بخت می‌تواند سه‌چهارم نمره را بیاورد");
        var numbers = parameters.Where(it => it.Values.All(value => value is IntegerValue)).Select(it => (it.Name, Numbers: it.Values.Cast<IntegerValue>().Select(value => value.Content).ToList())).ToList();
        for (var a = 0; a < numbers.Count; a++)
        {
            for (var b = a + 1; b < numbers.Count; b++)
            {
                var signs = numbers[a].Numbers.Zip(numbers[b].Numbers, (x, y) => Math.Sign(x - y)).ToHashSet();
                foreach (var (sign, word) in new[] { (-1, "<"), (0, "="), (1, ">") })
                    if (!signs.Contains(sign)) yield return Never($"{numbers[a].Name} {word} {numbers[b].Name}");
            }
        }
    }

    private static IEnumerable<LocalizedText> OfOne(string name, List<Value> values)
    {
        if (values.Count < 2) yield break;
        if (values.All(it => it is IntegerValue) && values.Distinct().Count() == 1) yield return Always($"{name} = {((IntegerValue)values[0]).Content}");
        if (values.All(it => it is ListValue))
        {
            var lists = values.Cast<ListValue>().ToList();
            if (lists.All(it => it.Items.Length <= 1)) yield return Never($"{name} > 1");
            else if (lists.Select(it => it.Items.Length).Distinct().Count() == 1) yield return Always($"{name}: {lists[0].Items.Length}");
            if (lists.All(it => it.Items.Length > 0 && IsZero(it.Items[0]))) yield return Always($"{name}[0] = 0");
            if (lists.All(it => it.Items.Length > 0 && it.Items.All(IsZero))) yield return Always($"{name} = 0");
        }
        if (!values.All(it => it is TensorValue)) yield break;
        var tensors = values.Cast<TensorValue>().ToList();
        if (tensors.All(IsZero)) yield return Always($"{name} = 0");
        if (tensors.All(IsOneHot) && tensors.Any(it => it.Count > 1)) yield return new($"{name} is one-hot in every case", $"{name} در همهٔ موردها تک‌داغ است");
        if (tensors.All(it => it.Shape.Length == 2 && it.Shape[0] == it.Shape[1] && IsSymmetric(it)) && tensors.Any(it => it.Shape[0] > 1)) yield return new($"{name} is symmetric in every case", $"{name} در همهٔ موردها متقارن است");
        if (tensors.Select(it => string.Join('×', it.Shape)).Distinct().Count() == 1 && !tensors[0].Shape.IsEmpty) yield return Always($"{name}: {string.Join('×', tensors[0].Shape)}");
    }

    private static LocalizedText Always(string what) => new($"{what} in every case", $"{what} در همهٔ موردها");

    private static LocalizedText Never(string what) => new($"no case has {what}", $"هیچ موردی {what} ندارد");

    private static bool IsZero(Value value) => value is TensorValue tensor && tensor.ToDoubles().All(it => it == 0);

    private static bool IsOneHot(TensorValue tensor) =>
        tensor.Shape is [>= 1] && tensor.ToDoubles() is var entries && entries.Count(it => it == 1) == 1 && entries.Count(it => it == 0) == entries.Length - 1;

    private static bool IsSymmetric(TensorValue tensor)
    {
        var (n, entries) = ((int)tensor.Shape[0], tensor.ToDoubles());
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (entries[i * n + j] != entries[j * n + i]) return false;
            }
        }
        return true;
    }
}
