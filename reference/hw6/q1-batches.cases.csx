// Inputs of question 1 c: even and uneven divisions, a single batch, batches of one.
foreach (var (samples, size) in new[] { (10, 5), (10, 3), (1, 8), (7, 7), (100, 32), (5, 1), (64, 32), (33, 32), (31, 32) })
    Case("q1c", group: "general", label: $"{samples} samples in batches of {size}", samples, size);
