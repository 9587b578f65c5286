using GenreNet.Core;

namespace GenreNet.Training.Reports;

/// <summary>Builds the page of a dataset. Equal datasets give equal pages.</summary>
internal static class ExplorePage
{
    /// <summary>Builds the page.</summary>
    public static HtmlPage Build(Exploration data)
    {
        HtmlPage page = new HtmlPage($"Dataset exploration: {data.Dataset}")
            .Figures(Figures(data))
            .Draw(ExploreCharts.Counts(data))
            .Table(ExploreTables.Genres(data));
        if (ExploreCharts.Projection(data) is { } projection)
        {
            page.Heading("Principal components", $"Principal components of the standardised means and standard deviations of the {data.FeatureName} per track. Genres in separate regions are easy to distinguish; overlapping genres may still differ in other components. Hover over a mark to see its track.")
                .Draw([projection]);
        }

        if (data.Features.Count > 0)
        {
            page.Heading($"{char.ToUpperInvariant(data.FeatureName[0])}{data.FeatureName[1..]} compared across genres", "Red is above the mean of all tracks, blue is below. Colours are saturated at two standard deviations of the tracks.")
                .Draw([ExploreCharts.Means(data)])
                .Table(ExploreTables.Means(data));
        }

        Examples(page, data);
        if (data.Skipped.Count > 0)
        {
            page.Table(ExploreTables.Skipped(data));
        }

        foreach (string note in data.Notes)
        {
            page.Paragraph(note, "note");
        }

        return page.Paragraph($"Dataset fingerprint: {data.Fingerprint[..Math.Min(16, data.Fingerprint.Length)]}", "note");
    }

    private static IEnumerable<(string Number, string Name, bool IsBad)> Figures(Exploration data)
    {
        yield return (CheckText.Count(data.Tracks.Count), Plural.Choose(data.Tracks.Count, "track", "tracks"), false);
        yield return (CheckText.Count(data.Genres.Count), Plural.Choose(data.Genres.Count, "genre", "genres"), false);
        TimeSpan[] times = [.. data.Tracks.Where(t => t.Duration is not null).Select(t => t.Duration!.Value)];
        if (times.Length > 0)
        {
            yield return (CheckText.Time(times.Aggregate((a, b) => a + b)), "of audio", false);
            yield return (CheckText.Time(times.Order().ElementAt(times.Length / 2)), "median duration", false);
        }
        else
        {
            yield return (CheckText.Count(data.Tracks.Sum(t => t.Segments ?? 0)), Plural.Choose(data.Tracks.Sum(t => t.Segments ?? 0), "segment", "segments"), false);
        }

        yield return (CheckText.Count(data.Skipped.Count), "skipped", data.Skipped.Count > 0);
    }

    private static void Examples(HtmlPage page, Exploration data)
    {
        if (data.Examples.Count == 0)
        {
            return;
        }

        page.Heading("Examples", data.ExampleNote);
        foreach (GenreExample example in data.Examples)
        {
            page.Together(part => Example(part, example));
        }
    }

    private static void Example(HtmlPage page, GenreExample example)
    {
        page.Heading(example.Genre, example.Track, level: 3);
        if (example.Clip is { } clip)
        {
            page.Listen([($"{ClipAudio.Seconds} s from the middle", clip)]);
        }

        page.Draw(example.Pictures, areSmall: true);
    }
}
