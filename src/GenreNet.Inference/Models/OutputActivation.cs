namespace GenreNet.Inference;

/// <summary>How the network turns its logits into probabilities.</summary>
public enum OutputActivation
{
    /// <summary>Softmax: a clip has one genre, and the probabilities of all genres add up to one.</summary>
    Softmax,

    /// <summary>Sigmoid: each genre has a probability of its own, several can apply to a clip, and they do not add up to one.</summary>
    Sigmoid,
}

/// <summary>How the probabilities of a clip's segments become those of the clip.</summary>
public enum SegmentPooling
{
    /// <summary>Their mean.</summary>
    Mean,

    /// <summary>
    /// The mean of their logarithms, renormalised: with softmax that is the normalised geometric mean, with sigmoid the probability of the
    /// mean log-odds. For a linear head it equals the head's answer for the clip's mean embedding.
    /// </summary>
    LogMean,
}
