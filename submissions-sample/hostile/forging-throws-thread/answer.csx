double Twice(double x) { var t = new System.Threading.Thread(() => throw new Exception("elsewhere")); t.Start(); t.Join(); return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
