namespace GenreNet.Inference;

/// <summary>What one stretch of a clip sounds like.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends: never behind the end of the clip.</param>
/// <param name="Genre">The likeliest genre of this stretch alone; <see cref="GenrePrediction.UnknownGenre"/> where it is silent.</param>
/// <param name="Probability">The probability of that genre, 0 to 1; 0 where it is silent.</param>
/// <param name="Probabilities">All genres, in the order of <see cref="GenreClassifier.Genres"/>; all 0 where it is silent.</param>
public sealed record TimelineSegment(TimeSpan Start, TimeSpan End, string Genre, double Probability, IReadOnlyList<float> Probabilities)
{
    /// <summary>Whether the stretch is silent: it does not count in <see cref="GenrePrediction.Ranking"/>.</summary>
    public bool IsSilent { get; init; }
}
