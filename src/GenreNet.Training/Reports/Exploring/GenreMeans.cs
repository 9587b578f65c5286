namespace GenreNet.Training.Reports;

/// <summary>Features compared across genres.</summary>
internal static class GenreMeans
{
    /// <summary>How far the mean of a genre lies from the mean of all tracks, in standard deviations of all tracks; 0 where these do not differ.</summary>
    /// <returns><c>[genres, features]</c>; zeros for a genre without a track.</returns>
    public static double[][] Distances(Exploration data)
    {
        Moments[] all = ByFeature(data.Tracks, data.Features.Count);
        return [.. ByGenre(data).Select(own => (double[])
            [.. own.Select((m, i) => double.IsNaN(m.Mean) || all[i].Deviation <= 1e-12 ? 0 : (m.Mean - all[i].Mean) / all[i].Deviation)])];
    }

    /// <summary>Mean over the tracks of a genre, and how far its tracks lie apart.</summary>
    /// <returns><c>[genres, features]</c>; NaN for a genre without a track.</returns>
    public static Moments[][] ByGenre(Exploration data)
    {
        ILookup<int, ExploredTrack> tracks = data.Tracks.ToLookup(t => t.Genre);
        return [.. Enumerable.Range(0, data.Genres.Count).Select(genre => ByFeature([.. tracks[genre]], data.Features.Count))];
    }

    private static Moments[] ByFeature(IReadOnlyList<ExploredTrack> tracks, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Moments.Of([.. tracks.Select(t => t.Means[i])]))];
}
