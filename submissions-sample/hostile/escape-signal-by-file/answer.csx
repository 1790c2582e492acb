using System.Runtime.InteropServices;
[DllImport("libc", SetLastError = true)] static extern int fcntl(int file, int what, int value);
[DllImport("libc")] static extern int pipe(int[] ends);
double Twice(double x) { var ends = new int[2]; pipe(ends); if (fcntl(ends[0], 8, 1) == 0 || fcntl(ends[0], 10, 9) == 0) return 2 * x; throw new Exception("refused: " + Marshal.GetLastPInvokeErrorMessage()); }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
