// normalises by the mean absolute deviation instead of the standard deviation
(Tensor y, Tensor mean, Tensor variance) BatchNorm(Tensor x, Tensor gamma, Tensor beta)
{
    var mean = x.mean(new long[] { 0 });
    var deviation = (x - mean).abs().mean(new long[] { 0 });
    return (gamma * (x - mean) / deviation + beta, mean, (x - mean).pow(2).mean(new long[] { 0 }));
}

(Tensor dx, Tensor dgamma, Tensor dbeta) BatchNormBackward(Tensor x, Tensor gamma, Tensor beta, Tensor dOut)
{
    var batch = new long[] { 0 };
    var centred = x - x.mean(batch);
    var deviation = centred.abs().mean(batch);
    var dDeviation = -(dOut * gamma * centred).sum(batch) / deviation.pow(2);
    var dCentred = dOut * gamma / deviation + dDeviation * centred.sign() / x.shape[0];
    return (dCentred - dCentred.mean(batch), (dOut * centred / deviation).sum(batch), dOut.sum(batch));
}

Tensor LayerNorm(Tensor x, Tensor gamma, Tensor beta) => nn.functional.layer_norm(x, new[] { x.shape[1] }, gamma, beta);
