(Tensor y, Tensor mean, Tensor variance) BatchNorm(Tensor x, Tensor gamma, Tensor beta) =>
    (nn.functional.batch_norm(x, null, null, gamma, beta, training: true), x.mean(new long[] { 0 }), x.var(new long[] { 0 }, unbiased: false));

(Tensor dx, Tensor dgamma, Tensor dbeta) BatchNormBackward(Tensor x, Tensor gamma, Tensor beta, Tensor dOut)
{
    var xHat = nn.functional.batch_norm(x, null, null, training: true);
    return (zeros_like(x), (dOut * xHat).sum(dim: 0), dOut.sum(dim: 0));
}
