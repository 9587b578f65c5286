namespace GenreNet.Training.Reports;

/// <summary>Draws the charts of a dataset.</summary>
internal static class ExploreCharts
{
    // Larger deviations have the outermost colour.
    private const double MostDeviations = 2;

    // A page with more points would be slow and no more informative.
    private const int MostPoints = 4000;

    /// <summary>Draws the number of tracks per genre, with durations and levels for audio, or segments per genre for features.</summary>
    public static IEnumerable<Picture> Counts(Exploration data)
    {
        ILookup<int, ExploredTrack> byGenre = data.Tracks.ToLookup(t => t.Genre);
        yield return StackedBars.Draw("class-balance", new BarChart("Tracks per genre", [.. data.Genres.Select((g, i) => new Bar(g, byGenre[i].Count(), 0))], "tracks", null));
        double[] seconds = [.. data.Tracks.Where(t => t.Duration is not null).Select(t => t.Duration!.Value.TotalSeconds)];
        if (seconds.Length > 0)
        {
            yield return Histogram.Draw("durations", "Tracks by duration", seconds, ("duration (s)", "track"));
            yield return Histogram.Draw("levels", "Tracks by level (RMS)", [.. data.Tracks.Select(t => t.Decibels!.Value)], ("level (dBFS)", "track"));
        }
        else if (data.Tracks.Max(t => t.Segments) > 1)
        {
            yield return StackedBars.Draw("segments", new BarChart("Segments per genre", [.. data.Genres.Select((g, i) => new Bar(g, byGenre[i].Sum(t => t.Segments ?? 0), 0))], "segments", null));
        }
    }

    /// <summary>Draws the tracks along their first two principal components; returns null if there are too few tracks.</summary>
    public static Picture? Projection(Exploration data)
    {
        if (data.Tracks.Count < 3)
        {
            return null;
        }

        var components = PrincipalComponents.Of(new TrackSpace(data.Tracks).Points, 2);
        return ScatterChart.Draw(
            ("projection", "First two principal components", $"{Math.Min(MostPoints, data.Tracks.Count)} of {data.Tracks.Count} tracks along their first two principal components."),
            (Label(0), Label(1)),
            data.Genres,
            // Interleaved by genre, so that no genre hides another, and with equal numbers if there are too many for a page.
            [.. Turns(data.Tracks).Take(MostPoints).Select(i => (components.Coordinates[i][0], components.Coordinates[i][1], data.Tracks[i].Genre, data.Tracks[i].Id))]);

        string Label(int i) => $"component {(i + 1 == 1 ? "1" : "2")} ({PictureText.Percent(components.Explained[i])} of the variance)";
    }

    /// <summary>Draws the distance of each genre's mean from the mean of all tracks, in standard deviations of the tracks.</summary>
    public static Picture Means(Exploration data)
    {
        double[][] distances = GenreMeans.Distances(data);
        double[][] shares = [.. distances.Select(row => (double[])[.. row.Select(d => 0.5 + (d / (2 * MostDeviations)))])];
        string[][] texts = [.. distances.Select(row => (string[])[.. row.Select(d => FormattableString.Invariant($"{d:+0.0;\u22120.0;0.0}"))])];
        string description = string.Join("; ", data.Genres.Select((genre, i) => $"{genre} deviates most in {data.Features[MaxSemitones(distances[i])]}"));
        return MatrixChart.Draw(
            ("means", "Deviation from the mean of all tracks, in standard deviations", description), data.Genres, Short(data.Features), shares, texts, ColorMap.BlueRed, (string.Empty, string.Empty));
    }

    private static IEnumerable<int> Turns(IReadOnlyList<ExploredTrack> tracks) => Enumerable.Range(0, tracks.Count)
        .GroupBy(i => tracks[i].Genre).SelectMany(own => own.Select((i, turn) => (i, turn))).OrderBy(t => t.turn).Select(t => t.i);

    // Columns are narrow: MFCC 7 is labelled 7.
    private static string[] Short(IReadOnlyList<string> names)
    {
        bool areNumbered = names.All(n => n.Contains(' ') && int.TryParse(n.AsSpan(n.LastIndexOf(' ') + 1), out _));
        return areNumbered ? [.. names.Select(n => n[(n.LastIndexOf(' ') + 1)..])] : [.. names];
    }

    private static int MaxSemitones(double[] distances) => Array.IndexOf(distances, distances.MaxBy(Math.Abs));
}
