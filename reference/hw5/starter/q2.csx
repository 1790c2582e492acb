// Homework 5, question 2: backpropagation through time (psi is the identity). Write the four functions; add helpers as you like.
// سؤال ۲: چهار تابع زیر را بنویسید؛ تابع‌های کمکی آزادند. پیش از تحویل: dotnet grader check
// Given here without being imported: System, System.Linq, System.Collections.Generic, TorchSharp, and all of torch by its bare name.
// Keep the dtype that you are given (float64), work for any sizes, and do not change the arguments. torch.autograd is not allowed here.

/// <summary>a) ∂J_t/∂o_t</summary>
/// <param name="yHat">ŷ_t = σ(o_t) [n]</param>
/// <param name="y">y_t [n]; its entries sum to 1, and it need not be one-hot</param>
/// <returns>[n]</returns>
Tensor GradLogits(Tensor yHat, Tensor y)
{
    throw new NotImplementedException();
}

/// <summary>b) ∂J_t/∂h_i, for any i and t (both count from 1), also for i &gt; t</summary>
/// <param name="Whh">W_hh [h, h]</param>
/// <param name="Wyh">W_yh [n, h]</param>
/// <param name="gO">g_{o_t} = ∂J_t/∂o_t [n]</param>
/// <returns>[h]</returns>
Tensor GradHidden(int t, int i, Tensor Whh, Tensor Wyh, Tensor gO)
{
    throw new NotImplementedException();
}

/// <summary>c) ∂J_t/∂W_hh</summary>
/// <param name="gH">gH[i-1] = ∂J_t/∂h_i [h]; entries after step t hold anything: do not read them</param>
/// <param name="h">h[i] = h_i [h], from h[0] = h_0</param>
/// <returns>[h, h]</returns>
Tensor GradWhhAt(int t, Tensor[] gH, Tensor[] h)
{
    throw new NotImplementedException();
}

/// <summary>d) ∂J/∂W_hh</summary>
/// <param name="gWhh">gWhh[t-1] = ∂J_t/∂W_hh [h, h], for t = 1 … T; T is its length</param>
/// <returns>[h, h]</returns>
Tensor GradWhh(Tensor[] gWhh)
{
    throw new NotImplementedException();
}
