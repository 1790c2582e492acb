double Twice(double x) => throw new Exception("[red]not[/] [[a]] [link=x]y[/");
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
