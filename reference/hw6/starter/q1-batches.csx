// Question 1 c: how many batches an epoch has, and how large the last one is.

(int Count, int Last) Batches(int samples, int size) => throw new NotImplementedException();
