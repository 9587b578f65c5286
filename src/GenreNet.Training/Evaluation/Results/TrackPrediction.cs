namespace GenreNet.Training.Evaluation;

/// <summary>What a model said about a track: its segments' answers put together.</summary>
/// <param name="Track">Id of the track.</param>
/// <param name="Label">What it is: index of the genre.</param>
/// <param name="SegmentCount">How many of its segments were asked for.</param>
/// <param name="Probabilities">Probability of each genre, pooled over the segments (their mean, unless the model's card says otherwise), 0
/// to 1; they add up to one.</param>
/// <param name="Votes">How many segments have each genre for their most probable one.</param>
public sealed record TrackPrediction(string Track, int Label, int SegmentCount, IReadOnlyList<double> Probabilities, IReadOnlyList<int> Votes)
{
    /// <summary>The genre of the largest mean probability; the first of equals.</summary>
    public int Predicted => Ranking.IndexOfLargest(Probabilities);

    /// <summary>The genre that most segments vote for; of those with equally many votes the one of the largest mean probability.</summary>
    public int Voted => Enumerable.Range(0, Votes.Count).MaxBy(genre => (Votes[genre], Probabilities[genre], -genre));

    /// <summary>The mean probability of <see cref="Predicted"/>, 0 to 1.</summary>
    public double Confidence => Probabilities[Predicted];

    /// <summary>How many genres are taken for more probable than the right one: 0 where the answer is right.</summary>
    public int Rank => Ranking.RankOf(Probabilities, Label);
}
