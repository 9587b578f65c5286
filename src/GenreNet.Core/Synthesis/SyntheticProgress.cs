namespace GenreNet.Core.Datasets;

/// <summary>How far a synthesis is, after every track.</summary>
/// <param name="Done">Tracks written.</param>
/// <param name="Total">All tracks.</param>
/// <param name="Track">Path of the track that was written last, below the dataset's folder.</param>
public sealed record SyntheticProgress(int Done, int Total, string Track);
