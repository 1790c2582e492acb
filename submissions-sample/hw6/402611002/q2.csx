(Tensor, Tensor, Tensor) BatchNorm(Tensor x, Tensor gamma, Tensor beta)
{
    var mean = x.mean(new long[] { 0 });
    var variance = x.var(new long[] { 0 }, unbiased: false);
    return (gamma * (x - mean) * (variance + 1e-5).rsqrt() + beta, mean, x.var(new long[] { 0 }, unbiased: true));
}

(Tensor, Tensor, Tensor) BatchNormBackward(Tensor x, Tensor gamma, Tensor beta, Tensor dOut)
{
    var n = x.shape[0];
    var (xHat, scale) = Hat(x);
    var dxHat = dOut * gamma;
    var dx = scale / n * (n * dxHat - dxHat.sum(dim: 0) - xHat * (dxHat * xHat).sum(dim: 0));
    return (dx, einsum("nd,nd->d", dOut, xHat), einsum("nd->d", dOut));
}

(Tensor, Tensor) Hat(Tensor x)
{
    var centred = x - x.mean(new long[] { 0 });
    var scale = (centred.pow(2).mean(new long[] { 0 }) + 1e-5).rsqrt();
    return (centred * scale, scale);
}

Tensor LayerNorm(Tensor x, Tensor gamma, Tensor beta)
{
    var (y, _) = Hat(x.t());
    return (y.t() * gamma + beta).unsqueeze(0); // a batch of one
}
