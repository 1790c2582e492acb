int[] ConvOutput(int[] size, int[] kernel, int stride, int padding, int dilation)
{
    var output = new int[size.Length];
    for (int k = 0; k < size.Length; k++) output[k] = (size[k] + 2 * padding - kernel[k]) / stride + 1;
    return output;
}

long Parameters(int inChannels, int outChannels, int[] kernel, bool bias)
{
    long product = inChannels * outChannels;
    foreach (var k in kernel) product *= k;
    return product;
}
