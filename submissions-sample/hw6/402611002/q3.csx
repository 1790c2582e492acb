int One(int n, int k, int stride, int padding, int dilation) => (n + 2 * padding - dilation * (k - 1) - 1) / stride + 1;

int[] ConvOutput(int[] size, int[] kernel, int stride, int padding, int dilation) =>
    size.Length == 0 ? [] : [One(size[0], kernel[0], stride, padding, dilation), .. ConvOutput(size[1..], kernel[1..], stride, padding, dilation)];

long Parameters(int inChannels, int outChannels, int[] kernel, bool bias) =>
    Enumerable.Range(0, outChannels).Sum(_ => inChannels * kernel.Aggregate(1L, (a, b) => a * b) + Convert.ToInt64(bias));
