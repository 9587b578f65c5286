namespace GenreNet.Core.Datasets;

/// <summary>How far a check is, after every track.</summary>
/// <param name="Done">Tracks listened to.</param>
/// <param name="Total">All tracks.</param>
/// <param name="Track">Id of the track that was done last.</param>
public sealed record CheckProgress(int Done, int Total, string Track);
