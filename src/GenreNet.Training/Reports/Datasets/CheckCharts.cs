using System.Globalization;
using GenreNet.Core.Datasets.Checking;
using GenreNet.Core.Datasets.Checking.Measuring;
using GenreNet.Training.Reports.Pictures.Charts;

namespace GenreNet.Training.Reports.Datasets;

/// <summary>The result of a check as bars.</summary>
internal static class CheckCharts
{
    private const int MostBars = 16;
    private const double Quietest = -60;

    /// <summary>The charts that have something to show.</summary>
    public static IReadOnlyList<BarChart> All(CheckResult result)
    {
        AudioStatistics[] audio = [.. result.Tracks.Where(t => t.Audio is { SampleCount: > 0 }).Select(t => t.Audio!)];
        BarChart[] charts =
        [
            new("Tracks a genre", [.. result.Genres.Select(g => new Bar(g.Name, g.Tracks - g.Faulty, g.Faulty))], "good", "with a fault"),
            Histogram("Tracks by duration", audio, a => a.Duration.TotalSeconds, "s"),
            Histogram("Tracks by level (RMS)", audio, a => Math.Max(Quietest, 20 * Math.Log10(Math.Max(a.Level, 1e-9))), "dB"),
        ];
        return [.. charts.Where(c => c.Bars.Count > 1)];
    }

    private static BarChart Histogram(string title, AudioStatistics[] audio, Func<AudioStatistics, double> value, string unit)
    {
        double[] values = [.. audio.Select(value)];
        double width = values.Length == 0 ? 1 : RoundWidth((values.Max() - values.Min()) / MostBars);
        var counts = values.GroupBy(v => (int)Math.Floor(v / width)).ToDictionary(g => g.Key, g => g.Count());
        int first = counts.Keys.DefaultIfEmpty(0).Min();
        int last = counts.Keys.DefaultIfEmpty(-1).Max();
        return new BarChart(title, [.. Enumerable.Range(first, last - first + 1).Select(bin => new Bar(Label(bin), counts.GetValueOrDefault(bin), 0))], "tracks", null);

        string Label(int bin) => string.Create(CultureInfo.InvariantCulture, $"{bin * width:0.##} to {(bin + 1) * width:0.##} {unit}");
    }

    /// <summary>The next of 1, 2, 5, 10, 20, 50, ...: bins that people can read.</summary>
    private static double RoundWidth(double width)
    {
        double decade = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(width, 0.1))));
        return decade * (width <= decade ? 1 : width <= 2 * decade ? 2 : width <= 5 * decade ? 5 : 10);
    }
}
