(int Count, int Last) Batches(int samples, int size) => ((samples + size - 1) / size, samples % size);
