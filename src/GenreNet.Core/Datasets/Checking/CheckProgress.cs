namespace GenreNet.Core.Datasets;

/// <summary>Represents the progress of a check, reported after every track.</summary>
/// <param name="Done">Number of tracks checked.</param>
/// <param name="Total">Number of all tracks.</param>
/// <param name="Track">Id of the track that was done last.</param>
public sealed record CheckProgress(int Done, int Total, string Track);
