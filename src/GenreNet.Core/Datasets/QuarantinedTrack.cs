namespace GenreNet.Core.Datasets;

/// <summary>Represents a track that must not be used.</summary>
/// <param name="Track">Id of the track.</param>
/// <param name="Reason">The reason, in one sentence.</param>
public sealed record QuarantinedTrack(string Track, string Reason);
