    return (AttentionWeights(states, query, lengths).unsqueeze(2) * states).sum(dim: 0).detach();
