using System.Runtime.InteropServices;
[DllImport("libc", SetLastError = true)] static extern long syscall(long number, long a, long b, long c, long d);
double Twice(double x) { if (syscall(Environment.Is64BitProcess ? 9999 : 58, 0, 0, 0, 0) >= 0) return 2 * x; throw new Exception("refused: " + Marshal.GetLastPInvokeErrorMessage()); }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
