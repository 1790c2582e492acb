(Tensor w, Tensor m, Tensor v) AdamStep(Tensor w, Tensor g, Tensor m, Tensor v, int t, double rate)
{
    m = 0.9 * m + 0.1 * g
    return (w, m, v);
}

Tensor[] ClipByNorm(Tensor[] gradients, double most) => new[] { cat(gradients.Select(g => g.flatten()).ToArray()) };
