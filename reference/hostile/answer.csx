// canary-reference-81b0 must not be seen by a submission.
double Twice(double x) => x + x;

Tensor Scale(Tensor x, double by) => by * x;

IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(it => it + it).ToArray();
