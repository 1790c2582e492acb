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
    throw new NotImplementedException();
    // END ANSWER
}

static Dictionary<string, long> BuildVocab(IEnumerable<string[]> docs, int maxSize)
{
    // BEGIN ANSWER Q4.A2
    throw new NotImplementedException();
    // END ANSWER
}

static (Tensor Ids, Tensor Lengths) PadBatch(IList<long[]> docs)
{
    // BEGIN ANSWER Q4.A3
    throw new NotImplementedException();
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
    throw new NotImplementedException();
    // END ANSWER
}

static Tensor GruStep(Tensor x, Tensor h, Tensor Wih, Tensor Whh, Tensor bih, Tensor bhh)
{
    // BEGIN ANSWER Q4.B2
    throw new NotImplementedException();
    // END ANSWER
}

static (Tensor dWxh, Tensor dWhh, Tensor db, Tensor dh0) RnnBackward(Tensor x, Tensor h0, Tensor Wxh, Tensor Whh, Tensor b, Tensor dOut)
{
    // BEGIN ANSWER Q4.B3
    throw new NotImplementedException();
    // END ANSWER
}

static Tensor AttentionWeights(Tensor states, Tensor query, Tensor lengths)
{
    // BEGIN ANSWER Q4.C2
    throw new NotImplementedException();
    // END ANSWER
}

static Tensor AttentionPool(Tensor states, Tensor query, Tensor lengths)
{
    // BEGIN ANSWER Q4.C1
    throw new NotImplementedException();
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
