Tensor Scale(Tensor x, double by) { var r = x * by; r.Dispose(); return r; }
double Twice(double x) => 2 * x;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
