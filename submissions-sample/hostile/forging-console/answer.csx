class Bad : System.IO.StringWriter { public override void Flush() => throw new Exception("no"); public override System.Threading.Tasks.Task FlushAsync() => throw new Exception("no"); }
double Twice(double x) { Console.SetOut(new Bad()); return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
