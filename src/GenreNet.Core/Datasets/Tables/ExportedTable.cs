namespace GenreNet.Core.Datasets;

/// <summary>What became of an export.</summary>
/// <param name="RowCount">Rows below the header.</param>
/// <param name="TrackCount">Tracks with a row.</param>
/// <param name="Skipped">Tracks without one, sorted by id.</param>
/// <param name="Warnings">What was odd about tracks that were used, one sentence each.</param>
public sealed record ExportedTable(int RowCount, int TrackCount, IReadOnlyList<SkippedTrack> Skipped, IReadOnlyList<string> Warnings);
