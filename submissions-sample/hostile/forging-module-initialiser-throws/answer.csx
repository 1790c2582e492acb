using System.Runtime.CompilerServices;
public static class Early { [ModuleInitializer] public static void Run() => throw new Exception("::error ::from a module initialiser"); }
double Twice(double x) => 2 * x;
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
