namespace GenreNet.Core.Datasets;

/// <summary>The tracks of a genre, or of a whole dataset, in numbers.</summary>
/// <param name="Name">The genre.</param>
/// <param name="Tracks">All tracks.</param>
/// <param name="Unusable">Tracks that belong into quarantine.</param>
/// <param name="Faulty">Tracks with any fault, unusable ones among them.</param>
/// <param name="Duration">Of all tracks together.</param>
/// <param name="Shortest">Duration of the shortest track that could be read, zero where there is none.</param>
/// <param name="Median">Median duration.</param>
/// <param name="Longest">Duration of the longest track.</param>
public sealed record GenreSummary(
    string Name, int Tracks, int Unusable, int Faulty, TimeSpan Duration, TimeSpan Shortest, TimeSpan Median, TimeSpan Longest)
{
    /// <summary>Sums up tracks.</summary>
    /// <param name="name">What to call them.</param>
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
