(Tensor y, Tensor mean, Tensor variance) BatchNorm(Tensor x, Tensor gamma, Tensor beta)
{
    var mean = x.sum(dim: 0) / x.shape[0];
    var variance = (x * x).sum(dim: 0) / x.shape[0] - mean * mean;
    return ((x - mean) / sqrt(variance + 1e-5) * gamma + beta, mean, variance);
}

(Tensor dx, Tensor dgamma, Tensor dbeta) BatchNormBackward(Tensor x, Tensor gamma, Tensor beta, Tensor dOut)
{
    double n = x.shape[0];
    var centred = x - x.sum(dim: 0) / n;
    var scale = 1 / sqrt((centred * centred).sum(dim: 0) / n + 1e-5);
    var dxHat = dOut * gamma;
    var dVariance = (dxHat * centred).sum(dim: 0) * -0.5 * scale.pow(3);
    var dMean = -(dxHat * scale).sum(dim: 0);
    return (dxHat * scale + dVariance * 2 * centred / n + dMean / n, (dOut * centred * scale).sum(dim: 0), dOut.sum(dim: 0));
}

Tensor LayerNorm(Tensor x, Tensor gamma, Tensor beta)
{
    var rows = x.unbind(0).Select(row =>
    {
        var mean = row.mean();
        return (row - mean) / sqrt((row - mean).pow(2).mean() + 1e-5) * gamma + beta;
    });
    return stack(rows.ToArray());
}
