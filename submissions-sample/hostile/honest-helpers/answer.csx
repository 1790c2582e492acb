static class My { public static double Double(double x) => x * 2; }
double Twice(double x) => My.Double(x);
Tensor Scale(Tensor x, double by) => by * x;
IEnumerable<int> Evens(int n) { for (var i = 0; i < n; i++) yield return i + i; }
