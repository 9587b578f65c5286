namespace GenreNet.Core.Datasets.Caching;

/// <summary>Features together with what happened on the way to them.</summary>
/// <param name="Features">The features.</param>
/// <param name="Skipped">Tracks without a segment, sorted by id.</param>
/// <param name="Warnings">What was odd about tracks that were used, one sentence each.</param>
/// <param name="IsReused">True when the cache held just these already and nothing was extracted.</param>
public sealed record PreparedFeatures(
    FeatureSet Features, IReadOnlyList<SkippedTrack> Skipped, IReadOnlyList<string> Warnings, bool IsReused = false);
