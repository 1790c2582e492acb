static class Slow { public static readonly double Two = Wait(); static double Wait() { var end = DateTime.UtcNow.AddSeconds(60); while (DateTime.UtcNow < end) { } return 2; } }
double Twice(double x) => Slow.Two * x;
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
