// Question 2 with ψ = tanh: z_t = W_hh h_{t−1} + W_hx x_t, h_t = tanh(z_t), o_t = W_yh h_t, ŷ_t = softmax(o_t).

// a) ∂J_t/∂o_t
Tensor GradLogits(Tensor yHat, Tensor y) => throw new NotImplementedException();

// b) ∂J_t/∂h_i; h[k] = h_k
Tensor GradHidden(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor[] h) => throw new NotImplementedException();

// c) ∂J_t/∂W_hh; gH[i − 1] = ∂J_t/∂h_i, h[i] = h_i
Tensor GradWhhAt(int t, Tensor[] gH, Tensor[] h) => throw new NotImplementedException();

// d) ∂J/∂W_hh; gWhh[t − 1] = ∂J_t/∂W_hh
Tensor GradWhh(Tensor[] gWhh) => throw new NotImplementedException();
