using System.Collections.Frozen;

namespace Grader.Core.Formulas;

/// <summary>The functions that a formula may call, by the words that students use.</summary>
internal static class FormulaFunctions
{
    public static readonly FrozenDictionary<string, string> Words = Map(
        "diag:diag Diag:diag outer:outer transpose:transpose softmax:softmax Softmax:softmax exp:exp log:log ln:log sqrt:sqrt tanh:tanh sigmoid:sigmoid dot:dot inner:dot trace:trace tr:trace pow:pow matrix:power mean:mean avg:mean matmul:matmul mm:matmul mv:matmul");

    /// <summary>As methods of the value before the point.</summary>
    public static readonly FrozenDictionary<string, string> Methods = Map(
        "mv:matmul mm:matmul matmul:matmul dot:dot outer:outer matrix_power:power pow:pow sum:sum mean:mean diag:diag");

    public static readonly FrozenSet<string> WithoutBrackets = new[] { "exp", "log", "tanh", "softmax" }.ToFrozenSet();

    public static int Arguments(string function) => function is "outer" or "dot" or "power" or "pow" or "matmul" ? 2 : 1;

    private static FrozenDictionary<string, string> Map(string pairs) => pairs.Split(' ').Select(it => it.Split(':')).ToFrozenDictionary(it => it[0], it => it[1]);
}
