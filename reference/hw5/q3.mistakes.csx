// Typical wrong answers to question 3.

Tensor q3a_argmin(Tensor q, Tensor keys, Tensor values) => values[keys.mv(q).argmin().item<long>()].clone();
Tensor q3a_softmax(Tensor q, Tensor keys, Tensor values) => values.t().mv(nn.functional.softmax(keys.mv(q), 0));
Tensor q3a_scaled_softmax(Tensor q, Tensor keys, Tensor values) => values.t().mv(nn.functional.softmax(keys.mv(q) / Math.Sqrt(q.shape[0]), 0));
Tensor q3a_raw_weights(Tensor q, Tensor keys, Tensor values) => values.t().mv(keys.mv(q));
Tensor q3a_key(Tensor q, Tensor keys, Tensor values) => keys[keys.mv(q).argmax().item<long>()].clone();
Tensor q3a_score(Tensor q, Tensor keys, Tensor values) => keys.mv(q).max();
Tensor q3a_cosine(Tensor q, Tensor keys, Tensor values) => values[(keys.mv(q) / keys.pow(2).sum(dim: 1).sqrt()).argmax().item<long>()].clone();
Tensor q3a_absolute(Tensor q, Tensor keys, Tensor values) => values[keys.mv(q).abs().argmax().item<long>()].clone();
Tensor q3a_distance(Tensor q, Tensor keys, Tensor values) => values[(keys - q).pow(2).sum(dim: 1).argmin().item<long>()].clone();
Tensor q3a_scaled_value(Tensor q, Tensor keys, Tensor values) => ArgmaxAttention(q, keys, values) * keys.mv(q).max();
Tensor q3a_constant(Tensor q, Tensor keys, Tensor values) => tensor(new double[] { 6, 1, 2 }, ScalarType.Float64);
Tensor q3a_last_tie(Tensor q, Tensor keys, Tensor values)
{
    var scores = keys.mv(q).data<double>().ToArray();
    return values[Array.LastIndexOf(scores, scores.Max())].clone();
}
Tensor q3a_index(Tensor q, Tensor keys, Tensor values) => keys.mv(q).argmax();
Tensor q3a_row(Tensor q, Tensor keys, Tensor values) => ArgmaxAttention(q, keys, values).unsqueeze(0);
Tensor q3a_longest_key(Tensor q, Tensor keys, Tensor values) => values[keys.pow(2).sum(dim: 1).argmax().item<long>()].clone();
Tensor q3a_on_values(Tensor q, Tensor keys, Tensor values) => ArgmaxAttention(q, values, values);
Tensor q3a_index_from_one(Tensor q, Tensor keys, Tensor values)
{
    var best = keys.mv(q).argmax().item<long>();
    return best + 1 < values.shape[0] ? values[best + 1].clone() : throw new IndexOutOfRangeException();
}
Tensor q3a_last(Tensor q, Tensor keys, Tensor values) => values[values.shape[0] - 1].clone();
Tensor q3a_first(Tensor q, Tensor keys, Tensor values) => values[0].clone();
Tensor q3a_mean_of_values(Tensor q, Tensor keys, Tensor values) => values.t().mv(ones(values.shape[0], ScalarType.Float64)) / values.shape[0];
Tensor q3a_softmax_keys(Tensor q, Tensor keys, Tensor values) => q3a_softmax(q, keys, keys);
Tensor q3a_argmin_key(Tensor q, Tensor keys, Tensor values) => q3a_argmin(q, keys, keys);
Tensor q3a_cosine_key(Tensor q, Tensor keys, Tensor values) => q3a_cosine(q, keys, keys);
Tensor q3a_scaled_value_cosine(Tensor q, Tensor keys, Tensor values) => q3a_cosine(q, keys, values) * nn.functional.cosine_similarity(keys, q.unsqueeze(0), dim: 1).max();
