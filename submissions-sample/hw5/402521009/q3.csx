Tensor ArgmaxAttention(Tensor q, Tensor keys, Tensor values) => values.t().mv(nn.functional.softmax(keys.mv(q), 0));
