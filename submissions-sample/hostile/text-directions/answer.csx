double Twice(double x) => throw new Exception("\u202Egnorw\u202C \u2066right\u2069");
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
