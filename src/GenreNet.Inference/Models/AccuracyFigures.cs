namespace GenreNet.Inference;

/// <summary>How often a model was right.</summary>
public sealed record AccuracyFigures
{
    /// <summary>Share of segments named rightly, 0 to 1.</summary>
    public required double SegmentAccuracy { get; init; }

    /// <summary>Share of tracks named rightly by the mean of their segments' probabilities, 0 to 1.</summary>
    public required double TrackAccuracy { get; init; }

    /// <summary>Segments counted.</summary>
    public required int Segments { get; init; }

    /// <summary>Tracks counted.</summary>
    public required int Tracks { get; init; }
}

/// <summary>How often a model, or its recipe, was right in one test.</summary>
public sealed record CardEvaluation
{
    /// <summary>What was tested, on what, in words.</summary>
    public required string Name { get; init; }

    /// <summary>Share of the tracks named rightly, 0 to 1.</summary>
    public required double TrackAccuracy { get; init; }

    /// <summary>Lower end of the interval that the true share lies in with a certainty of 95 % (Wilson's), 0 to 1.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of it, 0 to 1.</summary>
    public required double High { get; init; }

    /// <summary>Tracks counted.</summary>
    public required int Tracks { get; init; }
}
