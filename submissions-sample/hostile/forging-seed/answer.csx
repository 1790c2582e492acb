double Twice(double x) { torch.manual_seed(1); return randn(1).item<float>(); }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
