using GenreNet.Catalogue;

namespace GenreNet.Training.Reports;

/// <summary>Draws the charts of a catalogue's results.</summary>
internal static class CatalogueCharts
{
    private const int MostGenres = 30;

    /// <summary>Returns the charts; none if no track has a genre.</summary>
    public static IEnumerable<Picture> All(ResultsSummary summary)
    {
        if (summary.Genres.Count == 0)
        {
            yield break;
        }

        string title = summary.Genres.Count <= MostGenres ? "Tracks per genre" : $"Tracks of the {MostGenres} most frequent genres";
        yield return StackedBars.Draw("genres", new BarChart(title, [.. summary.Genres.Take(MostGenres).Select(genre => Bar(genre.Genre, genre.Tracks))], "tracks", null));
        yield return StackedBars.Draw("confidence", new BarChart("Tracks by confidence", [.. summary.ConfidenceCounts.Select((count, i) => Bar($"{10 * i}\u2013{10 * (i + 1)} %", count))], "tracks", null));
    }

    private static Bar Bar(string label, long count) => new(label, (int)Math.Min(int.MaxValue, count), 0);
}
