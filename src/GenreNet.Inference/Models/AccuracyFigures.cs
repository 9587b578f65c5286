namespace GenreNet.Inference;

/// <summary>Represents the accuracy of a model.</summary>
public sealed record AccuracyFigures
{
    /// <summary>Gets the share of segments that were classified correctly, 0 to 1.</summary>
    public required double SegmentAccuracy { get; init; }

    /// <summary>Gets the share of tracks that were classified correctly by the mean of their segments' probabilities, 0 to 1.</summary>
    public required double TrackAccuracy { get; init; }

    /// <summary>Gets the number of segments evaluated.</summary>
    public required int Segments { get; init; }

    /// <summary>Gets the number of tracks evaluated.</summary>
    public required int Tracks { get; init; }
}

/// <summary>Represents the accuracy of a model, or of its training configuration, in one evaluation.</summary>
public sealed record CardEvaluation
{
    /// <summary>Gets a description of what was evaluated and on which data.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the share of tracks that were classified correctly, 0 to 1.</summary>
    public required double TrackAccuracy { get; init; }

    /// <summary>Gets the lower bound of the 95 % confidence interval of the accuracy (Wilson score interval), 0 to 1.</summary>
    public required double Low { get; init; }

    /// <summary>Gets the upper bound of the 95 % confidence interval of the accuracy, 0 to 1.</summary>
    public required double High { get; init; }

    /// <summary>Gets the number of tracks evaluated.</summary>
    public required int Tracks { get; init; }
}
