Tensor Scale(Tensor x, double by) { x.mul_(by); return x; }
double Twice(double x) => 2 * x;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
