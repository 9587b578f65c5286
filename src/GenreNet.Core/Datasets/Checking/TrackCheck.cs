namespace GenreNet.Core.Datasets;

/// <summary>What was found out about a track.</summary>
/// <param name="Track">The track.</param>
/// <param name="Audio">Its measures, or null where no audio could be read.</param>
/// <param name="Faults">What is wrong with it; empty for a good track.</param>
public sealed record TrackCheck(Track Track, AudioStatistics? Audio, IReadOnlyList<TrackFault> Faults)
{
    /// <summary>Whether the track belongs into quarantine.</summary>
    public bool IsUnusable => Faults.Any(f => f.IsFatal);
}
