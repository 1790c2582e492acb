// Homework 6, question 1 c: how many batches an epoch has, and how large the last one is.

(int Count, int Last) Batches(int samples, int size)
{
    var count = (samples + size - 1) / size;
    return (count, samples - (count - 1) * size);
}
