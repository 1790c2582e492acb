using System.Globalization;
using System.Text;
using Grader.Contract;
using Grader.Core.References;
using Grader.Core.Rubrics;

namespace Grader.Core.Comparing;

/// <summary>A failing case as a script that its student can run below their own functions: the arguments as C#, the call, what is expected.</summary>
internal static class Reproduction
{
    private const int MostNumbers = 400;

    /// <summary>Null when an argument is too large to be read, or of a kind that has no literal.</summary>
    public static string? Write(CallCheck check, TestCase test)
    {
        var script = new StringBuilder();
        script.Append(CultureInfo.InvariantCulture, $"// {check.Function.Name} on the case: {test.Label}\n// Put this below your functions of {check.File} and run it.\n");
        foreach (var (parameter, argument) in check.Function.Parameters.Zip(test.Arguments))
        {
            if (Literal(argument) is not { } literal) return null;
            script.Append(CultureInfo.InvariantCulture, $"var {parameter.Name}_ = {literal};\n");
        }
        script.Append(CultureInfo.InvariantCulture, $"var answer = {check.Function.Name}({string.Join(", ", check.Function.Parameters.Select(it => it.Name + "_"))});\n");
        script.Append("Console.WriteLine(answer is Tensor tensor ? tensor.ToString(TensorStringStyle.Numpy) : answer);\n");
        script.Append(CultureInfo.InvariantCulture, $"// expected: {CaseComparison.Describe(test.Expected)}\n");
        return script.ToString();
    }

    private static string? Literal(Value value) => value switch
    {
        IntegerValue it => it.Content.ToString(CultureInfo.InvariantCulture),
        RealValue it => Number(it.Content),
        BoolValue it => it.Content ? "true" : "false",
        TextValue it when it.Content.All(letter => letter is >= ' ' and not ('"' or '\\')) => $"\"{it.Content}\"",
        TensorValue { Dtype: Dtype.Float64 } it when it.Count is > 0 and <= MostNumbers =>
            $"torch.tensor(new double[] {{ {string.Join(", ", it.ToDoubles().Select(Number))} }}, ScalarType.Float64)" + (it.Shape is [_] ? "" : $".reshape({(it.Shape.IsEmpty ? "Array.Empty<long>()" : string.Join(", ", it.Shape))})"),
        ListValue it when it.Items.All(item => item is TensorValue) && it.Items.Select(Literal).ToList() is var items && items.All(item => item is not null) && !it.Items.IsEmpty => $"new Tensor[] {{ {string.Join(", ", items)} }}",
        ListValue it when it.Items.All(item => item is IntegerValue) => $"new[] {{ {string.Join(", ", it.Items.Select(Literal))} }}",
        _ => null,
    };

    private static string Number(double number) =>
        double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) is var text && text.All(it => char.IsAsciiDigit(it) || it == '-') ? text + ".0" : text : double.IsNaN(number) ? "double.NaN" : number > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
}
