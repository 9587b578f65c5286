namespace GenreNet.Core.Datasets;

/// <summary>Represents features together with the skipped tracks and the warnings of their extraction.</summary>
/// <param name="Features">The features.</param>
/// <param name="Skipped">Tracks without a segment, sorted by id.</param>
/// <param name="Warnings">Warnings about the dataset and the tracks that were used, one sentence each.</param>
public sealed record PreparedFeatures(FeatureSet Features, IReadOnlyList<SkippedTrack> Skipped, IReadOnlyList<string> Warnings);
