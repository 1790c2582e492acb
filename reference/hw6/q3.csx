// Homework 6, question 3: sizes and parameters of convolutions.

/// ⌊(n + 2p − d(k − 1) − 1) / s⌋ + 1 along each axis
int[] ConvOutput(int[] size, int[] kernel, int stride, int padding, int dilation) =>
    size.Zip(kernel, (n, k) => (n + 2 * padding - dilation * (k - 1) - 1) / stride + 1).ToArray();

/// out · (in · Π k + 1)
long Parameters(int inChannels, int outChannels, int[] kernel, bool bias) =>
    outChannels * (inChannels * kernel.Aggregate(1L, (product, k) => product * k) + (bias ? 1 : 0));
