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
Tensor q2a_one_hot(Tensor yHat, Tensor y) => yHat - nn.functional.one_hot(y.argmax(), y.shape[0]);
Tensor q2a_scalar(Tensor yHat, Tensor y) => (yHat - y).sum();
Tensor q2a_loss(Tensor yHat, Tensor y) => -(y * yHat.log()).sum();
Tensor q2a_softmax_derivative(Tensor yHat, Tensor y) => yHat * (1 - yHat);
Tensor q2a_mean_squares(Tensor yHat, Tensor y) => 2 * (yHat - y) / y.shape[0];
Tensor q2a_sign_mean(Tensor yHat, Tensor y) => (y - yHat) / y.shape[0];
Tensor q2a_sign_factor_two(Tensor yHat, Tensor y) => 2 * (y - yHat);
Tensor q2a_sign_stops_at_y(Tensor yHat, Tensor y) => y / yHat;
Tensor q2a_sign_diagonal_only(Tensor yHat, Tensor y) => y * (1 - yHat);

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
Tensor q2b_same_step_only(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => i == t ? Wyh.t().mv(gO) : zeros_like(Wyh.t().mv(gO));
Tensor q2b_adds_each_step(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => i > t ? zeros_like(Wyh.t().mv(gO)) : Enumerable.Range(0, t - i).Aggregate(Wyh.t().mv(gO), (g, _) => Whh.t().mv(g) + Wyh.t().mv(gO));
Tensor q2b_future(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => Chain(t - i, Whh.t(), Wyh.t().mv(gO));
Tensor q2b_symmetric_steps(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => Chain(Math.Abs(t - i), Whh.t(), Wyh.t().mv(gO));
Tensor q2b_negative_power(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => Whh.t().matrix_power(t - i).mv(Wyh.t().mv(gO));
Tensor q2b_column(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => GradHidden(t, i, Whh, Wyh, gO).unsqueeze(1);
Tensor q2b_wyh_not_transposed(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => i > t ? zeros(Whh.shape[0], ScalarType.Float64) : Chain(t - i, Whh.t(), Wyh.mv(gO));
Tensor q2b_no_transpose_future(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => Chain(t - i, Whh, Wyh.t().mv(gO));
Tensor q2b_no_transpose_one_too_many(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => i > t ? zeros_like(Wyh.t().mv(gO)) : Chain(t - i + 1, Whh, Wyh.t().mv(gO));
Tensor q2b_no_transpose_one_too_few(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => i > t ? zeros_like(Wyh.t().mv(gO)) : Chain(t - i - 1, Whh, Wyh.t().mv(gO));
Tensor q2b_no_transpose_one_step(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => i > t ? zeros_like(Wyh.t().mv(gO)) : Chain(Math.Min(t - i, 1), Whh, Wyh.t().mv(gO));
Tensor q2b_one_too_many_future(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => Chain(t - i + 1, Whh.t(), Wyh.t().mv(gO));
Tensor q2b_one_too_few_future(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => Chain(t - i - 1, Whh.t(), Wyh.t().mv(gO));
Tensor q2b_sign_no_transpose(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => -q2b_no_transpose(t, i, Whh, Wyh, gO);

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
Tensor q2c_psi_factor(int t, Tensor[] gH, Tensor[] h) => Enumerable.Range(1, t).Select(i => outer((1 - h[i] * h[i]) * gH[i - 1], h[i - 1])).Aggregate((a, b) => a + b);
Tensor q2c_double_counting(int t, Tensor[] gH, Tensor[] h) => Enumerable.Range(1, t).Select(i => GradWhhAt(i, gH, h)).Aggregate((a, b) => a + b);
Tensor q2c_sign(int t, Tensor[] gH, Tensor[] h) => -GradWhhAt(t, gH, h);
Tensor q2c_skips_last(int t, Tensor[] gH, Tensor[] h) => GradWhhAt(t - 1, gH, h);
Tensor q2c_h_two_back(int t, Tensor[] gH, Tensor[] h) => Enumerable.Range(2, t - 1).Aggregate(zeros_like(outer(gH[0], h[0])), (sum, i) => sum + outer(gH[i - 1], h[i - 2]));
Tensor q2c_dot(int t, Tensor[] gH, Tensor[] h) => Enumerable.Range(1, t).Select(i => gH[i - 1].dot(h[i - 1])).Aggregate((a, b) => a + b);
Tensor q2c_current_state_transposed(int t, Tensor[] gH, Tensor[] h) => q2c_h_i(t, gH, h).t();
Tensor q2c_skips_first_outer_order(int t, Tensor[] gH, Tensor[] h) => q2c_skips_first(t, gH, h).t();
Tensor q2c_mean_outer_order(int t, Tensor[] gH, Tensor[] h) => q2c_mean(t, gH, h).t();
Tensor q2c_sign_outer_order(int t, Tensor[] gH, Tensor[] h) => -q2c_outer_order(t, gH, h);
Tensor q2c_last_only_outer_order(int t, Tensor[] gH, Tensor[] h) => q2c_last_only(t, gH, h).t();
Tensor q2c_last_only_h_i(int t, Tensor[] gH, Tensor[] h) => outer(gH[t - 1], h[t]);
Tensor q2c_mean_h_i(int t, Tensor[] gH, Tensor[] h) => q2c_h_i(t, gH, h) / t;

Tensor q2d_mean(Tensor[] gWhh) => GradWhh(gWhh) / gWhh.Length;
Tensor q2d_last_only(Tensor[] gWhh) => gWhh[^1].clone();
Tensor q2d_first_only(Tensor[] gWhh) => gWhh[0].clone();
Tensor q2d_skips_first(Tensor[] gWhh) => GradWhh(gWhh) - gWhh[0];
Tensor q2d_weighted(Tensor[] gWhh) => gWhh.Select((g, k) => g * (k + 1)).Aggregate((a, b) => a + b);
Tensor q2d_not_summed(Tensor[] gWhh) => stack(gWhh);
Tensor q2d_product(Tensor[] gWhh) => gWhh.Aggregate((a, b) => a * b);
Tensor q2d_three_only(Tensor[] gWhh) => gWhh[0] + gWhh[1] + gWhh[2];
Tensor q2d_sum_dtype(Tensor[] gWhh) => stack(gWhh).sum(0);
Tensor q2d_skips_last(Tensor[] gWhh) => GradWhh(gWhh) - gWhh[^1];
Tensor q2d_sign(Tensor[] gWhh) => -GradWhh(gWhh);
Tensor q2d_transposed(Tensor[] gWhh) => GradWhh(gWhh).t();
Tensor q2d_running_sums(Tensor[] gWhh) => gWhh.Select((g, k) => g * (gWhh.Length - k)).Aggregate((a, b) => a + b);
Tensor q2d_divided_by_three(Tensor[] gWhh) => GradWhh(gWhh) / 3;
Tensor q2d_wrong_axis(Tensor[] gWhh) => stack(gWhh).sum(dim: 1);
Tensor q2d_scalar(Tensor[] gWhh) => GradWhh(gWhh).sum();
Tensor q2d_sign_mean(Tensor[] gWhh) => -q2d_mean(gWhh);
Tensor q2d_mean_skips_first(Tensor[] gWhh) => q2d_skips_first(gWhh) / gWhh.Length;
