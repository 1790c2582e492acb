// Homework 6, question 1: one step of Adam (Kingma and Ba, 2015), and clipping by the global norm.
const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

/// m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − rate · m̂ / (√v̂ + ε) with m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ)
(Tensor w, Tensor m, Tensor v) AdamStep(Tensor w, Tensor g, Tensor m, Tensor v, int t, double rate)
{
    m = Beta1 * m + (1 - Beta1) * g;
    v = Beta2 * v + (1 - Beta2) * g * g;
    var (mHat, vHat) = (m / (1 - Math.Pow(Beta1, t)), v / (1 - Math.Pow(Beta2, t)));
    return (w - rate * mHat / (vHat.sqrt() + Epsilon), m, v);
}

/// The sheet does not say where ε stands: as in "the order of computation can be changed", section 2 of the paper …
(Tensor w, Tensor m, Tensor v) q1a_hat_epsilon(Tensor w, Tensor g, Tensor m, Tensor v, int t, double rate)
{
    (_, m, v) = AdamStep(w, g, m, v, t, rate);
    var step = rate * Math.Sqrt(1 - Math.Pow(Beta2, t)) / (1 - Math.Pow(Beta1, t));
    return (w - step * m / (v.sqrt() + Epsilon), m, v);
}

/// … or under the root, as some books print it.
(Tensor w, Tensor m, Tensor v) q1a_epsilon_inside(Tensor w, Tensor g, Tensor m, Tensor v, int t, double rate)
{
    (_, m, v) = AdamStep(w, g, m, v, t, rate);
    var (mHat, vHat) = (m / (1 - Math.Pow(Beta1, t)), v / (1 - Math.Pow(Beta2, t)));
    return (w - rate * mHat / (vHat + Epsilon).sqrt(), m, v);
}

/// All gradients times most / ‖all of them‖, where that norm is larger than most.
Tensor[] ClipByNorm(Tensor[] gradients, double most)
{
    var norm = Math.Sqrt(gradients.Sum(it => it.pow(2).sum().item<double>()));
    return gradients.Select(it => norm > most ? it * (most / norm) : it.clone()).ToArray();
}
