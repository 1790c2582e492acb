// Typical wrong answers to question 1 c.
(int Count, int Last) q1c_floor(int samples, int size) => (samples / size, Math.Min(samples, size));
(int Count, int Last) q1c_remainder(int samples, int size) => ((samples + size - 1) / size, samples % size);
(int Count, int Last) q1c_one_more(int samples, int size) => (samples / size + 1, samples % size == 0 ? size : samples % size);
