using System.Globalization;

namespace GenreNet.Training.Reports;

/// <summary>Creates the tables of a dataset: the numbers that the charts show.</summary>
internal static class ExploreTables
{
    /// <summary>Creates a table with one row per genre.</summary>
    public static ReportTable Genres(Exploration data)
    {
        ILookup<int, ExploredTrack> byGenre = data.Tracks.ToLookup(t => t.Genre);
        bool hasAudio = data.Tracks.All(t => t.Duration is not null);
        ReportColumn[] columns = hasAudio
            ? [new("genre"), Number("tracks"), Number("share"), Number("audio"), Number("shortest"), Number("median"), Number("longest"), Number("median level")]
            : [new("genre"), Number("tracks"), Number("share"), Number("segments")];
        return new ReportTable("Genres", columns, [.. data.Genres.Select((genre, i) => Row(genre, [.. byGenre[i]]))]);

        string[] Row(string genre, ExploredTrack[] tracks)
        {
            string[] counts = [genre, CheckText.Count(tracks.Length), CheckText.Percent((double)tracks.Length / data.Tracks.Count)];
            if (!hasAudio)
            {
                return [.. counts, CheckText.Count(tracks.Sum(t => t.Segments ?? 0))];
            }

            TimeSpan[] times = [.. tracks.Select(t => t.Duration!.Value).Order()];
            return tracks.Length == 0
                ? [.. counts, string.Empty, string.Empty, string.Empty, string.Empty, string.Empty]
                : [.. counts, CheckText.Time(times.Aggregate((a, b) => a + b)), CheckText.Time(times[0]), CheckText.Time(times[times.Length / 2]), CheckText.Time(times[^1]), Level(tracks)];
        }
    }

    /// <summary>Creates a table with the mean of each feature and its standard deviation over tracks, by genre.</summary>
    public static ReportTable Means(Exploration data)
    {
        Moments[][] means = GenreMeans.ByGenre(data);
        return new ReportTable(
            $"Means of the {data.FeatureName}",
            [new("feature"), .. data.Genres.Select(Number)],
            [.. data.Features.Select((feature, i) => (string[])[feature, .. means.Select(row => Text(row[i]))])],
            "Mean \u00b1 standard deviation over the tracks of a genre.");
    }

    /// <summary>Creates a table of the tracks that could not be measured.</summary>
    public static ReportTable Skipped(Exploration data) =>
        new("Skipped tracks", [new("track"), new("reason")], [.. data.Skipped.Select(s => (string[])[s.Id, s.Reason])], "These tracks could not be measured and are excluded from this page.");

    private static string Text(Moments value) => double.IsNaN(value.Mean)
        ? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $"{value.Mean:G4} \u00b1 {value.Deviation:G3}");

    private static string Level(ExploredTrack[] tracks) =>
        string.Create(CultureInfo.InvariantCulture, $"{tracks.Select(t => t.Decibels!.Value).Order().ElementAt(tracks.Length / 2):0.0} dBFS");

    private static ReportColumn Number(string name) => new(name, IsNumber: true);
}
