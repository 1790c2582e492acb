Tensor GradLogits(Tensor yHat, Tensor y) => yHat.sub(y);

Tensor GradHidden(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) =>
    i > t
        ? zeros(Whh.shape[0], dtype: gO.dtype)
        : Enumerable.Range(0, t - i).Aggregate(einsum("yh,y->h", Wyh, gO), (g, _) => einsum("ab,a->b", Whh, g));

Tensor GradWhhAt(int t, Tensor[] gH, Tensor[] h) => einsum("ia,ib->ab", stack(gH.Take(t).ToArray()), stack(h.Take(t).ToArray()));

Tensor GradWhh(Tensor[] gWhh) => stack(gWhh).sum(dim: 0);
