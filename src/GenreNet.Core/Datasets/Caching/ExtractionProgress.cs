namespace GenreNet.Core.Datasets;

/// <summary>How far an extraction is, after every track.</summary>
/// <param name="Done">Tracks done: extracted, taken over from earlier, or skipped.</param>
/// <param name="Total">All tracks.</param>
/// <param name="Track">Id of the track that was done last; empty before the first.</param>
/// <param name="IsWaiting">True while another process works on the same cache, and this one waits for it.</param>
public sealed record ExtractionProgress(int Done, int Total, string Track, bool IsWaiting = false);
