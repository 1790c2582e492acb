Tensor GradLogits(Tensor yHat, Tensor y) => y - yHat;

Tensor GradHidden(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor[] h)
{
    var g = Wyh.t().mv(gO);
    if (i > t) return zeros_like(g);
    for (var k = t; k > i; k--) g = Whh.t().mv(g);
    return g;
}

Tensor GradWhhAt(int t, Tensor[] gH, Tensor[] h) => stack(gH[..t]).t().mm(stack(h[..t]));

Tensor GradWhh(Tensor[] gWhh) => stack(gWhh).mean(new long[] { 0 });
