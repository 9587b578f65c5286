namespace GenreNet.Core.Datasets;

/// <summary>A track in a few numbers.</summary>
public sealed record TrackProfile
{
    /// <summary>The track.</summary>
    public required Track Track { get; init; }

    /// <summary>How long it sounds.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Root of the mean square of the samples that were heard, 1 at full scale; 0 of silence.</summary>
    public required double Level { get; init; }

    /// <summary>Mean over the frames of each MFCC, as many as <see cref="DatasetProfile.CoefficientCount"/>.</summary>
    public required IReadOnlyList<double> Means { get; init; }

    /// <summary>Standard deviation over the frames of each MFCC, zero or more.</summary>
    public required IReadOnlyList<double> Deviations { get; init; }
}
