namespace GenreNet.Training.Reports.Exploring.Measures;

/// <summary>Features compared across genres.</summary>
internal static class GenreMeans
{
    /// <summary>How far the mean of a genre lies from the mean of all tracks, in standard deviations of all tracks; 0 where these do not differ.</summary>
    /// <returns><c>[genres, features]</c>; zeros for a genre without a track.</returns>
    public static double[][] Distances(Exploration data)
    {
        (double Mean, double Deviation)[] all = Moments(data.Tracks, data.Features.Count);
        return [.. ByGenre(data).Select(own => (double[])
            [.. own.Select((m, i) => double.IsNaN(m.Mean) || all[i].Deviation <= 1e-12 ? 0 : (m.Mean - all[i].Mean) / all[i].Deviation)])];
    }

    /// <summary>Mean over the tracks of a genre, and how far its tracks lie apart.</summary>
    /// <returns><c>[genres, features]</c>; NaN for a genre without a track.</returns>
    public static (double Mean, double Deviation)[][] ByGenre(Exploration data)
    {
        ILookup<int, ExploredTrack> tracks = data.Tracks.ToLookup(t => t.Genre);
        return [.. Enumerable.Range(0, data.Genres.Count).Select(genre => Moments([.. tracks[genre]], data.Features.Count))];
    }

    private static (double Mean, double Deviation)[] Moments(IReadOnlyList<ExploredTrack> tracks, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
        {
            double mean = tracks.Count == 0 ? double.NaN : tracks.Average(t => t.Means[i]);
            return (mean, tracks.Count == 0 ? double.NaN : Math.Sqrt(tracks.Average(t => (t.Means[i] - mean) * (t.Means[i] - mean))));
        }),
    ];
}
