// Homework 6, question 2: batch normalisation (Ioffe and Szegedy, 2015) and its backward pass, layer normalisation.
const double Epsilon = 1e-5;

/// y = γ ⊙ (x − μ) / √(σ² + ε) + β, with the mean and the variance (over N) of each feature over the batch
(Tensor y, Tensor mean, Tensor variance) BatchNorm(Tensor x, Tensor gamma, Tensor beta)
{
    var mean = x.mean(new long[] { 0 });
    var variance = (x - mean).pow(2).mean(new long[] { 0 });
    return (gamma * (x - mean) / (variance + Epsilon).sqrt() + beta, mean, variance);
}

/// torch normalises by the variance over N and keeps the one over N − 1; the sheet does not say which to hand out.
(Tensor y, Tensor mean, Tensor variance) q2a_unbiased_report(Tensor x, Tensor gamma, Tensor beta)
{
    var (y, mean, variance) = BatchNorm(x, gamma, beta);
    return (y, mean, variance * x.shape[0] / (x.shape[0] - 1));
}

/// dβ = Σ dy, dγ = Σ dy ⊙ x̂, dx = (dx̂ − mean(dx̂) − x̂ ⊙ mean(dx̂ ⊙ x̂)) / √(σ² + ε) with dx̂ = γ ⊙ dy
(Tensor dx, Tensor dgamma, Tensor dbeta) BatchNormBackward(Tensor x, Tensor gamma, Tensor beta, Tensor dOut)
{
    var batch = new long[] { 0 };
    var mean = x.mean(batch);
    var root = ((x - mean).pow(2).mean(batch) + Epsilon).sqrt();
    var xHat = (x - mean) / root;
    var dxHat = gamma * dOut;
    var dx = (dxHat - dxHat.mean(batch) - xHat * (dxHat * xHat).mean(batch)) / root;
    return (dx, (dOut * xHat).sum(batch), dOut.sum(batch));
}

/// As batch normalisation, but with the mean and the variance of each row
Tensor LayerNorm(Tensor x, Tensor gamma, Tensor beta)
{
    var row = new long[] { 1 };
    var centred = x - x.mean(row, keepdim: true);
    return gamma * centred / (centred.pow(2).mean(row, keepdim: true) + Epsilon).sqrt() + beta;
}
