namespace GenreNet.Inference.Models;

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
