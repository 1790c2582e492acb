static int calls;
double Twice(double x) => ++calls % 2 == 1 ? 2 * x : 3 * x;
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
