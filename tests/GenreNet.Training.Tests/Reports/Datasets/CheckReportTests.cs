using System.Globalization;
using GenreNet.Core.Datasets;
using GenreNet.Training.Cli;
using GenreNet.Training.Reports;
using Spectre.Console.Testing;

namespace GenreNet.Training.Tests.Reports.Datasets;

public class CheckReportTests
{
    private static readonly CheckResult Result = new()
    {
        Dataset = "music",
        Fingerprint = new string('f', 64),
        Tracks =
        [
            Track("jazz/a", 30, 0.1),
            Track("jazz/b", 30, 0.1),
            Track("rock/c", 12, 0.01, new TrackFault(FaultKind.CutShort, "It lasts 12 s.")),
            new TrackCheck(new Track("rock/d", "rock", "rock/d.wav", 10), null, [new TrackFault(FaultKind.Undecodable, "rock/d.wav: no audio.", 4)]),
        ],
        Replicas = [],
        NearDuplicates = [new NearDuplicate("jazz/a", "jazz/b", 0.987, TimeSpan.FromSeconds(-0.7), TimeSpan.FromSeconds(29), 300)],
        PublishedFaults = [],
        Warnings = ["x.wav lies in no genre folder."],
    };

    [Fact]
    public void The_headline_counts_tracks_and_faults() => Assert.Equal(
        "music: 4 tracks of 2 genres, 0:01:12 of audio; 1 unusable, 1 with other faults, 1 group of duplicates.", CheckTables.Headline(Result));

    [Fact]
    public void Empty_tables_are_omitted_and_the_worst_faults_are_first()
    {
        var tables = CheckTables.All(Result);
        Assert.Equal(["Genres", "Formats", "Faults", "Near-duplicates"], tables.Select(t => t.Title));
        Assert.Equal(["rock/d", "rock/c"], tables[2].Rows.Select(r => r[0]));
        Assert.Equal(["jazz/a", "jazz/b", "98.7 %", "29.0 s", "-0.7 s"], tables[3].Rows[0]);
        Assert.All(tables, t => Assert.All(t.Rows, row => Assert.Equal(t.Columns.Count, row.Length)));
    }

    [Fact]
    public void Every_kind_of_fault_has_a_distinct_description() =>
        Assert.Equal(Enum.GetValues<FaultKind>().Length, Enum.GetValues<FaultKind>().Select(CheckText.Kind).Distinct().Count());

    [Fact]
    public void Bars_count_every_track_once()
    {
        Picture[] charts = [.. CheckCharts.All(Result)];
        Assert.Equal(["Tracks per genre", "Tracks by duration", "Tracks by level (RMS)"], charts.Select(c => c.Title));
        Assert.Contains("jazz: 2, rock: 2", charts[0].Description, StringComparison.Ordinal);
        // 30, 30 and 12 s; -20, -20 and -40 dB; a bar of two and one of one.
        Assert.All(charts[1..], chart => Assert.Equal([0, 1, 2], chart.Shapes.OfType<BoxShape>().Select(b => int.Parse(b.Hint!.Split(':')[0], CultureInfo.InvariantCulture)).Distinct().Order()));
        Assert.Contains("3 tracks; duration (s) from 12 to 30, mean 24.", charts[1].Description, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dataset_without_a_readable_track_has_a_page()
    {
        string page = CheckPage.Build(Result with { Tracks = [Result.Tracks[3]], NearDuplicates = [] });
        Assert.Contains("rock/d.wav: no audio.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_contains_the_tables()
    {
        string page = CheckPage.Build(Result);
        Assert.All(
            CheckTables.All(Result).SelectMany(t => t.Rows.SelectMany(r => r)).Concat(Result.Warnings),
            cell => Assert.Contains(HtmlPage.Escape(cell), page, StringComparison.Ordinal));
    }

    [Fact]
    public void Long_tables_are_truncated_on_a_terminal_with_a_note()
    {
        using var console = new TestConsole();
        TableDisplay.Write(console, CheckTables.All(Result)[2], mostRows: 1);
        Assert.Contains("rock/d", console.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("rock/c", console.Output, StringComparison.Ordinal);
        Assert.Contains("and 1 more", console.Output, StringComparison.Ordinal);
    }

    private static TrackCheck Track(string id, int seconds, double level, params TrackFault[] faults) => new(
        new Track(id, id.Split('/')[0], $"{id}.wav", 1000),
        new AudioStatistics
        {
            Format = "WAV",
            SampleRate = 22050,
            ChannelCount = 1,
            SampleCount = seconds * 22050,
            Peak = 0.5,
            Level = level,
            DcOffset = 0,
            ClippedSamples = 0,
            LongestSilence = TimeSpan.Zero,
            LongestSilenceStart = TimeSpan.Zero,
            Digest = id,
        },
        faults);
}
