(Tensor w, Tensor m, Tensor v) AdamStep(Tensor w, Tensor g, Tensor m, Tensor v, int t, double rate)
{
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g.square();
    return (w - rate * m / (v.sqrt() + 1e-8), m, v); // no bias correction
}

Tensor[] ClipByNorm(Tensor[] gradients, double most) =>
    gradients.Select(g => g.norm().item<double>() > most ? g * most / g.norm() : g).ToArray();
