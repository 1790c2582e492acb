// Looks at a student's model and training from inside: this is one more link after the student's cells, so CommentClassifier, Batch, TrainEpoch …
// are the student's. What is looked for is said in words, so that the evidence can be read; right is what the solved notebook gives. Each probe has
// a twin that takes what it looks at as an argument, for the mistakes. Nothing here depends on the names of a student's fields.

const long Vocab = 23;
delegate Module<Tensor, Tensor, Tensor> Maker(string kind, bool attention, bool both, long layers);
delegate (double Loss, double Acc) Trainer(CommentClassifier model, optim.Optimizer optimizer, IEnumerable<Batch> batches);
delegate (double Loss, double Acc) Evaluator(CommentClassifier model, IEnumerable<Batch> batches);

Module<Tensor, Tensor, Tensor> Make(string kind, bool attention, bool both, long layers) => new CommentClassifier(Vocab, kind, attention, both, layers);

/// Comments of random words, [T, B]; words below 2 are no words.
(Tensor Ids, Tensor Lengths) Comments(int seed, long T, params long[] lengths)
{
    var random = new System.Random(seed);
    var ids = new long[T, lengths.Length];
    for (var b = 0; b < lengths.Length; b++)
        for (var t = 0; t < T; t++) ids[t, b] = t < lengths[b] ? random.Next(2, (int)Vocab) : 1;
    return (tensor(ids), tensor(lengths));
}

Tensor Logits(Module<Tensor, Tensor, Tensor> model, (Tensor Ids, Tensor Lengths) comments)
{
    using var noGradients = no_grad();
    return model.call(comments.Ids, comments.Lengths).reshape(-1).to(ScalarType.Float64);
}

bool Near(Tensor a, Tensor b, double within) => a.shape.SequenceEqual(b.shape) && (a - b).abs().max().item<double>() <= within;

// C1: in question 3 no gradient reaches the query; here it must.
Tensor QueryGradient(Tensor states, Tensor query, Tensor lengths)
{
    var learned = query.detach().clone().requires_grad_();
    var pooled = AttentionPool(states, learned, lengths);
    if (!pooled.requires_grad) return zeros_like(query);
    (pooled * arange(1, pooled.numel() + 1).reshape(pooled.shape).to(pooled.dtype)).sum().backward();
    return learned.grad is { IsInvalid: false } grad ? grad : zeros_like(query);
}

// D1: what comes out, how many numbers are learned, and what the linear layer reads.
(string Shape, long Parameters, string Reads) Looks(string kind, bool attention, bool both, long layers) => LooksOf(Make, kind, attention, both, layers);

(string Shape, long Parameters, string Reads) LooksOf(Maker make, string kind, bool attention, bool both, long layers)
{
    using var scope = NewDisposeScope();
    using var model = make(kind, attention, both, layers);
    model.eval();
    string Shape(params long[] lengths)
    {
        using var noGradients = no_grad();
        var comments = Comments(1, lengths.Max(), lengths);
        var logits = model.call(comments.Ids, comments.Lengths);
        return $"[{string.Join(", ", logits.shape)}] for a batch of {lengths.Length}";
    }
    return ($"{Shape(4, 4, 4)}, {Shape(3)}", Counted(model, kind, attention, both, layers), kind == "rnn" && !both && layers == 1 ? Read(model, attention) : "not looked at");
}

/// A recurrent layer has one bias or, as in torch, two; either is a recurrent layer, and counts as two.
long Counted(Module<Tensor, Tensor, Tensor> model, string kind, bool attention, bool both, long layers)
{
    var count = model.parameters().Sum(it => it.numel());
    var gates = kind switch { "gru" => 3, "lstm" => 4, _ => 1 };
    return count == Expected(1) ? Expected(2) : count;

    long Expected(int biases)
    {
        var directions = both ? 2 : 1;
        var recurrent = 0L;
        for (var layer = 0; layer < layers; layer++) recurrent += directions * gates * 32 * ((layer == 0 ? 16 : 32 * directions) + 32 + biases);
        return Vocab * 16 + recurrent + 32 * directions + 1 + (attention ? 32 * directions : 0);
    }
}

/// Finds the weights by their shapes, runs the network itself, and says of what the logits are a linear layer.
string Read(Module<Tensor, Tensor, Tensor> model, bool attention)
{
    const string Unclear = "weights of other shapes";
    var all = model.parameters().Select(it => it.detach().to(ScalarType.Float64)).ToList();
    List<Tensor> Of(params long[] shape) => all.Where(it => it.shape.SequenceEqual(shape)).ToList();
    var (embedding, wxh, whh, bias) = (Of(Vocab, 16), Of(32, 16), Of(32, 32), Of(1));
    var (weight, vectors) = (Of(1, 32), Of(32));
    if (embedding.Count != 1 || wxh.Count != 1 || whh.Count != 1 || bias.Count > 1 || weight.Count is < 1 or > 2) return Unclear;
    var comments = Comments(2, 5, 5, 5, 5, 5);
    var right = Logits(model, comments);
    var queries = vectors.Concat(weight.Select(it => it.reshape(-1))).ToList();
    foreach (var output in weight)
    {
        foreach (var query in attention ? queries : queries.Take(1).Append(zeros(32, ScalarType.Float64)).Take(1))
        {
            var biases = vectors.Where(it => !attention || !object.ReferenceEquals(it, query)).Aggregate(zeros(32, ScalarType.Float64), (sum, it) => sum + it);
            var states = States(embedding[0], comments.Ids, wxh[0], whh[0], biases);
            foreach (var (name, read) in Readings(states, query))
            {
                var logits = read.mm(output.t()).reshape(-1) + (bias.Count == 1 ? bias[0] : zeros(1, ScalarType.Float64));
                if (Near(logits, right, 1e-4)) return name;
                if (Near(logits.sigmoid(), right, 1e-5)) return name + ", through a sigmoid";
            }
        }
    }
    return "something else";
}

Tensor States(Tensor embedding, Tensor ids, Tensor wxh, Tensor whh, Tensor bias)
{
    var (h, states) = (zeros(new[] { ids.shape[1], 32L }, ScalarType.Float64), new List<Tensor>());
    for (var t = 0; t < ids.shape[0]; t++) states.Add(h = (embedding[ids[t]].mm(wxh.t()) + h.mm(whh.t()) + bias).tanh());
    return stack(states);
}

IEnumerable<(string, Tensor)> Readings(Tensor states, Tensor query)
{
    yield return ("the last state", states[^1]);
    var scores = (states * query).sum(dim: 2);
    Tensor Weighted(Tensor weights) => (weights.unsqueeze(2) * states).sum(dim: 0);
    yield return ("attention over all states", Weighted((scores / Math.Sqrt(32)).softmax(0)));
    yield return ("attention without 1/√H", Weighted(scores.softmax(0)));
    yield return ("the mean of all states", states.mean(new long[] { 0 }));
    yield return ("the sum of all states", states.sum(dim: 0));
    yield return ("the largest entries of all states", states.amax(new long[] { 0 }));
    yield return ("the first state", states[0]);
}

// D2: the same comments with more padding, and each of them alone.
string Padding(string kind, bool attention, bool both, long layers) => PaddingOf(Make, kind, attention, both, layers);

string PaddingOf(Maker make, string kind, bool attention, bool both, long layers)
{
    using var scope = NewDisposeScope();
    using var model = make(kind, attention, both, layers);
    model.eval();
    var comments = Comments(3, 6, 6, 2, 4, 1);
    var logits = Logits(model, comments);
    Tensor Longer(long rows) => Logits(model, (cat(new[] { comments.Ids, ones(new[] { rows, 4 }, ScalarType.Int64) }, 0), comments.Lengths));
    var longer = Longer(5);
    var alone = cat(new long[] { 6, 2, 4, 1 }.Select((length, b) => Logits(model, (comments.Ids.narrow(0, 0, length).narrow(1, b, 1).contiguous(), tensor(new[] { length })))).ToArray());
    return (Near(logits, longer, 1e-5), Near(logits, alone, 1e-5)) switch
    {
        (true, true) => "no logit changes",
        (true, false) => "logits change beside a longer comment",
        (false, true) => "logits change when rows of padding are added",
        _ => Near(longer, Longer(1), 1e-5) ? "logits change with the first row of padding" : "logits change with every row of padding",
    };
}

// D3: every parameter learns, all layers and directions are there, and order counts.
(string[] NoGradient, long Parameters, string Order) Gradients(string kind, bool attention, bool both, long layers) => GradientsOf(Make, kind, attention, both, layers);

(string[] NoGradient, long Parameters, string Order) GradientsOf(Maker make, string kind, bool attention, bool both, long layers)
{
    using var scope = NewDisposeScope();
    using var model = make(kind, attention, both, layers);
    var comments = Comments(4, 5, 5, 5, 5);
    model.eval();
    var order = Near(Logits(model, comments), Logits(model, (comments.Ids.flip(0), comments.Lengths)), 1e-6) ? "the same read from the end" : "order counts";
    model.train();
    functional.binary_cross_entropy_with_logits(model.call(comments.Ids, comments.Lengths).reshape(-1), tensor(new[] { 1f, 0f, 1f })).backward();
    var still = model.parameters().Where(it => it.grad is not { IsInvalid: false } grad || grad.abs().max().item<float>() == 0);
    return (still.Select(it => $"a parameter of shape [{string.Join(", ", it.shape)}] receives no gradient").OrderBy(it => it, StringComparer.Ordinal).ToArray(), Counted(model, kind, attention, both, layers), order);
}

// E1, E2: batches without padding, so that a slip of the model is not paid for again.
Batch Batch_(int seed, int size)
{
    var comments = Comments(seed, 5, Enumerable.Repeat(5L, size).ToArray());
    return new Batch(comments.Ids, comments.Lengths, tensor(Enumerable.Range(0, size).Select(b => (b * 7 + seed) % 3 == 0 ? 0f : 1f).ToArray()));
}

CommentClassifier Fresh(string kind)
{
    manual_seed(11);
    var model = new CommentClassifier(Vocab, kind, false, false, 1);
    model.train();
    manual_seed(12);
    return model;
}

Tensor Loss(CommentClassifier model, Batch batch, Reduction reduction = Reduction.Mean) => functional.binary_cross_entropy_with_logits(model.call(batch.Ids, batch.Lengths).reshape(-1), batch.Labels, reduction: reduction);

(string Step, string Loss, string Acc, string Learning) Training(string kind, int epochs) => TrainingOf((model, optimizer, batches) => TrainEpoch(model, optimizer, batches), kind, epochs);

(string Step, string Loss, string Acc, string Learning) TrainingOf(Trainer train, string kind, int epochs)
{
    if (epochs > 0) return ("not looked at", "not looked at", "not looked at", Learning(train, kind, epochs));
    var (loss, acc) = Averages((model, batches) =>
    {
        using var still = optim.SGD(model.parameters(), 0.0); // with a rate of 0 it makes no difference when the loss is taken
        return train(model, still, batches);
    }, kind, training: true);
    return (Step(train, kind), loss, acc, "not looked at");
}

/// Three equal batches, plain gradient descent, and gradients that are left over from before: which known step leads to the student's weights?
string Step(Trainer train, string kind)
{
    var batches = new[] { Batch_(5, 8), Batch_(5, 8), Batch_(5, 8) };
    Tensor[] After(Trainer trainer)
    {
        using var scope = NewDisposeScope();
        var model = Fresh(kind);
        Loss(model, Batch_(6, 4)).backward();
        manual_seed(12);
        using var descent = optim.SGD(model.parameters(), 0.1);
        trainer(model, descent, batches);
        return model.parameters().Select(it => it.detach().to(ScalarType.Float64).clone().MoveToOuterDisposeScope()).ToArray();
    }
    Trainer Known(Func<CommentClassifier, Batch, Tensor> loss, bool clears = true, bool steps = true) => (model, optimizer, all) =>
    {
        foreach (var batch in all)
        {
            if (clears) optimizer.zero_grad();
            loss(model, batch).backward();
            if (steps) optimizer.step();
        }
        return default;
    };
    var mine = After(train);
    foreach (var (name, trainer) in new (string, Trainer)[]
    {
        ("one step down the gradient a batch", Known((m, batch) => Loss(m, batch))),
        ("no parameter moves", (_, _, _) => default),
        ("gradients of earlier batches are added up", Known((m, batch) => Loss(m, batch), clears: false)),
        ("steps of the sum of the losses, not of their mean", Known((m, batch) => Loss(m, batch, Reduction.Sum))),
        ("steps up the gradient", Known((m, batch) => -Loss(m, batch))),
        ("steps of the squared error", Known((m, batch) => (m.call(batch.Ids, batch.Lengths).reshape(-1).sigmoid() - batch.Labels).pow(2).mean())),
        ("one step for all batches together", (model, optimizer, all) =>
        {
            optimizer.zero_grad();
            foreach (var batch in all) Loss(model, batch).backward();
            optimizer.step();
            return default;
        }),
        ("one step for the first batch only", (model, optimizer, all) => Known((m, batch) => Loss(m, batch))(model, optimizer, all.Take(1))),
    })
    {
        if (mine.Zip(After(trainer)).All(it => Near(it.First, it.Second, 1e-5))) return name;
    }
    return "other steps";
}

/// Labels that depend on the first word: five epochs are enough for any of the three kinds.
string Learning(Trainer train, string kind, int epochs)
{
    var batches = Enumerable.Range(0, 8).Select(k =>
    {
        var batch = Batch_(20 + k, 8);
        return batch with { Labels = (batch.Ids[0] > Vocab / 2).to(ScalarType.Float32) };
    }).ToList();
    var model = Fresh(kind);
    using var adam = optim.Adam(model.parameters(), 0.01);
    var losses = Enumerable.Range(0, epochs).Select(_ => train(model, adam, batches).Loss).ToList();
    return losses[^1] < 0.7 * losses[0] ? "the loss falls" : "the loss does not fall below 0.7 of what it was";
}

(string Loss, string Acc, string Changes) Evaluation(string kind, bool training) => EvaluationOf((model, batches) => Evaluate(model, batches), kind, training);

(string Loss, string Acc, string Changes) EvaluationOf(Evaluator evaluate, string kind, bool training)
{
    var (loss, acc) = Averages(evaluate, kind, training: false);
    var model = Fresh(kind);
    model.train(training);
    var before = model.parameters().Select(it => it.detach().clone()).ToList();
    var meanwhile = new List<string>();
    model.register_forward_pre_hook((_, ids, lengths) =>
    {
        if (is_grad_enabled()) meanwhile.Add("gradients are recorded meanwhile");
        if (model.training) meanwhile.Add("the model is in training mode meanwhile");
        return (ids, lengths);
    });
    evaluate(model, new[] { Batch_(5, 8), Batch_(6, 3) });
    if (model.parameters().Zip(before).Any(it => (it.First.detach() - it.Second).abs().max().item<float>() > 0)) meanwhile.Add("the parameters change");
    if (model.parameters().Any(it => it.grad is { IsInvalid: false })) meanwhile.Add("gradients are left behind");
    if (model.training != training) meanwhile.Add(training ? "the model is left in evaluation mode" : "the model is left in training mode");
    return (loss, acc, meanwhile.Count == 0 ? "nothing changes" : string.Join(", ", meanwhile.Distinct()));
}

/// Batches of 8, 8 and 3 comments: which known average is the student's?
(string Loss, string Acc) Averages(Evaluator evaluate, string kind, bool training)
{
    var batches = new[] { Batch_(7, 8), Batch_(8, 8), Batch_(9, 3) };
    var (model, twin) = (Fresh(kind), Fresh(kind));
    twin.train(training);
    var known = batches.Select(batch =>
    {
        using var noGradients = no_grad();
        var logits = twin.call(batch.Ids, batch.Lengths).reshape(-1);
        double Right(double above) => (logits > above).eq(batch.Labels > 0.5).to(ScalarType.Float64).mean().item<double>();
        var loss = functional.binary_cross_entropy_with_logits(logits, batch.Labels).item<float>();
        return (Size: (double)batch.Labels.shape[0], Loss: (double)loss, Acc: Right(0), Half: Right(0.5), Squared: (logits.sigmoid() - batch.Labels).pow(2).mean().item<float>());
    }).ToList();
    var count = known.Sum(it => it.Size);
    double Weighted(Func<(double Size, double Loss, double Acc, double Half, float Squared), double> of) => known.Sum(it => it.Size * of(it)) / count;
    manual_seed(12);
    var mine = evaluate(model, batches);
    string Named(double number, params (string Name, double Number)[] some) => some.FirstOrDefault(it => Math.Abs(it.Number - number) <= 1e-4 * Math.Max(1, Math.Abs(it.Number))).Name ?? "another number";
    return (Named(mine.Loss, ("the average over all comments", Weighted(it => it.Loss)), ("the average of the batches, large and small alike", known.Average(it => it.Loss)), ("the sum over the batches", known.Sum(it => it.Loss)),
            ("the sum over all comments", count * Weighted(it => it.Loss)), ("the loss of the last batch", known[^1].Loss), ("the squared error", Weighted(it => it.Squared)), ("zero", 0)),
        Named(mine.Acc, ("the average over all comments", Weighted(it => it.Acc)), ("the average of the batches, large and small alike", known.Average(it => it.Acc)), ("a percentage", 100 * Weighted(it => it.Acc)),
            ("the number of right comments", count * Weighted(it => it.Acc)), ("the accuracy of the last batch", known[^1].Acc), ("right when the logit is above 0.5", Weighted(it => it.Half)), ("right and wrong swapped", 1 - Weighted(it => it.Acc)), ("zero", 0)));
}

// E3: trained by the student's code, asked about comments that it has not seen.
(long[] Predictions, string Remark) Predict(string[] trainTexts, string[] trainLabels, string[] validationTexts, string[] validationLabels, string[] heldOut, int seed)
{
    var (train, validation) = (Cleaned(trainTexts, trainLabels), Cleaned(validationTexts, validationLabels));
    var model = Train(train, validation, seed);
    var vocab = BuildVocab(train.Select(row => Tokenize(row.Text)), VocabSize);
    model.eval();
    long[] Asked(IEnumerable<string> texts) => Batches(texts.Select(text => (text, 0)), vocab).SelectMany(batch => Logits(model, (batch.Ids, batch.Lengths)).data<double>().Select(it => it > 0 ? 1L : 0L)).ToArray();
    var right = Asked(validation.Select(row => row.Text)).Zip(validation).Count(it => it.First == it.Second.Label);
    return (Asked(heldOut), right < 0.7 * validation.Count && LearnsNothing(model, train, validation, seed) ? "nothing-learned" : "");
}

bool LearnsNothing(CommentClassifier model, List<(string Text, int Label)> train, List<(string Text, int Label)> validation, int seed)
{
    try
    {
        var other = Train(train.Select(row => (row.Text, 1 - row.Label)).ToList(), validation, seed);
        return model.parameters().Zip(other.parameters()).All(it => it.First.shape.SequenceEqual(it.Second.shape) && it.First.eq(it.Second).all().item<bool>());
    }
    catch (Exception)
    {
        return false; // it was asked for a reason only
    }
}

List<(string Text, int Label)> Cleaned(string[] texts, string[] labels) =>
    texts.Zip(labels, (text, label) => (Text: text.Trim(), Label: label.Trim())).Where(row => row.Text.Length > 0 && row.Label is "0" or "1").Distinct().Select(row => (row.Text, row.Label == "1" ? 1 : 0)).ToList();
