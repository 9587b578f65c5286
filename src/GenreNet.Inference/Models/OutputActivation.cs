namespace GenreNet.Inference;

/// <summary>Specifies how the network converts its logits to probabilities.</summary>
public enum OutputActivation
{
    /// <summary>Softmax: a clip has one genre, and the probabilities of all genres add up to one.</summary>
    Softmax,

    /// <summary>Sigmoid: each genre has an independent probability, several can apply to a clip, and they do not add up to one.</summary>
    Sigmoid,
}

/// <summary>Specifies how the probabilities of a clip's segments are combined into those of the clip.</summary>
public enum SegmentPooling
{
    /// <summary>The mean of the probabilities.</summary>
    Mean,

    /// <summary>
    /// The mean of the logarithms of the probabilities, renormalised: with softmax the normalised geometric mean, with sigmoid the
    /// probability of the mean log-odds. For a linear head, it equals the head's output for the clip's mean embedding.
    /// </summary>
    LogMean,
}
