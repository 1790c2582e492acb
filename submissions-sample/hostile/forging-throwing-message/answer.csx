class Bad : Exception { public override string Message => throw new Exception("no message"); public override string StackTrace => throw new Exception("no trace"); }
double Twice(double x) => throw new Bad();
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
