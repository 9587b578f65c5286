namespace GenreNet.Core.Datasets;

/// <summary>Represents the progress of a synthesis, reported after every track.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Done">Number of tracks written.</param>
/// <param name="Total">Number of all tracks.</param>
/// <param name="Track">Path of the track that was written last, below the dataset's folder.</param>
public sealed record SyntheticProgress(int Done, int Total, string Track);
