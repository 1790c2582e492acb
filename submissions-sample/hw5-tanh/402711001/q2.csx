Tensor GradLogits(Tensor yHat, Tensor y) => yHat - y;

Tensor GradHidden(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor[] h) =>
    i > t ? zeros_like(h[0]) : i == t ? einsum("kh,k->h", Wyh, gO) : einsum("ij,i->j", Whh, GradHidden(t, i + 1, Whh, Wyh, gO, h) * (1 - h[i + 1].pow(2)));

Tensor GradWhhAt(int t, Tensor[] gH, Tensor[] h) =>
    einsum("ti,ti,tj->ij", 1 - stack(h[1..(t + 1)]).pow(2), stack(gH[..t]), stack(h[..t]));

Tensor GradWhh(Tensor[] gWhh) => stack(gWhh).sum(dim: 0);
