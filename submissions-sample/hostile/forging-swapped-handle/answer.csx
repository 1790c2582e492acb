Tensor Scale(Tensor x, double by) { var y = x * by; var field = typeof(Tensor).GetFields(System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance).First(it => it.FieldType == typeof(IntPtr)); field.SetValue(x, field.GetValue(y)); GC.Collect(); return y; }
double Twice(double x) => 2 * x;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
