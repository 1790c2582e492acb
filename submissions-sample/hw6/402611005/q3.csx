int Out(int n, int k, int s, int p, int d) => (n + 2 * p - d * (k - 1) - 1) / s + 1;
int[] ConvOutput(int[] size, int[] kernel, int stride, int padding, int dilation)
{
    if (size.Length == 1) return new[] { Out(size[0], kernel[0], stride, padding, dilation) };
    if (size.Length == 2) return new[] { Out(size[0], kernel[0], stride, padding, dilation), Out(size[1], kernel[1], stride, padding, dilation) };
    return new[] { Out(size[0], kernel[0], stride, padding, dilation), Out(size[1], kernel[1], stride, padding, dilation), Out(size[2], kernel[2], stride, padding, dilation) };
}

long Parameters(int inChannels, int outChannels, int[] kernel, bool bias) => outChannels * (inChannels * kernel[0] * kernel[1] + (bias ? 1 : 0));
