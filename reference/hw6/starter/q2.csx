// Question 2: normalisation, ε = 1e-5.

(Tensor y, Tensor mean, Tensor variance) BatchNorm(Tensor x, Tensor gamma, Tensor beta) => throw new NotImplementedException();

(Tensor dx, Tensor dgamma, Tensor dbeta) BatchNormBackward(Tensor x, Tensor gamma, Tensor beta, Tensor dOut) => throw new NotImplementedException();

// Bonus
Tensor LayerNorm(Tensor x, Tensor gamma, Tensor beta) => throw new NotImplementedException();
