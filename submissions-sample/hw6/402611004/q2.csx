(Tensor y, Tensor mean, Tensor variance) BatchNorm(Tensor x, Tensor gamma, Tensor beta)
{
    var mean = x.mean(new long[] { 0 });
    var variance = x.var(new long[] { 0 }); // torch's default is N - 1
    return (gamma * (x - mean) / (variance + 1e-5).sqrt() + beta, mean, variance);
}

(Tensor dx, Tensor dgamma, Tensor dbeta) BatchNormBackward(Tensor x, Tensor gamma, Tensor beta, Tensor dOut)
{
    var mean = x.mean(new long[] { 0 });
    var std = ((x - mean).pow(2).mean(new long[] { 0 }) + 1e-5).sqrt();
    return (dOut * gamma / std, (dOut * (x - mean) / std).sum(dim: 0), dOut.sum(dim: 0));
}

Tensor LayerNorm(Tensor x, Tensor gamma, Tensor beta) => BatchNorm(x, gamma, beta).y;
