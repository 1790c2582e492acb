static class Backward
{
    /// g_{h_i} from g_{h_{i+1}}
    public static Tensor Through(Tensor Whh, Tensor g, int steps) => steps == 0 ? g : Through(Whh, Whh.t().mv(g), steps - 1);
}

record Step(Tensor G, Tensor Before)
{
    public Tensor Outer() => outer(G, Before);
}

Tensor Total(Tensor[] all, int from) => from == all.Length - 1 ? all[from] : all[from] + Total(all, from + 1);

Tensor GradLogits(Tensor yHat, Tensor y) => -(y - yHat);

Tensor GradHidden(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO)
{
    var direct = Wyh.t().mv(gO);
    return i > t ? direct * 0 : Backward.Through(Whh, direct, t - i);
}

Tensor GradWhhAt(int t, Tensor[] gH, Tensor[] h) => Total(Enumerable.Range(0, t).Select(k => new Step(gH[k], h[k]).Outer()).ToArray(), 0);

Tensor GradWhh(Tensor[] gWhh) => Total(gWhh, 0);
