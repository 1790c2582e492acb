// Inputs of question 1. The state is never negative where it must not be, and tiny gradients show where ε stands.

Tensor Squares(params long[] shape) => Random(shape).pow(2);

Case("q1a", group: "sheet", label: "the first step, a vector of 2", Random(2), Random(2), zeros(2, ScalarType.Float64), zeros(2, ScalarType.Float64), 1, 0.001);
Case("q1a", group: "sheet", label: "the third step, a vector of 2, small gradients", Random(2), Random(2) * 1e-3, Random(2) * 1e-3, Squares(2) * 1e-6, 3, 0.5);
foreach (var (t, rate) in new[] { (1, 0.01), (2, 0.001), (3, 0.1), (10, 0.5), (1000, 0.02) })
    Case("q1a", group: "general", label: $"a matrix, t = {t}", Random(2, 3), Random(2, 3), Random(2, 3), Squares(2, 3), t, rate);
Case("q1a", group: "general", label: "the first step, zero state, a vector of 5", Random(5), Random(5), zeros(5, ScalarType.Float64), zeros(5, ScalarType.Float64), 1, 0.25);
Case("q1a", group: "general", label: "three axes, t = 4", Random(2, 1, 3), Random(2, 1, 3), Random(2, 1, 3), Squares(2, 1, 3), 4, 0.3);
Case("q1a", group: "general", label: "tiny gradients, t = 2", Random(4), Random(4) * 1e-6, Random(4) * 1e-6, Squares(4) * 1e-12, 2, 0.5);

Tensor[] Several(double scale) => new[] { Random(3) * scale, Random(2, 4) * scale, Random(1, 2) * scale };
Case("q1b", group: "small", label: "three tensors, far below", Several(0.1), 5.0);
Case("q1b", group: "small", label: "one tensor, below", new[] { Random(2, 2) * 0.1 }, 1.0);
Case("q1b", group: "large", label: "three tensors, far above", Several(4), 1.5);
Case("q1b", group: "large", label: "three tensors, just above", Several(1), 1.0);
Case("q1b", group: "large", label: "one tensor, above", new[] { Random(5) * 3 }, 2.0);
Case("q1b", group: "large", label: "each small enough, all together not", Enumerable.Range(0, 6).Select(_ => ones(2, ScalarType.Float64) * 0.6 + Random(2) * 0.01).ToArray(), 1.0);
