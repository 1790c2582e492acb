using System;
using System.Collections.Generic;
using System.Linq;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

// Given: the sizes that all parts use, one batch, and how a comment becomes words.
const int VocabSize = 50, EmbeddingSize = 16, HiddenSize = 32, BatchSize = 32;

/// Ids [T, B] padded with 1, Lengths [B], Labels [B] of 0 and 1 in float32.
record Batch(Tensor Ids, Tensor Lengths, Tensor Labels);

static string[] Tokenize(string text) => text.ToLowerInvariant().Replace(",", " ,").Split(' ', StringSplitOptions.RemoveEmptyEntries);

static List<(string Text, int Label)> Clean(IEnumerable<(string Text, string Label)> rows)
{
    // BEGIN ANSWER Q4.A1
    return rows
        .Select(row => (Text: row.Text.Trim(), Label: row.Label.Trim()))
        .Where(row => row.Text.Length > 0 && row.Label is "0" or "1")
        .Select(row => (row.Text, row.Label == "1" ? 1 : 0))
        .Distinct()
        .ToList();
    // END ANSWER
}

static Dictionary<string, long> BuildVocab(IEnumerable<string[]> docs, int maxSize)
{
    // BEGIN ANSWER Q4.A2
    var vocab = new Dictionary<string, long> { ["<unk>"] = 0, ["<pad>"] = 1 };
    var words = docs.SelectMany(doc => doc)
        .GroupBy(word => word)
        .OrderByDescending(group => group.Count())
        .ThenBy(group => group.Key, StringComparer.Ordinal)
        .Take(maxSize);
    foreach (var word in words) vocab[word.Key] = vocab.Count;
    return vocab;
    // END ANSWER
}

static (Tensor Ids, Tensor Lengths) PadBatch(IList<long[]> docs)
{
    // BEGIN ANSWER Q4.A3
    var longest = docs.Max(doc => doc.Length);
    var ids = new long[longest, docs.Count];
    for (var t = 0; t < longest; t++)
        for (var b = 0; b < docs.Count; b++)
            ids[t, b] = t < docs[b].Length ? docs[b][t] : 1;
    return (tensor(ids), tensor(docs.Select(doc => (long)doc.Length).ToArray()));
    // END ANSWER
}

// Given: comments as batches, in the order of the list.
static List<Batch> Batches(IEnumerable<(string Text, int Label)> rows, Dictionary<string, long> vocab, int size = BatchSize) =>
    rows.Chunk(size).Select(chunk =>
    {
        var (ids, lengths) = PadBatch(chunk.Select(row => Tokenize(row.Text).Select(word => vocab.GetValueOrDefault(word, 0)).ToArray()).ToList());
        return new Batch(ids, lengths, tensor(chunk.Select(row => (float)row.Label).ToArray()));
    }).ToList();

static Tensor RnnForward(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b)
{
    // BEGIN ANSWER Q4.B1
    var h = h0;
    var states = new List<Tensor>();
    for (var t = 0; t < x.shape[0]; t++)
    {
        h = tanh(x[t].mm(Wxh.t()) + h.mm(Whh.t()) + b);
        states.Add(h);
    }
    return stack(states);
    // END ANSWER
}

static Tensor GruStep(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh)
{
    // BEGIN ANSWER Q4.B2
    var fromX = (x.mm(Wih.t()) + bih).chunk(3, 1);
    var fromH = (h.mm(Whh.t()) + bhh).chunk(3, 1);
    var r = sigmoid(fromX[0] + fromH[0]);
    var z = sigmoid(fromX[1] + fromH[1]);
    var n = tanh(fromX[2] + r * fromH[2]);
    return (1 - z) * n + z * h;
    // END ANSWER
}

static (Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) RnnBackward(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut)
{
    // BEGIN ANSWER Q4.B3
    var states = RnnForward(x, h0, Wxh, Whh, b);
    var (dWxh, dWhh, db, dh) = (zeros_like(Wxh), zeros_like(Whh), zeros_like(b), zeros_like(h0));
    for (var t = x.shape[0] - 1; t >= 0; t--)
    {
        var before = t > 0 ? states[t - 1] : h0;
        var dz = (dOut[t] + dh) * (1 - states[t] * states[t]); // tanh' = 1 − tanh²
        dWxh = dWxh + dz.t().mm(x[t]);
        dWhh = dWhh + dz.t().mm(before);
        db = db + dz.sum(dim: 0);
        dh = dz.mm(Whh);
    }
    return (dWxh, dWhh, db, dh);
    // END ANSWER
}

static Tensor AttentionWeights(Tensor states, Tensor query, Tensor lengths)
{
    // BEGIN ANSWER Q4.C2
    var (steps, hidden) = (states.shape[0], states.shape[2]);
    var scores = (states * query).sum(dim: 2) / Math.Sqrt(hidden);
    var isPadding = arange(steps).unsqueeze(1) >= lengths.unsqueeze(0);
    return functional.softmax(scores.masked_fill(isPadding, double.NegativeInfinity), 0);
    // END ANSWER
}

static Tensor AttentionPool(Tensor states, Tensor query, Tensor lengths)
{
    // BEGIN ANSWER Q4.C1
    return (AttentionWeights(states, query, lengths).unsqueeze(2) * states).sum(dim: 0);
    // END ANSWER
}

class CommentClassifier : Module<Tensor, Tensor, Tensor>
{
    // BEGIN ANSWER Q4.D1, Q4.D2, Q4.D3
    public CommentClassifier(long vocab, string kind, bool attention, bool bidirectional, long layers) : base(nameof(CommentClassifier))
    {
        throw new NotImplementedException();
    }

    public override Tensor forward(Tensor ids, Tensor lengths) => throw new NotImplementedException();
    // END ANSWER
}

static (double Loss, double Acc) TrainEpoch(CommentClassifier m, optim.Optimizer opt, IEnumerable<Batch> batches)
{
    // BEGIN ANSWER Q4.E1
    throw new NotImplementedException();
    // END ANSWER
}

static (double Loss, double Acc) Evaluate(CommentClassifier m, IEnumerable<Batch> batches)
{
    // BEGIN ANSWER Q4.E2
    throw new NotImplementedException();
    // END ANSWER
}

static CommentClassifier Train(IList<(string Text, int Label)> train, IList<(string Text, int Label)> validation, int seed)
{
    // BEGIN ANSWER Q4.E3
    throw new NotImplementedException();
    // END ANSWER
}
