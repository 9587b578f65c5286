namespace GenreNet.Inference;

/// <summary>The answer for one clip.</summary>
public sealed record GenrePrediction
{
    /// <summary>The likeliest genre of the whole clip.</summary>
    public string Genre => Ranking[0].Genre;

    /// <summary>The probability of <see cref="Genre"/>, 0 to 1: the mean over the segments of the clip.</summary>
    public double Confidence => Ranking[0].Probability;

    /// <summary>All genres, likeliest first; the probabilities add up to one.</summary>
    public required IReadOnlyList<GenreProbability> Ranking { get; init; }

    /// <summary>The segments in order of time.</summary>
    public required IReadOnlyList<TimelineSegment> Timeline { get; init; }

    /// <summary>Length of the clip.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>What was odd about the audio, a sentence each, such as a file that ends before its header says.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
