namespace GenreNet.Core.Datasets;

/// <summary>Represents statistics of the tracks of a genre or of a complete dataset.</summary>
/// <param name="Name">Name of the genre or dataset.</param>
/// <param name="Tracks">Number of tracks.</param>
/// <param name="Unusable">Number of tracks that should be quarantined.</param>
/// <param name="Faulty">Number of tracks with any fault, including unusable ones.</param>
/// <param name="Duration">Total duration of all tracks.</param>
/// <param name="Shortest">Duration of the shortest track that could be read; zero if there is none.</param>
/// <param name="Median">Median duration.</param>
/// <param name="Longest">Duration of the longest track.</param>
public sealed record GenreSummary(
    string Name, int Tracks, int Unusable, int Faulty, TimeSpan Duration, TimeSpan Shortest, TimeSpan Median, TimeSpan Longest)
{
    /// <summary>Summarizes tracks.</summary>
    /// <param name="name">Name of the summary.</param>
    /// <param name="tracks">The tracks.</param>
    public static GenreSummary Of(string name, IReadOnlyCollection<TrackCheck> tracks)
    {
        ArgumentNullException.ThrowIfNull(tracks);
        TimeSpan[] durations = [.. tracks.Where(t => t.Audio is not null).Select(t => t.Audio!.Duration).Order()];
        return new GenreSummary(
            name,
            tracks.Count,
            tracks.Count(t => t.IsUnusable),
            tracks.Count(t => t.Faults.Count > 0),
            TimeSpan.FromTicks(durations.Sum(d => d.Ticks)),
            durations.FirstOrDefault(),
            durations.Length == 0 ? TimeSpan.Zero : durations[durations.Length / 2],
            durations.LastOrDefault());
    }
}
