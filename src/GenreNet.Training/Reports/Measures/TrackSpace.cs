namespace GenreNet.Training.Reports;

/// <summary>Tracks as points: means and deviations of their features, standardised over all tracks. Immutable.</summary>
internal sealed class TrackSpace
{
    /// <summary>Standardises; what is the same for all tracks is left out.</summary>
    /// <param name="tracks">The tracks, one or more, all with as many numbers.</param>
    public TrackSpace(IReadOnlyList<ExploredTrack> tracks)
    {
        double[][] raw = [.. tracks.Select(t => (double[])[.. t.Means, .. t.Deviations])];
        Moments[] moments = [.. Enumerable.Range(0, raw[0].Length).Select(i => Moments.Of([.. raw.Select(row => row[i])]))];
        int[] telling = [.. Enumerable.Range(0, moments.Length).Where(i => moments[i].Deviation > 1e-9 * (1 + Math.Abs(moments[i].Mean)))];
        Points = [.. raw.Select(row => (double[])[.. telling.Select(i => (row[i] - moments[i].Mean) / moments[i].Deviation)])];
    }

    /// <summary><c>[tracks, features]</c>: mean 0 and deviation 1 down every column.</summary>
    public double[][] Points { get; }

    /// <summary>For each genre the track that lies nearest to the mean of its genre: a typical one.</summary>
    /// <param name="tracks">The tracks, in the order of the points.</param>
    /// <param name="genreCount">Number of genres.</param>
    /// <returns>Indices of tracks; a genre without one has none.</returns>
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
