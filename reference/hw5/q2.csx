// Homework 5, question 2: backpropagation through time, psi = identity.

/// ∂J_t/∂o_t = ŷ_t − y_t
Tensor GradLogits(Tensor yHat, Tensor y) => yHat - y;

/// ∂J_t/∂h_i = (W_hhᵀ)^(t−i) W_yhᵀ g_{o_t} for i ≤ t, and 0 after t
Tensor GradHidden(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO)
{
    var g = Wyh.t().mv(gO);
    if (i > t) return zeros_like(g);
    for (var step = t; step > i; step--) g = Whh.t().mv(g);
    return g;
}

/// ∂J_t/∂W_hh = Σ_{i=1..t} g_{h_i} h_{i−1}ᵀ
Tensor GradWhhAt(int t, Tensor[] gH, Tensor[] h)
{
    var sum = zeros_like(outer(gH[0], h[0]));
    for (var i = 1; i <= t; i++) sum = sum + outer(gH[i - 1], h[i - 1]);
    return sum;
}

/// ∂J/∂W_hh = Σ_t g_{W_hh,t}
Tensor GradWhh(Tensor[] gWhh) => gWhh.Aggregate((sum, g) => sum + g);
