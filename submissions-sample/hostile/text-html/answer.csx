double Twice(double x) => throw new Exception("<script>alert(1)</script><img src=x onerror=alert(2)>");
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
