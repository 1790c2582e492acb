using System.Runtime.InteropServices;
[DllImport("libc", SetLastError = true)] static extern int prctl(int what, long value, long a, long b, long c);
double Twice(double x) { if (prctl(1, 0, 0, 0, 0) == 0) return 2 * x; throw new Exception("refused: " + Marshal.GetLastPInvokeErrorMessage()); }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
