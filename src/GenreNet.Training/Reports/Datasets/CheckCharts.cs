using GenreNet.Core.Datasets;

namespace GenreNet.Training.Reports;

/// <summary>Draws the charts of a dataset check.</summary>
internal static class CheckCharts
{
    private const double Quietest = -60;

    /// <summary>Returns the charts that contain data.</summary>
    public static IEnumerable<Picture> All(CheckResult result)
    {
        if (result.Genres.Count > 1)
        {
            yield return StackedBars.Draw("tracks", new BarChart("Tracks per genre", [.. result.Genres.Select(g => new Bar(g.Name, g.Tracks - g.Faulty, g.Faulty))], "without faults", "with faults"));
        }

        AudioStatistics[] audio = [.. result.Tracks.Where(t => t.Audio is { SampleCount: > 0 }).Select(t => t.Audio!)];
        if (audio.Length > 0)
        {
            yield return Histogram.Draw("durations", "Tracks by duration", [.. audio.Select(a => a.Duration.TotalSeconds)], ("duration (s)", "track"));
            yield return Histogram.Draw("levels", "Tracks by level (RMS)", [.. audio.Select(a => Math.Max(Quietest, 20 * Math.Log10(Math.Max(a.Level, 1e-9))))], ("level (dBFS)", "track"));
        }
    }
}
