using System.Runtime.InteropServices;
[DllImport("libc", SetLastError = true)] static extern int fork();
[DllImport("libc", SetLastError = true)] static extern void _exit(int code);
double Twice(double x) { var child = fork(); if (child == 0) { System.Threading.Thread.Sleep(5000); _exit(0); } if (child > 0) return 2 * x; throw new Exception("refused: " + Marshal.GetLastPInvokeErrorMessage()); }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
