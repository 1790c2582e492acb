int[] ConvOutput(int[] size, int[] kernel, int stride, int padding, int dilation)
{
    var output = new int[size.Length];
    for (int axis = 0; axis < size.Length; axis++)
        output[axis] = (int)Math.Floor((size[axis] + 2 * padding - dilation * (kernel[axis] - 1) - 1) / (double)stride) + 1;
    return output;
}

long Parameters(int inChannels, int outChannels, int[] kernel, bool bias)
{
    long weights = (long)inChannels * outChannels;
    foreach (var k in kernel) weights *= k;
    return bias ? weights + outChannels : weights;
}
