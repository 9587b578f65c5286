namespace GenreNet.Core.Datasets;

/// <summary>Represents the progress of an extraction, reported after every track.</summary>
/// <param name="Done">Number of tracks done: extracted, reused from an earlier run, or skipped.</param>
/// <param name="Total">Number of all tracks.</param>
/// <param name="Track">Id of the track that was done last; empty before the first.</param>
/// <param name="IsWaiting">Whether this process is waiting for another one that is writing the same cache.</param>
public sealed record ExtractionProgress(int Done, int Total, string Track, bool IsWaiting = false);
