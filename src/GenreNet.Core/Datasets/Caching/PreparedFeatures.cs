namespace GenreNet.Core.Datasets;

/// <summary>Features together with what happened on the way to them.</summary>
/// <param name="Features">The features.</param>
/// <param name="Skipped">Tracks without a segment, sorted by id.</param>
/// <param name="Warnings">What was odd about the dataset and tracks that were used, one sentence each.</param>
public sealed record PreparedFeatures(FeatureSet Features, IReadOnlyList<SkippedTrack> Skipped, IReadOnlyList<string> Warnings);
