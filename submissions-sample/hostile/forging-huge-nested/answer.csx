Tensor Scale(Tensor x, double by) { var y = x * by; return y; }
double Twice(double x) => 2 * x;
class Endless : IEnumerable<int>, System.Runtime.CompilerServices.ITuple { public int Length => int.MaxValue; public object this[int i] => new Endless(); public IEnumerator<int> GetEnumerator() { while (true) yield return 0; } System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator(); }
IEnumerable<int> Evens(int n) => new Endless();
