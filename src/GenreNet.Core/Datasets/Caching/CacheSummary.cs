namespace GenreNet.Core.Datasets;

/// <summary>Summarizes the content of a cache and how it was prepared.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="SegmentCount">Number of segments.</param>
/// <param name="TrackCount">Number of tracks with at least one segment.</param>
/// <param name="GenreCount">Number of genres.</param>
/// <param name="ExtractedCount">Number of tracks whose features were extracted by this run rather than reused from an earlier one.</param>
/// <param name="Skipped">Tracks without a segment, sorted by id.</param>
/// <param name="Warnings">Warnings about the dataset and the tracks that were used, one sentence each.</param>
/// <param name="IsReused">Whether the cache was already up to date, so that nothing was written.</param>
/// <seealso cref="FeatureCache"/>
public sealed record CacheSummary(
    long SegmentCount, int TrackCount, int GenreCount, int ExtractedCount, IReadOnlyList<SkippedTrack> Skipped, IReadOnlyList<string> Warnings, bool IsReused);
