double Twice(double x) { using var c = new System.Net.Http.HttpClient { Timeout = TimeSpan.FromSeconds(2) }; c.GetStringAsync("http://127.0.0.1/").GetAwaiter().GetResult(); return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
