// Homework 5, question 3: argmax attention. The answer to part b is a text and stands in answers.yaml.
// سؤال ۳: توجه argmax. پاسخ بخش ب متنی است و در answers.yaml نوشته می‌شود.

/// <summary>a) The value that belongs to the key most similar to the query, by inner product; of several such keys the first.</summary>
/// <param name="q">[d]</param>
/// <param name="keys">[n, d], a key a row</param>
/// <param name="values">[n, v], a value a row</param>
/// <returns>[v]</returns>
Tensor ArgmaxAttention(Tensor q, Tensor keys, Tensor values)
{
    throw new NotImplementedException();
}
