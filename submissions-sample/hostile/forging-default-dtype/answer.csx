double Twice(double x) { torch.set_default_dtype(ScalarType.Float16); return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
