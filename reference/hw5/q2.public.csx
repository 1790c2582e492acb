// The public cases of question 2, which students receive as they stand here. Everything in them comes from the sheet: the network run forward,
// and its loss J, of which torch takes the gradient and central differences confirm it. No formula of an answer is used, and none can be read off.
// The functions of the sheet get numbers, not a network, so each network is found again by the tensors that belong to it.

/// One network of the sheet with its inputs and targets, ψ = identity. h has T + 1 states: h[0] = h_0.
class Network
{
    public Tensor Whx, Whh, Wyh; public Tensor[] X, Y, H, G;

    public int Steps => X.Length;
    public Tensor Next(Tensor before, int t, Tensor whh) => whh.mv(before) + Whx.mv(X[t - 1]);
    public Tensor Logits(Tensor h) => Wyh.mv(h);
    /// J_t = −Σ y_t log σ(o_t)
    public Tensor LossAt(int t, Tensor o) => -(Y[t - 1] * torch.nn.functional.log_softmax(o, 0)).sum();
    /// J_t as a function of h_i: from step i on.
    public Tensor LossFrom(int i, Tensor h, int t, Tensor whh) { for (var k = i + 1; k <= t; k++) h = Next(h, k, whh); return LossAt(t, Logits(h)); }
    /// J_t as a function of W_hh.
    public Tensor Loss(int t, Tensor whh) => LossFrom(0, H[0], t, whh);
}

/// torch's own gradient of a scalar.
Tensor Gradient(Tensor at, Func<Tensor, Tensor> j) { var x = at.clone().requires_grad_(); j(x).backward(); return x.grad.clone(); }

var networks = new List<Network>();

Network Make(long inputs, long hidden, long classes, int steps, bool soft)
{
    Tensor Target() { var y = nn.functional.softmax(Random(classes), 0); if (soft) return y; var hot = zeros_like(y); hot[y.argmax()] = 1.0; return hot; }
    var net = new Network
    {
        Whx = Random(hidden, inputs), Whh = Random(hidden, hidden) * (0.7 / Math.Sqrt(hidden)), Wyh = Random(classes, hidden),
        X = Enumerable.Range(0, steps).Select(_ => Random(inputs)).ToArray(), Y = Enumerable.Range(0, steps).Select(_ => Target()).ToArray(),
    };
    var states = new List<Tensor> { Random(hidden) };
    for (var t = 1; t <= steps; t++) states.Add(net.Next(states[^1], t, net.Whh));
    net.H = states.ToArray();
    net.G = Enumerable.Range(1, steps).Select(t => Gradient(net.Whh, w => net.Loss(t, w))).ToArray(); // ∂J_t/∂W_hh of each step
    networks.Add(net);
    return net;
}

Tensor AtLogits(Network net, int t) => Gradient(net.Logits(net.H[t]), o => net.LossAt(t, o));
Tensor AtState(Network net, int t, int i) => i <= t ? Gradient(net.H[i], h => net.LossFrom(i, h, t, net.Whh)) : Random(net.H[i].shape); // after t: random, must not be read
Tensor[] AtStates(Network net, int t) => Enumerable.Range(1, net.Steps).Select(i => AtState(net, t, i)).ToArray();
bool Same(Tensor a, Tensor b) => a.shape.SequenceEqual(b.shape) && a.eq(b).all().item<bool>();

var sheet = Make(3, 4, 2, 3, soft: false);
foreach (var (net, group, name) in new[] { (sheet, "sheet", "the sheet's sizes"), (Make(2, 5, 3, 5, soft: true), "general", "5 hidden, 3 classes"), (Make(1, 3, 4, 4, soft: true), "general", "3 hidden, 4 classes"), (Make(2, 2, 5, 3, soft: false), "general", "2 hidden, 5 classes"), (Make(2, 3, 3, 1, soft: true), "general", "one step") })
{
    for (var t = 1; t <= net.Steps; t++)
    {
        Case("q2a", group, $"public: {name}, t = {t}", nn.functional.softmax(net.Logits(net.H[t]), 0), net.Y[t - 1]);
        for (var i = 1; i <= net.Steps; i++) Case("q2b", group, $"public: {name}, t = {t}, i = {i}", t, i, net.Whh, net.Wyh, AtLogits(net, t));
        Case("q2c", group, $"public: {name}, t = {t} of {net.Steps}", t, AtStates(net, t), net.H);
    }
    Case("q2d", group, $"public: {name}, T = {net.Steps}", new object[] { net.G });
}

// a) σ(log ŷ) = ŷ, so o may be taken as log ŷ.
Tensor q2a_At(Tensor yHat, Tensor y) => yHat.log();
Tensor q2a_J(Tensor yHat, Tensor y, Tensor o) => -(y * nn.functional.log_softmax(o, 0)).sum();

// b) J_t at h_i; what comes after t has no effect on it.
Network WithWeights(Tensor Whh) => networks.First(it => Same(it.Whh, Whh));
Tensor q2b_At(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO) => WithWeights(Whh).H[i];
Tensor q2b_J(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO, Tensor h) => i > t ? (h * 0).sum() : WithWeights(Whh).LossFrom(i, h, t, Whh);

// c) J_t at W_hh, and d) J at W_hh
Network WithStates(Tensor[] h) => networks.First(it => Same(it.H[0], h[0]));
Tensor q2c_At(int t, Tensor[] gH, Tensor[] h) => WithStates(h).Whh;
Tensor q2c_J(int t, Tensor[] gH, Tensor[] h, Tensor W) => WithStates(h).Loss(t, W);

Network WithGradients(Tensor[] g) => networks.First(it => Same(it.G[0], g[0]));
Tensor q2d_At(Tensor[] gWhh) => WithGradients(gWhh).Whh;
Tensor q2d_J(Tensor[] gWhh, Tensor W)
{
    var net = WithGradients(gWhh);
    return Enumerable.Range(1, net.Steps).Select(t => net.Loss(t, W)).Aggregate((sum, j) => sum + j);
}
