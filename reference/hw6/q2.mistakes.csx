// Typical wrong answers to question 2.
Tensor Mean0(Tensor it) => it.mean(new long[] { 0 });
Tensor Mean1(Tensor it) => it.mean(new long[] { 1 }, keepdim: true);
Tensor Unbiased(Tensor x, Tensor mean) => (x - mean).pow(2).sum(new long[] { 0 }) / (x.shape[0] - 1);

(Tensor, Tensor, Tensor) q2a_over_features(Tensor x, Tensor gamma, Tensor beta)
{
    var mean = Mean1(x);
    var variance = Mean1((x - mean).pow(2));
    return (gamma * (x - mean) / (variance + Epsilon).sqrt() + beta, mean.squeeze(1), variance.squeeze(1));
}
(Tensor, Tensor, Tensor) q2a_no_epsilon(Tensor x, Tensor gamma, Tensor beta)
{
    var (_, mean, variance) = BatchNorm(x, gamma, beta);
    return (gamma * (x - mean) / variance.sqrt() + beta, mean, variance);
}
(Tensor, Tensor, Tensor) q2a_epsilon_outside(Tensor x, Tensor gamma, Tensor beta)
{
    var (_, mean, variance) = BatchNorm(x, gamma, beta);
    return (gamma * (x - mean) / (variance.sqrt() + Epsilon) + beta, mean, variance);
}
(Tensor, Tensor, Tensor) q2a_unbiased(Tensor x, Tensor gamma, Tensor beta)
{
    var mean = Mean0(x);
    var variance = Unbiased(x, mean);
    return (gamma * (x - mean) / (variance + Epsilon).sqrt() + beta, mean, variance);
}
(Tensor, Tensor, Tensor) q2a_no_shift(Tensor x, Tensor gamma, Tensor beta) => BatchNorm(x, gamma, zeros_like(beta));
(Tensor, Tensor, Tensor) q2a_no_scale(Tensor x, Tensor gamma, Tensor beta) => BatchNorm(x, ones_like(gamma), beta);
(Tensor, Tensor, Tensor) q2a_no_root(Tensor x, Tensor gamma, Tensor beta)
{
    var (_, mean, variance) = BatchNorm(x, gamma, beta);
    return (gamma * (x - mean) / (variance + Epsilon) + beta, mean, variance);
}

(Tensor XHat, Tensor Root) Normalised(Tensor x)
{
    var mean = Mean0(x);
    var root = (Mean0((x - mean).pow(2)) + Epsilon).sqrt();
    return ((x - mean) / root, root);
}
(Tensor, Tensor, Tensor) q2b_constant_statistics(Tensor x, Tensor gamma, Tensor beta, Tensor dOut)
{
    var (_, dgamma, dbeta) = BatchNormBackward(x, gamma, beta, dOut);
    return (gamma * dOut / Normalised(x).Root, dgamma, dbeta);
}
(Tensor, Tensor, Tensor) q2b_constant_variance(Tensor x, Tensor gamma, Tensor beta, Tensor dOut)
{
    var (_, dgamma, dbeta) = BatchNormBackward(x, gamma, beta, dOut);
    var dxHat = gamma * dOut;
    return ((dxHat - Mean0(dxHat)) / Normalised(x).Root, dgamma, dbeta);
}
(Tensor, Tensor, Tensor) q2b_constant_mean(Tensor x, Tensor gamma, Tensor beta, Tensor dOut)
{
    var (_, dgamma, dbeta) = BatchNormBackward(x, gamma, beta, dOut);
    var (xHat, root) = Normalised(x);
    var dxHat = gamma * dOut;
    return ((dxHat - xHat * Mean0(dxHat * xHat)) / root, dgamma, dbeta);
}
(Tensor, Tensor, Tensor) q2b_no_gamma(Tensor x, Tensor gamma, Tensor beta, Tensor dOut) => BatchNormBackward(x, ones_like(gamma), beta, dOut);
(Tensor, Tensor, Tensor) q2b_x_for_xhat(Tensor x, Tensor gamma, Tensor beta, Tensor dOut)
{
    var (dx, _, dbeta) = BatchNormBackward(x, gamma, beta, dOut);
    return (dx, (dOut * x).sum(new long[] { 0 }), dbeta);
}
(Tensor, Tensor, Tensor) q2b_mean_over_batch(Tensor x, Tensor gamma, Tensor beta, Tensor dOut)
{
    var (dx, dgamma, dbeta) = BatchNormBackward(x, gamma, beta, dOut);
    return (dx, dgamma / x.shape[0], dbeta / x.shape[0]);
}
(Tensor, Tensor, Tensor) q2b_exchanged(Tensor x, Tensor gamma, Tensor beta, Tensor dOut)
{
    var (dx, dgamma, dbeta) = BatchNormBackward(x, gamma, beta, dOut);
    return (dx, dbeta, dgamma);
}

Tensor q2c_over_batch(Tensor x, Tensor gamma, Tensor beta) => BatchNorm(x, gamma, beta).y;
Tensor q2c_unbiased(Tensor x, Tensor gamma, Tensor beta)
{
    var centred = x - Mean1(x);
    return gamma * centred / (centred.pow(2).sum(new long[] { 1 }, keepdim: true) / (x.shape[1] - 1) + Epsilon).sqrt() + beta;
}
Tensor q2c_no_scale(Tensor x, Tensor gamma, Tensor beta) => LayerNorm(x, ones_like(gamma), beta);
