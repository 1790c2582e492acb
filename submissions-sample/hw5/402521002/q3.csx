Tensor ArgmaxAttention(Tensor q, Tensor keys, Tensor values) => values[einsum("nd,d->n", keys, q).argmax().item<long>()];
