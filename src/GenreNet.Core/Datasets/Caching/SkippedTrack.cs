namespace GenreNet.Core.Datasets;

/// <summary>Represents a track that yielded no segment.</summary>
/// <param name="Id">Id of the track.</param>
/// <param name="Reason">One sentence that names the file and describes the problem.</param>
public sealed record SkippedTrack(string Id, string Reason);
