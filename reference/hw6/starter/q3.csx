// Question 3: sizes of convolutions, for any number of axes.

int[] ConvOutput(int[] size, int[] kernel, int stride, int padding, int dilation) => throw new NotImplementedException();

long Parameters(int inChannels, int outChannels, int[] kernel, bool bias) => throw new NotImplementedException();
