namespace GenreNet.Inference.Models;

/// <summary>What becomes of the answers if all less sure ones are called unknown: a row of the trade between answering often and being right.</summary>
/// <remarks>El-Yaniv and Wiener, "On the foundations of noise-free selective classification" (2010): coverage and selective accuracy.</remarks>
public sealed record ConfidenceLevel
{
    /// <summary>The least confidence of a track that counts as an answer, 0 to 1: <see cref="ClassificationOptions.UnknownBelow"/>.</summary>
    public required double Confidence { get; init; }

    /// <summary>Share of the tracks that are still answered, 0 to 1.</summary>
    public required double Answered { get; init; }

    /// <summary>Share of those that are right, 0 to 1; null where none is answered.</summary>
    public double? Accuracy { get; init; }
}
