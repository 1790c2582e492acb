Tensor ArgmaxAttention(Tensor q, Tensor keys, Tensor values) => values[keys.mv(q).argmin().item<long>()];
