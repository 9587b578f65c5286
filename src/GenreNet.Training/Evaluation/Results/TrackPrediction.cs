namespace GenreNet.Training.Evaluation;

/// <summary>Represents the prediction of a model for a track, combined from its segments.</summary>
/// <param name="Track">Id of the track.</param>
/// <param name="Label">Index of the actual genre.</param>
/// <param name="SegmentCount">Number of classified segments.</param>
/// <param name="Probabilities">
/// Probability of each genre, 0 to 1, pooled over the segments (the mean, unless the model card specifies otherwise); they sum to one.
/// </param>
/// <param name="Votes">For each genre, the number of segments for which it is the most probable.</param>
public sealed record TrackPrediction(string Track, int Label, int SegmentCount, IReadOnlyList<double> Probabilities, IReadOnlyList<int> Votes)
{
    /// <summary>The genre with the largest mean probability; the first one wins ties.</summary>
    public int Predicted => Ranking.IndexOfLargest(Probabilities);

    /// <summary>The genre with the most segment votes; ties are broken by the larger mean probability.</summary>
    public int Voted => Enumerable.Range(0, Votes.Count).MaxBy(genre => (Votes[genre], Probabilities[genre], -genre));

    /// <summary>The mean probability of <see cref="Predicted"/>, 0 to 1.</summary>
    public double Confidence => Probabilities[Predicted];

    /// <summary>Number of genres with a larger probability than the actual one: 0 if the prediction is correct.</summary>
    public int Rank => Ranking.RankOf(Probabilities, Label);
}
