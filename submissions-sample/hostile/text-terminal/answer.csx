double Twice(double x) => throw new Exception("\u001b[2J\u001b]0;owned\u0007 \u001b[31mred");
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
