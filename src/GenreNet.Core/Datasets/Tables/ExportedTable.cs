namespace GenreNet.Core.Datasets;

/// <summary>Represents the result of exporting a table.</summary>
/// <param name="RowCount">Number of rows below the header.</param>
/// <param name="TrackCount">Number of tracks with a row.</param>
/// <param name="Skipped">Tracks without a row, sorted by id.</param>
/// <param name="Warnings">Warnings about tracks that were used, one sentence each.</param>
public sealed record ExportedTable(int RowCount, int TrackCount, IReadOnlyList<SkippedTrack> Skipped, IReadOnlyList<string> Warnings);
