namespace GenreNet.Core.Datasets;

/// <summary>Represents features together with the skipped tracks and the warnings of their extraction.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
/// <param name="Features">The features.</param>
/// <param name="Skipped">Tracks without a segment, sorted by id.</param>
/// <param name="Warnings">Warnings about the dataset and the tracks that were used, one sentence each.</param>
/// <seealso cref="FeatureCache"/>
/// <seealso cref="FeatureExtraction"/>
public sealed record PreparedFeatures(FeatureSet Features, IReadOnlyList<SkippedTrack> Skipped, IReadOnlyList<string> Warnings);

/// <summary>Represents a track that yielded no segment.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Id">Id of the track.</param>
/// <param name="Reason">One sentence that names the file and describes the problem.</param>
public sealed record SkippedTrack(string Id, string Reason);
