(Tensor w, Tensor m, Tensor v) AdamStep(Tensor w, Tensor g, Tensor m, Tensor v, int t, double rate)
{
    var m1 = m * 0.9 + g * 0.1;
    var v1 = v * 0.999 + g.pow(2) * 0.001;
    var step = (m1 / (1 - Math.Pow(0.9, t))) / ((v1 / (1 - Math.Pow(0.999, t))).sqrt() + 1e-8);
    return (w - step * rate, m1, v1);
}

Tensor[] ClipByNorm(Tensor[] gradients, double most)
{
    double squares = 0;
    foreach (var g in gradients) squares += (g * g).sum().item<double>();
    var norm = Math.Sqrt(squares);
    if (norm <= most) return gradients;
    return gradients.Select(g => g * most / norm).ToArray();
}
