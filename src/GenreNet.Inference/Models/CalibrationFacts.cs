namespace GenreNet.Inference.Models;

/// <summary>How the model's probabilities were made to mean what they say: by temperature scaling.</summary>
/// <remarks>Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks" (2017). The graph divides by the temperature, so callers do not.</remarks>
public sealed record CalibrationFacts
{
    /// <summary>What the logits are divided by before the softmax: above 1 takes confidence away, 1 leaves it as it is. It never changes which genre is first.</summary>
    public required double Temperature { get; init; }

    /// <summary>What it was fitted on, in words.</summary>
    public required string FittedOn { get; init; }

    /// <summary>Expected calibration error by segment (by track, where log probabilities are pooled) there with a temperature of 1, 0 to 1.</summary>
    public required double ErrorBefore { get; init; }

    /// <summary>Expected calibration error by segment there with <see cref="Temperature"/>, 0 to 1.</summary>
    public required double ErrorAfter { get; init; }

    /// <summary>Why the temperature was left at 1, or what else is to be known; null where there is nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>How many of the same tracks are answered, and how many of those rightly, if answers below a confidence are called unknown. Null in cards of earlier versions.</summary>
    public IReadOnlyList<ConfidenceLevel>? Levels { get; init; }
}

/// <summary>
/// What becomes of the answers if all less sure ones are called unknown: a row of the trade between answering often and being right.
/// </summary>
/// <remarks>
/// El-Yaniv and Wiener, "On the foundations of noise-free selective classification" (2010): coverage and selective accuracy.
/// </remarks>
public sealed record ConfidenceLevel
{
    /// <summary>
    /// The least confidence of a track that counts as an answer, 0 to 1: <see cref="ClassificationOptions.UnknownBelow"/>.
    /// </summary>
    public required double Confidence { get; init; }

    /// <summary>Share of the tracks that are still answered, 0 to 1.</summary>
    public required double Answered { get; init; }

    /// <summary>Share of those that are right, 0 to 1; null where none is answered.</summary>
    public double? Accuracy { get; init; }
}
