Tensor GradLogits(Tensor yHat, Tensor y)
{
    while (true) Console.WriteLine("debug: yHat has " + yHat.shape[0] + " entries");
}

Tensor GradHidden(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO)
{
    var g = Wyh.t().mv(gO);
    if (i > t) return zeros_like(g);
    for (int k = 0; k < t - i; k++)
        g = Whh.t().mv(g);
    return g;
}

Tensor GradWhhAt(int t, Tensor[] gH, Tensor[] h)
{
    Tensor sum = outer(gH[0], h[0]);
    for (int i = 2; i <= t; i++)
        sum = sum + outer(gH[i - 1], h[i - 1]);
    return sum;
}

Tensor GradWhh(Tensor[] gWhh)
{
    Tensor sum = gWhh[0].clone();
    for (int k = 1; k < gWhh.Length; k++)
        sum += gWhh[k];
    return sum;
}
