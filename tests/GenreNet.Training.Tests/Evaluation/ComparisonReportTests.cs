using System.Text.Json;
using GenreNet.Core;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Tests.Evaluation;

public class ComparisonReportTests
{
    [Fact]
    public void Each_pair_is_tested_on_its_tracks()
    {
        var report = ComparisonReport.Of([Run("a", "111111110000"), Run("b", "000000000000"), Run("c", "111111110001")], 5);
        Assert.Equal((12, 3), (report.Tracks, report.Pairs.Count));
        PairComparison first = report.Pairs[0];
        Assert.Equal(("a", "b", 8, 0), (first.First, first.Second, first.OnlyFirstRight, first.OnlySecondRight));
        Assert.Equal(2 / 256.0, first.PValue, 1e-12);
        // b and c differ on nine tracks: the smallest p-value counts three times, this one twice.
        Assert.Equal(4 / 256.0, first.HolmPValue, 1e-12);
        Assert.Equal(3 * 2 / 512.0, report.Pairs[2].HolmPValue, 1e-12);
        Assert.Equal(8 / 12.0, first.Difference, 1e-12);
        Assert.InRange(first.Difference, first.Interval.Low, first.Interval.High);
        Assert.Empty(report.Warnings);
        JsonElement json = JsonDocument.Parse(report.ToJson()).RootElement;
        Assert.Equal(8, json.GetProperty("pairs")[0].GetProperty("only_first_right").GetInt32());
        Assert.Equal("c", json.GetProperty("runs")[2].GetProperty("name").GetString());
    }

    [Fact]
    public void Runs_on_different_tracks_are_compared_on_enough_common_tracks()
    {
        var report = ComparisonReport.Of([Run("a", "111111111100"), Run("b", "0000000000000000", from: 2)], 5);
        Assert.Equal(10, report.Tracks);
        Assert.Equal(8, report.Pairs[0].OnlyFirstRight);
        Assert.Contains("different test tracks (a: 12, b: 16)", Assert.Single(report.Warnings), StringComparison.Ordinal);
        Assert.Contains("only 9 test tracks in common (a: 12, b: 16)", Failure(Run("a", "111111111100"), Run("b", "0000000000000000", from: 3)), StringComparison.Ordinal);
        Assert.Contains("no test tracks in common", Failure(Run("a", "1"), Run("b", "1", from: 5)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_common_track_is_not_significant()
    {
        var report = ComparisonReport.Of([Run("a", "1"), Run("b", "0")], 5);
        Assert.Equal((1, 1, 1), (report.Tracks, report.Pairs[0].PValue, report.Pairs[0].Difference));
    }

    [Fact]
    public void Contradicting_genres_are_rejected_but_spellings_may_differ()
    {
        Assert.Contains("The genre of track 000 is rock in a but jazz in b", Failure(Run("a", "1111"), Run("b", "1111", genre: "jazz")), StringComparison.Ordinal);
        Assert.Equal(1, ComparisonReport.Of([Run("a", "1111"), Run("b", "1111", genre: "Rock")], 5).Pairs[0].PValue);
    }

    [Fact]
    public void A_leaky_run_gives_a_warning() =>
        Assert.Contains("b was fitted on segments of its test tracks", Assert.Single(ComparisonReport.Of([Run("a", "1111"), Run("b", "1111", isLeaky: true)], 5).Warnings), StringComparison.Ordinal);

    private static string Failure(params TestedRun[] runs) => Assert.Throws<GenreNetException>(() => ComparisonReport.Of(runs, 5)).Message;

    /// <summary>A run that is right where there is a one.</summary>
    private static TestedRun Run(string name, string right, int from = 0, string genre = "rock", bool isLeaky = false) => new(
        new RunFigures(name, "cnn", 1, 1, right.Length, 0, new WilsonInterval(0, 1), 0, null, null, null, isLeaky),
        Enumerable.Range(0, right.Length).ToDictionary(i => $"{from + i:D3}", i => new TestedTrack(genre, right[i] == '1'), StringComparer.Ordinal));
}
