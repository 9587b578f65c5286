namespace GenreNet.Core.Datasets;

/// <summary>A track of the Free Music Archive dataset.</summary>
/// <param name="Line">Its first line in the table, from 1.</param>
/// <param name="Id">Its number.</param>
/// <param name="Genre">Its top genre; empty if it has none.</param>
/// <param name="Artist">Number of its artist, or empty.</param>
/// <param name="Part">The part of the published split.</param>
internal sealed record FmaRow(long Line, int Id, string Genre, string Artist, SplitPart Part);
