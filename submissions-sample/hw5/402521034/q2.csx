// d: only the last step.
Tensor GradWhh(Tensor[] gWhh) => gWhh[^1].clone();
