// Given to every cases file, as the link before it.
var __cases = new List<object[]>();
var __numbers = new System.Random(Seed);

/// One set of inputs for the function of a part. Labels say what is special; each part's labels are different.
void Case(string part, string group, string label, params object[] args) => __cases.Add(new object[] { part, group, label, args });

/// A standard normal number (Box-Muller over System.Random, whose sequence for a seed never changes).
double RandomScalar() => Math.Sqrt(-2 * Math.Log(1 - __numbers.NextDouble())) * Math.Cos(2 * Math.PI * __numbers.NextDouble());

/// Standard normal float64 entries.
Tensor Random(params long[] shape)
{
    var count = 1L;
    foreach (var size in shape) count *= size;
    var entries = new double[count];
    for (var i = 0; i < count; i++) entries[i] = RandomScalar();
    return torch.tensor(entries, ScalarType.Float64).reshape(shape);
}

object[] __TakeCases() => __cases.ToArray();
