(Tensor, Tensor, Tensor) AdamStep(Tensor w, Tensor g, Tensor m, Tensor v, int t, double rate)
{
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    double rateT = rate * Math.Sqrt(1 - Math.Pow(0.999, t)) / (1 - Math.Pow(0.9, t));
    return (w - rateT * m / (v.sqrt() + 1e-8), m, v);
}

Tensor[] ClipByNorm(Tensor[] gradients, double most)
{
    var norm = cat(gradients.Select(g => g.flatten()).ToArray()).norm();
    var scale = (most / norm).clamp(max: 1.0);
    return gradients.Select(g => g * scale).ToArray();
}
