System.Runtime.Loader.AssemblyLoadContext.Default.Resolving += (_, name) => typeof(Uri).Assembly;
AppDomain.CurrentDomain.AssemblyLoad += (_, it) => { if (it.LoadedAssembly.IsDynamic) throw new Exception("no"); };
double Twice(double x) => 2 * x;
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
