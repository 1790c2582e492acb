// Inputs of each function of question 2, and the scalar J of which it is the gradient. J runs the network forward; it shares nothing with the
// reference. Sizes are all different, W_hh is not symmetric, h_0 is not zero, and slots that must not be read hold random numbers.

Tensor Recurrent(long n) => Random(n, n) * (0.7 / Math.Sqrt(n));
Tensor[] Many(int count, params long[] shape) => Enumerable.Range(0, count).Select(_ => Random(shape)).ToArray();
Tensor OneHot(long size, long at) { var y = zeros(size, ScalarType.Float64); y[at] = 1.0; return y; }
Tensor Probabilities(long size) => nn.functional.softmax(Random(size), 0);

// a) ∂J_t/∂o_t
for (var k = 0; k < 2; k++) Case("q2a", group: "sheet", label: $"two classes, one-hot target {k + 1}", Probabilities(2), OneHot(2, k));
for (var k = 0; k < 2; k++) Case("q2a", group: "sheet", label: $"two classes, soft target {k + 1}", Probabilities(2), Probabilities(2));
foreach (var n in new[] { 1, 3, 4, 7 })
{
    Case("q2a", group: "general", label: $"{n} classes, one-hot target", Probabilities(n), OneHot(n, n / 2));
    Case("q2a", group: "general", label: $"{n} classes, soft target", Probabilities(n), Probabilities(n));
}
Tensor q2a_At(Tensor yHat, Tensor y) => yHat.log();
Tensor q2a_J(Tensor yHat, Tensor y, Tensor o) => -(y * nn.functional.log_softmax(o, 0)).sum();

// b) ∂J_t/∂h_i, every (i, t)
for (var t = 1; t <= 3; t++) for (var i = 1; i <= 3; i++)
    Case("q2b", group: "sheet", label: $"sizes of the sheet, t = {t}, i = {i}", t, i, Recurrent(4), Random(2, 4), Random(2));
for (var t = 1; t <= 5; t++) for (var i = 1; i <= 5; i++)
    Case("q2b", group: "general", label: $"5 hidden, 3 classes, t = {t}, i = {i}", t, i, Recurrent(5), Random(3, 5), Random(3));
foreach (var (n, classes, t, i) in new[] { (1, 2, 4, 1), (2, 2, 3, 1), (3, 5, 6, 2), (6, 1, 6, 1), (2, 3, 2, 6), (3, 3, 4, 2) })
    Case("q2b", group: "general", label: $"{n} hidden, {classes} classes, t = {t}, i = {i}", t, i, Recurrent(n), Random(classes, n), Random(classes));
Tensor q2b_At(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => ones(Whh.shape[0], ScalarType.Float64) * 0.3;
Tensor q2b_J(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor at)
{
    if (i > t) return (at * 0).sum(); // J_t has been before h_i
    var h = at.unsqueeze(1);
    for (var k = i; k < t; k++) h = Whh.mm(h);
    return (gO.unsqueeze(1) * Wyh.mm(h)).sum();
}

// c) ∂J_t/∂W_hh: W_hh is used once a step, z_i = W_hh h_{i−1} + …, and J_t answers to z_i with g_{h_i}
for (var t = 1; t <= 3; t++) Case("q2c", group: "sheet", label: $"sizes of the sheet, t = {t}", t, Many(3, 4), Many(4, 4));
for (var t = 1; t <= 6; t++) Case("q2c", group: "general", label: $"5 hidden, t = {t} of 6", t, Many(6, 5), Many(7, 5));
foreach (var (n, t, length) in new[] { (1, 3, 3), (2, 2, 4), (2, 5, 5), (3, 4, 6), (6, 3, 3) })
    Case("q2c", group: "general", label: $"{n} hidden, t = {t} of {length}", t, Many(length, n), Many(length + 1, n));
Tensor q2c_At(int t, Tensor[] gH, Tensor[] h) => zeros(new[] { gH[0].shape[0], h[0].shape[0] }, ScalarType.Float64);
Tensor q2c_J(int t, Tensor[] gH, Tensor[] h, Tensor W)
{
    var j = (W * 0).sum();
    for (var i = 1; i <= t; i++) j = j + gH[i - 1].unsqueeze(0).mm(W.mm(h[i - 1].unsqueeze(1))).sum();
    return j;
}

// d) ∂J/∂W_hh: J is the sum of all J_t, each with its own gradient
Case("q2d", group: "sheet", label: "sizes of the sheet, T = 3", new object[] { Many(3, 4, 4) });
Case("q2d", group: "sheet", label: "sizes of the sheet, T = 3, other numbers", new object[] { Many(3, 4, 4) });
foreach (var (n, T) in new[] { (5, 1), (5, 2), (5, 5), (1, 4), (2, 2), (3, 6), (6, 4) })
    Case("q2d", group: "general", label: $"{n} hidden, T = {T}", new object[] { Many(T, n, n) });
Tensor q2d_At(Tensor[] gWhh) => zeros_like(gWhh[0]);
Tensor q2d_J(Tensor[] gWhh, Tensor W)
{
    var j = (W * 0).sum();
    foreach (var g in gWhh) j = j + (g * W).sum();
    return j;
}

// New cases stand here, at the end: before others they would change the random numbers of those. Square W_yh lets a missing transpose through
// the shapes, and long sequences tell a sum from a mean, a first step from a last one.
foreach (var (n, t, i) in new[] { (4, 2, 2), (4, 3, 1), (3, 5, 2), (6, 2, 5) })
    Case("q2b", group: "general", label: $"as many classes as hidden ({n}), t = {t}, i = {i}", t, i, Recurrent(n), Random(n, n), Random(n));
Case("q2a", group: "general", label: "10 classes, soft target", Probabilities(10), Probabilities(10));
Case("q2c", group: "general", label: "4 hidden, t = 1 of 1", 1, Many(1, 4), Many(2, 4));
Case("q2c", group: "general", label: "3 hidden, t = 6 of 8", 6, Many(8, 3), Many(9, 3));
Case("q2d", group: "general", label: "3 hidden, T = 8", new object[] { Many(8, 3, 3) });
