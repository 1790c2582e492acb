// Homework 5, question 2 with ψ = tanh: h_t = tanh(z_t), so ψ′(z_t) = 1 − h_t².

/// ∂J_t/∂o_t = ŷ_t − y_t
Tensor GradLogits(Tensor yHat, Tensor y) => yHat - y;

/// ∂J_t/∂h_t = W_yhᵀ g_{o_t}, ∂J_t/∂h_k = W_hhᵀ (ψ′(z_{k+1}) ⊙ ∂J_t/∂h_{k+1}), and 0 after t; h[k] = h_k
Tensor GradHidden(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor[] h)
{
    var g = Wyh.t().mv(gO);
    if (i > t) return zeros_like(g);
    for (var k = t; k > i; k--) g = Whh.t().mv((1 - h[k] * h[k]) * g);
    return g;
}

/// ∂J_t/∂W_hh = Σ_{i=1..t} (ψ′(z_i) ⊙ g_{h_i}) h_{i−1}ᵀ
Tensor GradWhhAt(int t, Tensor[] gH, Tensor[] h)
{
    var sum = zeros_like(outer(gH[0], h[0]));
    for (var i = 1; i <= t; i++) sum = sum + outer((1 - h[i] * h[i]) * gH[i - 1], h[i - 1]);
    return sum;
}

/// ∂J/∂W_hh = Σ_t g_{W_hh,t}
Tensor GradWhh(Tensor[] gWhh) => gWhh.Aggregate((sum, g) => sum + g);
