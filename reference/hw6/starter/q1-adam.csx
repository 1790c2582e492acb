// Question 1: one step of training. β₁ = 0.9, β₂ = 0.999, ε = 1e-8.

(Tensor w, Tensor m, Tensor v) AdamStep(Tensor w, Tensor g, Tensor m, Tensor v, int t, double rate) => throw new NotImplementedException();

Tensor[] ClipByNorm(Tensor[] gradients, double most) => throw new NotImplementedException();
