namespace GenreNet.Core.Datasets;

/// <summary>Represents a track of the Free Music Archive dataset.</summary>
/// <param name="Line">First line of the track in the table, from 1.</param>
/// <param name="Id">Number of the track.</param>
/// <param name="Genre">Top genre; empty if there is none.</param>
/// <param name="Artist">Number of the artist, or empty.</param>
/// <param name="Part">Part of the published split.</param>
internal sealed record FmaRow(long Line, int Id, string Genre, string Artist, SplitPart Part);
