namespace GenreNet.Core.Datasets;

/// <summary>Represents a row of a feature table.</summary>
/// <param name="Line">Line of the file on which the row begins, from 1.</param>
/// <param name="FileName">Name of the audio file, or of a segment of it.</param>
/// <param name="Genre">The genre, as spelled in the table.</param>
/// <param name="Length">Number of samples at 22 050 Hz; null if the table does not contain it.</param>
/// <param name="TrackId">Exact id of the track; empty if it is derived from the file name.</param>
/// <param name="Group">Group that a split must not divide; empty if unknown.</param>
/// <param name="Part">Split part that the table assigns, or null.</param>
/// <param name="Values">The 52 features.</param>
internal sealed record SummaryRow(long Line, string FileName, string Genre, double? Length, string TrackId, string Group, SplitPart? Part, float[] Values);
