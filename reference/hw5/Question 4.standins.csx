// Takes the place of a student's wrong part while another part is tested that calls it, so that one mistake is paid for once. It runs beside the
// student's code, so it holds no answer written out: the library does the work, or something simpler that serves as well.

// BEGIN ANSWER Q4.A2
static Dictionary<string, long> BuildVocab(IEnumerable<string[]> docs, int maxSize)
{
    var vocab = new Dictionary<string, long> { ["<unk>"] = 0, ["<pad>"] = 1 };
    foreach (var word in docs.SelectMany(doc => doc)) vocab.TryAdd(word, vocab.Count);
    return vocab;
}
// END ANSWER

// BEGIN ANSWER Q4.A3
static (Tensor Ids, Tensor Lengths) PadBatch(IList<long[]> docs) =>
    (nn.utils.rnn.pad_sequence(docs.Select(doc => tensor(doc)).ToList(), false, 1), tensor(docs.Select(doc => doc.LongLength).ToArray()));
// END ANSWER

// BEGIN ANSWER Q4.B1
static Tensor RnnForward(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b)
{
    using var network = nn.RNN(x.shape[2], h0.shape[1]).to(x.dtype);
    using var noGradients = no_grad();
    foreach (var (parameter, given) in network.parameters().Zip(new[] { Wxh, Whh, b, zeros_like(b) })) parameter.copy_(given);
    return network.call(x, h0.unsqueeze(0)).Item1.detach();
}
// END ANSWER

// BEGIN ANSWER Q4.C2
static Tensor AttentionWeights(Tensor states, Tensor query, Tensor lengths)
{
    var (T, B, H) = (states.shape[0], states.shape[1], states.shape[2]);
    var mask = (arange(T).unsqueeze(0) < lengths.unsqueeze(1)).unsqueeze(1);
    return nn.functional.scaled_dot_product_attention(query.expand(B, 1, H), states.transpose(0, 1), eye(T, dtype: states.dtype).expand(B, T, T), mask).squeeze(1).t();
}
// END ANSWER

// BEGIN ANSWER Q4.C1
static Tensor AttentionPool(Tensor states, Tensor query, Tensor lengths)
{
    var (T, B, H) = (states.shape[0], states.shape[1], states.shape[2]);
    var mask = (arange(T).unsqueeze(0) < lengths.unsqueeze(1)).unsqueeze(1);
    return nn.functional.scaled_dot_product_attention(query.expand(B, 1, H), states.transpose(0, 1), states.transpose(0, 1), mask).squeeze(1);
}
// END ANSWER

// BEGIN ANSWER Q4.D1, Q4.D2, Q4.D3
class CommentClassifier : Module<Tensor, Tensor, Tensor>
{
    private readonly Embedding words;
    private readonly GRU network;
    private readonly Linear last;

    public CommentClassifier(long vocab, string kind, bool attention, bool bidirectional, long layers) : base("StandIn")
    {
        (words, network, last) = (nn.Embedding(vocab, 16), nn.GRU(16, 32), nn.Linear(32, 1));
        RegisterComponents();
    }

    public override Tensor forward(Tensor ids, Tensor lengths)
    {
        var (states, _) = network.call(words.call(ids));
        var ends = nn.functional.one_hot(lengths.clamp(1) - 1, ids.shape[0]).t().unsqueeze(2).to(states.dtype);
        return last.call((states * ends).sum(dim: 0)).squeeze(1);
    }
}
// END ANSWER

// BEGIN ANSWER Q4.E1
static (double Loss, double Acc) TrainEpoch(CommentClassifier m, optim.Optimizer opt, IEnumerable<Batch> batches)
{
    m.train();
    foreach (var batch in batches)
    {
        m.zero_grad();
        nn.functional.binary_cross_entropy_with_logits(m.call(batch.Ids, batch.Lengths), batch.Labels).backward();
        opt.step();
    }
    return Evaluate(m, batches);
}
// END ANSWER

// BEGIN ANSWER Q4.E2
static (double Loss, double Acc) Evaluate(CommentClassifier m, IEnumerable<Batch> batches)
{
    var (ids, mode) = (batches.ToList(), m.training);
    using var noGradients = no_grad();
    m.eval();
    var (logits, labels) = (cat(ids.Select(it => m.call(it.Ids, it.Lengths)).ToList(), 0), cat(ids.Select(it => it.Labels).ToList(), 0));
    m.train(mode);
    return (nn.functional.binary_cross_entropy_with_logits(logits, labels).item<float>(), logits.gt(0).eq(labels.gt(0.5)).to(ScalarType.Float64).mean().item<double>());
}
// END ANSWER
