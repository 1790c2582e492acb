(int Count, int Last) Batches(int samples, int size)
{
    int count = (int)Math.Ceiling(samples / (double)size);
    int last = samples % size == 0 ? size : samples % size;
    return (count, last);
}
