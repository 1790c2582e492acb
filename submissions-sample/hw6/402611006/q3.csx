int[] ConvOutput(int[] size, int[] kernel, int stride, int padding, int dilation) =>
    size.Select((n, axis) => (n + 2 * padding - dilation * (kernel[axis] - 1) - 1) / stride + 1).Reverse().ToArray();

int Parameters(int inChannels, int outChannels, int[] kernel, bool bias) => outChannels * (inChannels * kernel.Aggregate(1, (a, b) => a * b) + (bias ? 1 : 0));
