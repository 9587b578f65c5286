namespace GenreNet.Core.Datasets;

/// <summary>Represents the result of checking a track.</summary>
/// <param name="Track">The track.</param>
/// <param name="Audio">Measurements of the audio, or null if no audio could be read.</param>
/// <param name="Faults">Faults of the track; empty for a good track.</param>
public sealed record TrackCheck(Track Track, AudioStatistics? Audio, IReadOnlyList<TrackFault> Faults)
{
    /// <summary>Gets whether the track should be quarantined.</summary>
    public bool IsUnusable => Faults.Any(f => f.IsFatal);
}
