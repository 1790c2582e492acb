// Inputs of question 2: batches and features of different sizes, means that are not zero, scales that are not one, one feature that hardly varies.

Tensor Data(long n, long d) => Random(n, d) * 1.7 + Random(d) * 3;
foreach (var (n, d) in new[] { (4, 3), (3, 5), (6, 1), (4, 4), (9, 2) })
{
    var group = (n, d) == (4, 3) ? "sheet" : "general";
    Case("q2a", group: group, label: $"{n} rows of {d}", Data(n, d), Random(d), Random(d));
    Case("q2b", group: group, label: $"{n} rows of {d}", Data(n, d), Random(d), Random(d), Random(n, d));
    if (d > 1) Case("q2c", group: group, label: $"{n} rows of {d}", Data(n, d), Random(d), Random(d));
}
Case("q2a", group: "general", label: "features that hardly vary", Random(5, 4) * 0.003 + 2, Random(4), Random(4));
Case("q2b", group: "general", label: "features that hardly vary", Random(5, 4) * 0.05 + 2, Random(4), Random(4), Random(5, 4));
Case("q2c", group: "general", label: "one row", Data(1, 6), Random(6), Random(6));

// The scalar of which BatchNormBackward is the gradient, at x, gamma and beta; it centres by a matrix and shares nothing with the reference.
Tensor[] q2b_At(Tensor x, Tensor gamma, Tensor beta, Tensor dOut) => new[] { x, gamma, beta };
Tensor q2b_J(Tensor x, Tensor gamma, Tensor beta, Tensor dOut, Tensor[] at)
{
    var n = x.shape[0];
    var centred = (eye(n, dtype: ScalarType.Float64) - ones(n, n, dtype: ScalarType.Float64) / n).mm(at[0]);
    var scale = (einsum("nd,nd->d", centred, centred) / n + 1e-5).rsqrt();
    return (dOut * (centred * scale * at[1] + at[2])).sum();
}
