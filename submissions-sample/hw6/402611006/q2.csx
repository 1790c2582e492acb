(Tensor y, Tensor mean, Tensor variance) BatchNorm(Tensor x, Tensor gamma, Tensor beta)
{
    var mean = x.mean();
    return (gamma * (x - mean) / x.var().sqrt() + beta, mean, x.var());
}

(Tensor dx, Tensor dgamma, Tensor dbeta) BatchNormBackward(Tensor x, Tensor gamma, Tensor beta, Tensor dOut)
{
    var mean = x.mean(new long[] { 0 });
    var std = ((x - mean).pow(2).mean(new long[] { 0 }) + 1e-5).sqrt();
    var dxHat = gamma * dOut;
    var xHat = (x - mean) / std;
    return ((dxHat - dxHat.mean(new long[] { 0 }) - xHat * (dxHat * xHat).mean(new long[] { 0 })) / std, (dOut * xHat).sum(dim: 0), -dOut.sum(dim: 0));
}
