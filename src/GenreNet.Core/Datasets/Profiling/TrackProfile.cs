namespace GenreNet.Core.Datasets;

/// <summary>Represents measurements of a track.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="DatasetProfile"/>
public sealed record TrackProfile
{
    /// <summary>Gets the track.</summary>
    public required Track Track { get; init; }

    /// <summary>Gets the duration of the track.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Gets the root mean square of the measured samples, 1 at full scale; 0 for silence.</summary>
    public required double Level { get; init; }

    /// <summary>Gets the mean of each MFCC over the frames; there are <see cref="DatasetProfile.CoefficientCount"/> values.</summary>
    public required ReadOnlyMemory<double> Means { get; init; }

    /// <summary>Gets the standard deviation of each MFCC over the frames, zero or more.</summary>
    public required ReadOnlyMemory<double> Deviations { get; init; }
}
