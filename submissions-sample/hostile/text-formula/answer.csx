double Twice(double x) => throw new Exception("=1+1,\"@SUM(A1)\"\r\n-2");
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
