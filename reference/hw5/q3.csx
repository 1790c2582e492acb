// Homework 5, question 3: attention that returns the value of the most similar key; similarity is the inner product, ties go to the first key.

Tensor ArgmaxAttention(Tensor q, Tensor keys, Tensor values)
{
    var scores = keys.mv(q).data<double>().ToArray();
    var best = 0;
    for (var n = 1; n < scores.Length; n++) if (scores[n] > scores[best]) best = n;
    return values[best].clone();
}
