// Typical wrong answers to question 2; the rubric gives each its sentence and its credit.

Tensor q2a_sign(Tensor yHat, Tensor y) => y - yHat;
Tensor q2a_stops_at_y(Tensor yHat, Tensor y) => -y / yHat;
Tensor q2a_jacobian_twice(Tensor yHat, Tensor y) => (diag(yHat) - outer(yHat, yHat)).mv(yHat - y);
Tensor q2a_diagonal_only(Tensor yHat, Tensor y) => -y * (1 - yHat);
Tensor q2a_squared_error(Tensor yHat, Tensor y) => (yHat - y) * yHat * (1 - yHat);
Tensor q2a_mean(Tensor yHat, Tensor y) => (yHat - y) / y.shape[0];
Tensor q2a_factor_two(Tensor yHat, Tensor y) => 2 * (yHat - y);
Tensor q2a_softmax_again(Tensor yHat, Tensor y) => nn.functional.softmax(yHat, 0) - y;
Tensor q2a_no_target(Tensor yHat, Tensor y) => yHat.clone();

Tensor Chain(int steps, Tensor W, Tensor g)
{
    for (var step = 0; step < steps; step++) g = W.mv(g);
    return g;
}

Tensor q2b_no_transpose(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => i > t ? zeros_like(Wyh.t().mv(gO)) : Chain(t - i, Whh, Wyh.t().mv(gO));
Tensor q2b_direct_only(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => i > t ? zeros_like(Wyh.t().mv(gO)) : Wyh.t().mv(gO);
Tensor q2b_direct_everywhere(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => Wyh.t().mv(gO);
Tensor q2b_one_step(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => i > t ? zeros_like(Wyh.t().mv(gO)) : Chain(Math.Min(t - i, 1), Whh.t(), Wyh.t().mv(gO));
Tensor q2b_one_too_many(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => i > t ? zeros_like(Wyh.t().mv(gO)) : Chain(t - i + 1, Whh.t(), Wyh.t().mv(gO));
Tensor q2b_one_too_few(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => i > t ? zeros_like(Wyh.t().mv(gO)) : Chain(t - i - 1, Whh.t(), Wyh.t().mv(gO));
Tensor q2b_elementwise_power(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => i > t ? zeros_like(Wyh.t().mv(gO)) : i == t ? Wyh.t().mv(gO) : Whh.t().pow(t - i).mv(Wyh.t().mv(gO));
Tensor q2b_sign(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => -GradHidden(t, i, Whh, Wyh, gO);
Tensor q2b_divided(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => i > t ? zeros_like(Wyh.t().mv(gO)) : GradHidden(t, i, Whh, Wyh, gO) / (t - i + 1);

Tensor q2c_h_i(int t, Tensor[] gH, Tensor[] h) => Enumerable.Range(1, t).Select(i => outer(gH[i - 1], h[i])).Aggregate((a, b) => a + b);
Tensor q2c_outer_order(int t, Tensor[] gH, Tensor[] h) => GradWhhAt(t, gH, h).t();
Tensor q2c_last_only(int t, Tensor[] gH, Tensor[] h) => outer(gH[t - 1], h[t - 1]);
Tensor q2c_skips_first(int t, Tensor[] gH, Tensor[] h) => GradWhhAt(t, gH, h) - outer(gH[0], h[0]);
Tensor q2c_mean(int t, Tensor[] gH, Tensor[] h) => GradWhhAt(t, gH, h) / t;
Tensor q2c_product_of_sums(int t, Tensor[] gH, Tensor[] h) => outer(gH.Take(t).Aggregate((a, b) => a + b), h.Take(t).Aggregate((a, b) => a + b));
Tensor q2c_g_fixed(int t, Tensor[] gH, Tensor[] h) => outer(gH[t - 1], h.Take(t).Aggregate((a, b) => a + b));
Tensor q2c_h_fixed(int t, Tensor[] gH, Tensor[] h) => outer(gH.Take(t).Aggregate((a, b) => a + b), h[t - 1]);
Tensor q2c_elementwise(int t, Tensor[] gH, Tensor[] h) => Enumerable.Range(1, t).Select(i => gH[i - 1] * h[i - 1]).Aggregate((a, b) => a + b);
Tensor q2c_all_steps(int t, Tensor[] gH, Tensor[] h) => GradWhhAt(gH.Length, gH, h);

Tensor q2d_mean(Tensor[] gWhh) => GradWhh(gWhh) / gWhh.Length;
Tensor q2d_last_only(Tensor[] gWhh) => gWhh[^1].clone();
Tensor q2d_first_only(Tensor[] gWhh) => gWhh[0].clone();
Tensor q2d_skips_first(Tensor[] gWhh) => GradWhh(gWhh) - gWhh[0];
Tensor q2d_weighted(Tensor[] gWhh) => gWhh.Select((g, k) => g * (k + 1)).Aggregate((a, b) => a + b);
Tensor q2d_not_summed(Tensor[] gWhh) => stack(gWhh);
Tensor q2d_product(Tensor[] gWhh) => gWhh.Aggregate((a, b) => a * b);
Tensor q2d_three_only(Tensor[] gWhh) => gWhh[0] + gWhh[1] + gWhh[2];
Tensor q2d_sum_dtype(Tensor[] gWhh) => stack(gWhh).sum(0);
