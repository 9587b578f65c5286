namespace GenreNet.Core.Datasets;

/// <summary>What a cache holds, and what happened on the way to it.</summary>
/// <param name="SegmentCount">Segments.</param>
/// <param name="TrackCount">Tracks with a segment.</param>
/// <param name="GenreCount">Genres.</param>
/// <param name="ExtractedCount">Tracks whose features were extracted now, and not taken from an earlier run.</param>
/// <param name="Skipped">Tracks without a segment, sorted by id.</param>
/// <param name="Warnings">What was odd about the dataset and tracks that were used, one sentence each.</param>
/// <param name="IsReused">True when the cache held just these already and was not written.</param>
public sealed record CacheSummary(
    long SegmentCount, int TrackCount, int GenreCount, int ExtractedCount, IReadOnlyList<SkippedTrack> Skipped, IReadOnlyList<string> Warnings, bool IsReused);
