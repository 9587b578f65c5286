namespace GenreNet.Training.Reports;

/// <summary>Compares features across genres.</summary>
internal static class GenreMeans
{
    /// <summary>
    /// Computes the distance of each genre's mean from the mean of all tracks, in standard deviations over all tracks; 0 for a constant
    /// feature.
    /// </summary>
    /// <returns>Distances, <c>[genres, features]</c>; zeros for a genre without tracks.</returns>
    public static double[][] Distances(Exploration data)
    {
        Moments[] all = ByFeature(data.Tracks, data.Features.Count);
        return [.. ByGenre(data).Select(own => (double[])
            [.. own.Select((m, i) => double.IsNaN(m.Mean) || all[i].Deviation <= 1e-12 ? 0 : (m.Mean - all[i].Mean) / all[i].Deviation)])];
    }

    /// <summary>Computes the mean and standard deviation of each feature over the tracks of each genre.</summary>
    /// <returns>Moments, <c>[genres, features]</c>; NaN for a genre without tracks.</returns>
    public static Moments[][] ByGenre(Exploration data)
    {
        ILookup<int, ExploredTrack> tracks = data.Tracks.ToLookup(t => t.Genre);
        return [.. Enumerable.Range(0, data.Genres.Count).Select(genre => ByFeature([.. tracks[genre]], data.Features.Count))];
    }

    private static Moments[] ByFeature(IReadOnlyList<ExploredTrack> tracks, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Moments.Of([.. tracks.Select(t => t.Means[i])]))];
}
