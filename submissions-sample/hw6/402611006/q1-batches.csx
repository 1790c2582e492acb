(int Count, int Last) Batches(int samples, int size) => (samples / (samples % size), samples % size);
