(int, int) Batches(int samples, int size) => samples <= size ? (1, samples) : (Batches(samples - size, size).Item1 + 1, Batches(samples - size, size).Item2);
