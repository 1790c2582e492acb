Tensor ArgmaxAttention(Tensor q, Tensor keys, Tensor values)
{
    long best = 0;
    double bestScore = double.NegativeInfinity;
    for (long n = 0; n < keys.shape[0]; n++)
    {
        double score = keys[n].dot(q).item<double>();
        if (score > bestScore) { bestScore = score; best = n; }
    }
    return values[best].clone();
}
