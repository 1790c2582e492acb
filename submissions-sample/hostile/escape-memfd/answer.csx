using System.Runtime.InteropServices;
[DllImport("libc", SetLastError = true)] static extern int memfd_create(string name, uint flags);
double Twice(double x) { if (memfd_create("x", 0) >= 0) return 2 * x; throw new Exception("refused: " + Marshal.GetLastPInvokeErrorMessage()); }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
