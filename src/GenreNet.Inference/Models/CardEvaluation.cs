namespace GenreNet.Inference.Models;

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
