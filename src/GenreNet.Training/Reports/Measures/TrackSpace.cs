namespace GenreNet.Training.Reports;

/// <summary>
/// Represents tracks as points: means and standard deviations of their features, standardised over all tracks. Immutable.
/// </summary>
internal sealed class TrackSpace
{
    /// <summary>Standardises the features; constant features are omitted.</summary>
    /// <param name="tracks">The tracks, at least one, all with the same number of features.</param>
    public TrackSpace(IReadOnlyList<ExploredTrack> tracks)
    {
        double[][] raw = [.. tracks.Select(t => (double[])[.. t.Means, .. t.Deviations])];
        Moments[] moments = [.. Enumerable.Range(0, raw[0].Length).Select(i => Moments.Of([.. raw.Select(row => row[i])]))];
        int[] telling = [.. Enumerable.Range(0, moments.Length).Where(i => moments[i].Deviation > 1e-9 * (1 + Math.Abs(moments[i].Mean)))];
        Points = [.. raw.Select(row => (double[])[.. telling.Select(i => (row[i] - moments[i].Mean) / moments[i].Deviation)])];
    }

    /// <summary>The points, <c>[tracks, features]</c>; each column has mean 0 and standard deviation 1.</summary>
    public double[][] Points { get; }

    /// <summary>Returns a typical track for each genre: the one nearest to the mean of its genre.</summary>
    /// <param name="tracks">The tracks, in the order of the points.</param>
    /// <param name="genreCount">Number of genres.</param>
    /// <returns>Indices of tracks; genres without tracks are omitted.</returns>
    public IEnumerable<int> Typical(IReadOnlyList<ExploredTrack> tracks, int genreCount)
    {
        for (int genre = 0; genre < genreCount; genre++)
        {
            int[] own = [.. Enumerable.Range(0, tracks.Count).Where(i => tracks[i].Genre == genre)];
            if (own.Length > 0)
            {
                double[] middle = [.. Enumerable.Range(0, Points[0].Length).Select(k => own.Average(i => Points[i][k]))];
                yield return own.MinBy(i => Points[i].Zip(middle, (a, b) => (a - b) * (a - b)).Sum());
            }
        }
    }
}
