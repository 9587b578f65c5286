namespace GenreNet.Core.Datasets;

/// <summary>A track that is not to be used.</summary>
/// <param name="Track">Its id.</param>
/// <param name="Reason">One sentence.</param>
public sealed record QuarantinedTrack(string Track, string Reason);
