namespace GenreNet.Core.Datasets;

/// <summary>A row of a feature table.</summary>
/// <param name="Line">The line of the file on which it begins, from 1.</param>
/// <param name="FileName">The audio file, or a segment of it.</param>
/// <param name="Genre">Its genre, as it is spelled there.</param>
/// <param name="Length">Samples at 22 050 Hz; null where the table does not say.</param>
/// <param name="TrackId">Id of the track, exactly; empty where the file name says it.</param>
/// <param name="Group">What must not be torn apart; empty where nothing is known.</param>
/// <param name="Part">The part that the table puts it into.</param>
/// <param name="Values">The 52 numbers.</param>
internal sealed record SummaryRow(long Line, string FileName, string Genre, double? Length, string TrackId, string Group, SplitPart? Part, float[] Values);
