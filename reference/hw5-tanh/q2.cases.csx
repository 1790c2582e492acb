// Inputs of question 2 with tanh, and the scalar J of which each function is the gradient. The states are any numbers that tanh can give: what x_t adds
// to z_t makes up for the rest, so that J runs the network forward through these very states.

Tensor Recurrent(long n) => Random(n, n) * (0.9 / Math.Sqrt(n));
Tensor[] Many(int count, params long[] shape) => Enumerable.Range(0, count).Select(_ => Random(shape)).ToArray();
Tensor[] States(int count, long n) => Enumerable.Range(0, count).Select(_ => (Random(n) * 0.8).tanh()).ToArray();
Tensor OneHot(long size, long at) { var y = zeros(size, ScalarType.Float64); y[at] = 1.0; return y; }
Tensor Probabilities(long size) => nn.functional.softmax(Random(size), 0);
Tensor Column(Tensor it) => it.unsqueeze(1);

// a) ∂J_t/∂o_t
for (var k = 0; k < 2; k++) Case("q2a", group: "sheet", label: $"two classes, one-hot target {k + 1}", Probabilities(2), OneHot(2, k));
foreach (var n in new[] { 3, 4, 7 })
{
    Case("q2a", group: "general", label: $"{n} classes, one-hot target", Probabilities(n), OneHot(n, n / 2));
    Case("q2a", group: "general", label: $"{n} classes, soft target", Probabilities(n), Probabilities(n));
}
Tensor q2a_At(Tensor yHat, Tensor y) => yHat.log();
Tensor q2a_J(Tensor yHat, Tensor y, Tensor o) => -(y * nn.functional.log_softmax(o, 0)).sum();

// b) ∂J_t/∂h_i, every (i, t)
for (var t = 1; t <= 3; t++) for (var i = 1; i <= 3; i++)
    Case("q2b", group: "sheet", label: $"sizes of the sheet, t = {t}, i = {i}", t, i, Recurrent(4), Random(2, 4), Random(2), States(4, 4));
for (var t = 1; t <= 5; t++) for (var i = 1; i <= 5; i++)
    Case("q2b", group: "general", label: $"5 hidden, 3 classes, t = {t}, i = {i}", t, i, Recurrent(5), Random(3, 5), Random(3), States(6, 5));
foreach (var (n, classes, t, i) in new[] { (1, 2, 4, 1), (2, 2, 3, 1), (3, 5, 6, 2), (6, 1, 6, 1), (3, 3, 4, 2) })
    Case("q2b", group: "general", label: $"{n} hidden, {classes} classes, t = {t}, i = {i}", t, i, Recurrent(n), Random(classes, n), Random(classes), States(Math.Max(t, i) + 1, n));
Tensor q2b_At(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor[] h) => h[i];
Tensor q2b_J(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor[] h, Tensor at)
{
    if (i > t) return (at * 0).sum(); // J_t has been before h_i
    var state = Column(at);
    for (var k = i; k < t; k++) state = (Whh.mm(state) + (Column(h[k + 1]).atanh() - Whh.mm(Column(h[k])))).tanh();
    return (Column(gO) * Wyh.mm(state)).sum();
}

// c) ∂J_t/∂W_hh: W_hh is used once a step, h_i = tanh(W_hh h_{i−1} + …), and J_t answers to h_i with g_{h_i}
for (var t = 1; t <= 3; t++) Case("q2c", group: "sheet", label: $"sizes of the sheet, t = {t}", t, Many(3, 4), States(4, 4));
for (var t = 1; t <= 6; t++) Case("q2c", group: "general", label: $"5 hidden, t = {t} of 6", t, Many(6, 5), States(7, 5));
foreach (var (n, t, length) in new[] { (1, 3, 3), (2, 2, 4), (3, 4, 6) })
    Case("q2c", group: "general", label: $"{n} hidden, t = {t} of {length}", t, Many(length, n), States(length + 1, n));
Tensor q2c_At(int t, Tensor[] gH, Tensor[] h) => zeros(new[] { gH[0].shape[0], h[0].shape[0] }, ScalarType.Float64);
Tensor q2c_J(int t, Tensor[] gH, Tensor[] h, Tensor W)
{
    var j = (W * 0).sum();
    for (var i = 1; i <= t; i++) j = j + (Column(gH[i - 1]) * (W.mm(Column(h[i - 1])) + Column(h[i]).atanh()).tanh()).sum();
    return j;
}

// d) ∂J/∂W_hh: J is the sum of all J_t, each with its own gradient
Case("q2d", group: "sheet", label: "sizes of the sheet, T = 3", new object[] { Many(3, 4, 4) });
foreach (var (n, T) in new[] { (5, 1), (5, 2), (5, 5), (1, 4), (2, 2), (3, 6) })
    Case("q2d", group: "general", label: $"{n} hidden, T = {T}", new object[] { Many(T, n, n) });
Tensor q2d_At(Tensor[] gWhh) => zeros_like(gWhh[0]);
Tensor q2d_J(Tensor[] gWhh, Tensor W)
{
    var j = (W * 0).sum();
    foreach (var g in gWhh) j = j + (g * W).sum();
    return j;
}
