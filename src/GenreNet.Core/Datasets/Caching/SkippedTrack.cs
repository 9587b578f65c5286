namespace GenreNet.Core.Datasets;

/// <summary>A track that gave no segment.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Reason">One sentence that names the file and says what is wrong with it.</param>
public sealed record SkippedTrack(string Id, string Reason);
