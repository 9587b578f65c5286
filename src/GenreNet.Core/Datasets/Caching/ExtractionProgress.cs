namespace GenreNet.Core.Datasets.Caching;

/// <summary>How far an extraction is, after every track.</summary>
/// <param name="Done">Tracks done, skipped ones among them.</param>
/// <param name="Total">All tracks.</param>
/// <param name="Track">Id of the track that was done last.</param>
public sealed record ExtractionProgress(int Done, int Total, string Track);
