// Typical wrong answers to question 3.
int[] Each(int[] size, int[] kernel, Func<int, int, int> one) => size.Zip(kernel, one).ToArray();

int[] q3a_padding_once(int[] size, int[] kernel, int stride, int padding, int dilation) => Each(size, kernel, (n, k) => (n + padding - dilation * (k - 1) - 1) / stride + 1);
int[] q3a_no_dilation(int[] size, int[] kernel, int stride, int padding, int dilation) => ConvOutput(size, kernel, stride, padding, 1);
int[] q3a_one_less(int[] size, int[] kernel, int stride, int padding, int dilation) => Each(size, kernel, (n, k) => (n + 2 * padding - dilation * (k - 1) - 1) / stride);
int[] q3a_ceiling(int[] size, int[] kernel, int stride, int padding, int dilation) => Each(size, kernel, (n, k) => (n + 2 * padding - dilation * (k - 1) - 1 + stride - 1) / stride + 1);
int[] q3a_no_stride(int[] size, int[] kernel, int stride, int padding, int dilation) => ConvOutput(size, kernel, 1, padding, dilation);

long q3b_no_bias(int inChannels, int outChannels, int[] kernel, bool bias) => Parameters(inChannels, outChannels, kernel, false);
long q3b_bias_per_filter(int inChannels, int outChannels, int[] kernel, bool bias) => Parameters(inChannels, outChannels, kernel, false) + (bias ? inChannels * outChannels : 0);
long q3b_one_input(int inChannels, int outChannels, int[] kernel, bool bias) => Parameters(1, outChannels, kernel, bias);
