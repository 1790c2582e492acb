// Typical wrong answers to question 1.

(Tensor, Tensor, Tensor) Moved(Tensor w, Tensor step, Tensor m, Tensor v) => (w - step, m, v);
(Tensor m, Tensor v) State(Tensor g, Tensor m, Tensor v, double b1 = Beta1, double b2 = Beta2) => (b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g * g);

(Tensor, Tensor, Tensor) q1a_no_correction(Tensor w, Tensor g, Tensor m, Tensor v, int t, double rate)
{
    (m, v) = State(g, m, v);
    return Moved(w, rate * m / (v.sqrt() + Epsilon), m, v);
}
(Tensor, Tensor, Tensor) q1a_first_only(Tensor w, Tensor g, Tensor m, Tensor v, int t, double rate)
{
    (m, v) = State(g, m, v);
    return Moved(w, rate * m / (1 - Math.Pow(Beta1, t)) / (v.sqrt() + Epsilon), m, v);
}
(Tensor, Tensor, Tensor) q1a_ascent(Tensor w, Tensor g, Tensor m, Tensor v, int t, double rate) => AdamStep(w, g, m, v, t, -rate);
(Tensor, Tensor, Tensor) q1a_no_root(Tensor w, Tensor g, Tensor m, Tensor v, int t, double rate)
{
    (m, v) = State(g, m, v);
    return Moved(w, rate * m / (1 - Math.Pow(Beta1, t)) / (v / (1 - Math.Pow(Beta2, t)) + Epsilon), m, v);
}
(Tensor, Tensor, Tensor) q1a_swapped_betas(Tensor w, Tensor g, Tensor m, Tensor v, int t, double rate)
{
    (m, v) = State(g, m, v, Beta2, Beta1);
    return Moved(w, rate * m / (1 - Math.Pow(Beta2, t)) / ((v / (1 - Math.Pow(Beta1, t))).sqrt() + Epsilon), m, v);
}
(Tensor, Tensor, Tensor) q1a_old_state(Tensor w, Tensor g, Tensor m, Tensor v, int t, double rate)
{
    var (newM, newV) = State(g, m, v);
    return Moved(w, rate * m / (1 - Math.Pow(Beta1, t)) / ((v / (1 - Math.Pow(Beta2, t))).sqrt() + Epsilon), newM, newV);
}
(Tensor, Tensor, Tensor) q1a_next_t(Tensor w, Tensor g, Tensor m, Tensor v, int t, double rate) => AdamStep(w, g, m, v, t + 1, rate);
(Tensor, Tensor, Tensor) q1a_plain_step(Tensor w, Tensor g, Tensor m, Tensor v, int t, double rate)
{
    (m, v) = State(g, m, v);
    return Moved(w, rate * g, m, v);
}

Tensor[] Scaled(Tensor[] gradients, double by) => gradients.Select(it => it * by).ToArray();
double Norm(Tensor it) => Math.Sqrt(it.pow(2).sum().item<double>());
double All(Tensor[] gradients) => Math.Sqrt(gradients.Sum(it => it.pow(2).sum().item<double>()));

Tensor[] q1b_each(Tensor[] gradients, double most) => gradients.Select(it => it * Math.Min(1, most / Norm(it))).ToArray();
Tensor[] q1b_always(Tensor[] gradients, double most) => Scaled(gradients, most / All(gradients));
Tensor[] q1b_by_value(Tensor[] gradients, double most) => gradients.Select(it => it.clamp(-most, most)).ToArray();
Tensor[] q1b_sum_of_norms(Tensor[] gradients, double most) => Scaled(gradients, Math.Min(1, most / gradients.Sum(Norm)));
Tensor[] q1b_no_root(Tensor[] gradients, double most) => Scaled(gradients, Math.Min(1, most / Math.Pow(All(gradients), 2)));
Tensor[] q1b_not_clipped(Tensor[] gradients, double most) => Scaled(gradients, 1);
