namespace GenreNet.Inference;

/// <summary>Represents the classification result of one segment of a clip.</summary>
/// <param name="Start">Start of the segment.</param>
/// <param name="End">End of the segment; never after the end of the clip.</param>
/// <param name="Genre">The most likely genre of this segment alone; <see cref="GenrePrediction.UnknownGenre"/> if it is silent.</param>
/// <param name="Probability">The probability of that genre, 0 to 1; 0 if the segment is silent.</param>
/// <param name="Probabilities">The probabilities of all genres, in the order of <see cref="GenreClassifier.Genres"/>; all 0 if the segment
/// is silent.</param>
public sealed record TimelineSegment(TimeSpan Start, TimeSpan End, string Genre, double Probability, ReadOnlyMemory<float> Probabilities)
{
    /// <summary>Gets whether the segment is silent and therefore excluded from <see cref="GenrePrediction.Ranking"/>.</summary>
    public bool IsSilent { get; init; }
}
