class Liar : List<int>, IReadOnlyCollection<int> { int IReadOnlyCollection<int>.Count => -1; public new int Count => int.MaxValue; }
IEnumerable<int> Evens(int n) { var l = new Liar(); for (var i = 0; i < n; i++) l.Add(2 * i); return l; }
double Twice(double x) => 2 * x;
Tensor Scale(Tensor x, double by) => x * by;
