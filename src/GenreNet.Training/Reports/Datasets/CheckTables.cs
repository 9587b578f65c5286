using GenreNet.Core;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Reports;

/// <summary>Creates the tables of a dataset check, for the terminal and the page.</summary>
internal static class CheckTables
{
    /// <summary>Summarizes the result in one sentence.</summary>
    public static string Headline(CheckResult result)
    {
        var all = GenreSummary.Of(result.Dataset, [.. result.Tracks]);
        return $"{result.Dataset}: {Plural.Of(all.Tracks, "track")} of {Plural.Of(result.Genres.Count, "genre")}, {CheckText.Time(all.Duration)} of audio; "
            + $"{CheckText.Count(all.Unusable)} unusable, {CheckText.Count(all.Faulty - all.Unusable)} with other faults, "
            + $"{Plural.Of(result.Groups.Groups.Count, "group")} of duplicates.";
    }

    /// <summary>Returns the non-empty tables, in order.</summary>
    public static IReadOnlyList<ReportTable> All(CheckResult result) =>
        [.. new[] { Genres(result), Formats(result), Faults(result), Replicas(result), NearDuplicates(result), Published(result) }.Where(t => t.Rows.Count > 0)];

    private static ReportTable Genres(CheckResult result) => new(
        "Genres",
        [new("genre"), Number("tracks"), Number("unusable"), Number("other faults"), Number("audio"), Number("shortest"), Number("median"), Number("longest")],
        [.. result.Genres.Select(Row)]);

    private static string[] Row(GenreSummary genre) =>
    [
        genre.Name, CheckText.Count(genre.Tracks), CheckText.Count(genre.Unusable), CheckText.Count(genre.Faulty - genre.Unusable),
        CheckText.Time(genre.Duration), CheckText.Time(genre.Shortest), CheckText.Time(genre.Median), CheckText.Time(genre.Longest),
    ];

    private static ReportTable Formats(CheckResult result) => new(
        "Formats",
        [new("format"), Number("sample rate"), Number("channels"), Number("tracks")],
        [
            .. result.Tracks.Where(t => t.Audio is not null).GroupBy(t => (t.Audio!.Format, t.Audio.SampleRate, t.Audio.ChannelCount))
                .OrderByDescending(g => g.Count()).ThenBy(g => g.Key)
                .Select(g => (string[])[g.Key.Format, $"{CheckText.Count(g.Key.SampleRate)} Hz", CheckText.Count(g.Key.ChannelCount), CheckText.Count(g.Count())]),
        ]);

    private static ReportTable Faults(CheckResult result) => new(
        "Faults",
        [new("track"), new("fault"), new("details")],
        [
            .. result.Tracks.SelectMany(t => t.Faults.Select(fault => (t.Track, fault))).OrderBy(f => f.fault.Kind)
                .Select(f => (string[])[f.Track.Id, CheckText.Kind(f.fault.Kind), f.fault.Text]),
        ]);

    private static ReportTable Replicas(CheckResult result) => new(
        "Exact replicas",
        [Number("copies"), new("tracks")],
        [.. result.Replicas.Select(set => (string[])[CheckText.Count(set.Count), string.Join(", ", set)])],
        "Tracks with the same samples, regardless of file name or container.");

    private static ReportTable NearDuplicates(CheckResult result) => new(
        "Near-duplicates",
        [new("track"), new("similar to"), Number("similarity"), Number("overlap"), Number("shift")],
        [
            .. result.NearDuplicates.Select(p => (string[])
            [
                p.First, p.Second, CheckText.Percent(p.Similarity), CheckText.Time(p.Overlap), FormattableString.Invariant($"{p.Shift.TotalSeconds:0.0} s"),
            ]),
        ],
        "The same recording at another level, cut differently or encoded differently. Unrelated music has a similarity of about 50 %.");

    private static ReportTable Published(CheckResult result) => new(
        "Published faults",
        [new("tracks"), new("fault"), new("source")],
        [.. result.PublishedFaults.Select(f => (string[])[string.Join(", ", f.Tracks), f.Text, f.Source])],
        "Faults published for the dataset whose track names these tracks have.");

    private static ReportColumn Number(string name) => new(name, IsNumber: true);
}
