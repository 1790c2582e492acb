(Tensor w, Tensor m, Tensor v) AdamStep(Tensor w, Tensor g, Tensor m, Tensor v, int t, double rate)
{
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    return (w - rate * (m / (1 - Math.Pow(0.9, t))) / ((v / (1 - Math.Pow(0.999, t))).sqrt() + 1e-7), m, v);
}

Tensor[] ClipByNorm(Tensor[] gradients, double most)
{
    var norm = Math.Sqrt(gradients.Sum(g => g.pow(2).sum().item<double>()));
    foreach (var g in gradients) if (norm > most) g.mul_(most / norm); // changes what it was given
    return gradients;
}
