// Typical wrong answers to question 2 with tanh.
Tensor Slope(Tensor h) => 1 - h * h;
Tensor Back(int t, int i, Tensor W, Tensor Wyh, Tensor gO, Func<int, Tensor, Tensor> step)
{
    var g = Wyh.t().mv(gO);
    if (i > t) return zeros_like(g);
    for (var k = t; k > i; k--) g = step(k, g);
    return g;
}
Tensor Sum(int t, Func<int, Tensor> term) => Enumerable.Range(1, t).Select(term).Aggregate((x, y) => x + y);

Tensor q2a_sign(Tensor yHat, Tensor y) => y - yHat;
Tensor q2a_stops_at_y(Tensor yHat, Tensor y) => -y / yHat;
Tensor q2a_mean(Tensor yHat, Tensor y) => (yHat - y) / y.shape[0];
Tensor q2a_factor_two(Tensor yHat, Tensor y) => 2 * (yHat - y);
Tensor q2a_no_target(Tensor yHat, Tensor y) => yHat.clone();
Tensor q2a_one_hot(Tensor yHat, Tensor y) => yHat - nn.functional.one_hot(y.argmax(), y.shape[0]);
Tensor q2a_scalar(Tensor yHat, Tensor y) => (yHat - y).sum();
Tensor q2a_tanh_factor(Tensor yHat, Tensor y) => Slope(yHat) * (yHat - y);

Tensor q2b_no_psi(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor[] h) => Back(t, i, Whh, Wyh, gO, (_, g) => Whh.t().mv(g));
Tensor q2b_psi_of_i(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor[] h) => Back(t, i, Whh, Wyh, gO, (k, g) => Whh.t().mv(Slope(h[k - 1]) * g));
Tensor q2b_psi_after(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor[] h) => Back(t, i, Whh, Wyh, gO, (k, g) => Slope(h[k]) * Whh.t().mv(g));
Tensor q2b_psi_twice(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor[] h) => Back(t, i, Whh, Wyh, gO, (k, g) => Whh.t().mv(Slope(h[k].tanh()) * g));
Tensor q2b_last_too(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor[] h) => i > t ? GradHidden(t, i, Whh, Wyh, gO, h) : Slope(h[i]) * GradHidden(t, i, Whh, Wyh, gO, h);
Tensor q2b_no_transpose(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor[] h) => Back(t, i, Whh, Wyh, gO, (k, g) => Whh.mv(Slope(h[k]) * g));
Tensor q2b_direct_only(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor[] h) => Back(t, i, Whh, Wyh, gO, (_, g) => g);
Tensor q2b_one_step(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor[] h) => Back(t, i, Whh, Wyh, gO, (k, g) => k == t ? Whh.t().mv(Slope(h[k]) * g) : g);
Tensor q2b_sign(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor[] h) => -GradHidden(t, i, Whh, Wyh, gO, h);
Tensor q2b_future(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor[] h) => GradHidden(t, Math.Min(i, t), Whh, Wyh, gO, h);
Tensor q2b_no_psi_no_transpose(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor[] h) => Back(t, i, Whh, Wyh, gO, (_, g) => Whh.mv(g));

Tensor q2c_no_psi(int t, Tensor[] gH, Tensor[] h) => Sum(t, i => outer(gH[i - 1], h[i - 1]));
Tensor q2c_psi_of_previous(int t, Tensor[] gH, Tensor[] h) => Sum(t, i => outer(Slope(h[i - 1]) * gH[i - 1], h[i - 1]));
Tensor q2c_h_i(int t, Tensor[] gH, Tensor[] h) => Sum(t, i => outer(Slope(h[i]) * gH[i - 1], h[i]));
Tensor q2c_outer_order(int t, Tensor[] gH, Tensor[] h) => GradWhhAt(t, gH, h).t();
Tensor q2c_last_only(int t, Tensor[] gH, Tensor[] h) => outer(Slope(h[t]) * gH[t - 1], h[t - 1]);
Tensor q2c_skips_first(int t, Tensor[] gH, Tensor[] h) => GradWhhAt(t, gH, h) - outer(Slope(h[1]) * gH[0], h[0]);
Tensor q2c_mean(int t, Tensor[] gH, Tensor[] h) => GradWhhAt(t, gH, h) / t;
Tensor q2c_all_steps(int t, Tensor[] gH, Tensor[] h) => GradWhhAt(gH.Length, gH, h);
Tensor q2c_sign(int t, Tensor[] gH, Tensor[] h) => -GradWhhAt(t, gH, h);
Tensor q2c_no_psi_outer_order(int t, Tensor[] gH, Tensor[] h) => q2c_no_psi(t, gH, h).t();

Tensor q2d_mean(Tensor[] gWhh) => GradWhh(gWhh) / gWhh.Length;
Tensor q2d_last_only(Tensor[] gWhh) => gWhh[^1].clone();
Tensor q2d_skips_first(Tensor[] gWhh) => GradWhh(gWhh) - gWhh[0];
Tensor q2d_sum_dtype(Tensor[] gWhh) => stack(gWhh).sum(0);
