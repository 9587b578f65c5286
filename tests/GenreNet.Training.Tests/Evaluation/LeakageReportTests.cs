using System.Text.Json;
using GenreNet.Core.Datasets;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Tests.Evaluation;

public class LeakageReportTests
{
    [Fact]
    public void Inflation_is_the_leaky_accuracy_minus_that_of_the_last_split()
    {
        SplitOutcome leaky = Outcome("leaky-segments", SplitKind.LeakySegments, 9, 8);
        SplitOutcome byTrack = Outcome("by-track", SplitKind.Stratified, 7, 7);
        SplitOutcome lists = Outcome("published", SplitKind.Lists, 6, 5);
        var report = new LeakageReport("cnn", [1, 2], [leaky, byTrack, lists], []);
        Assert.Equal(0.85 - 0.55, report.Inflation!.Value, 1e-12);
        Assert.Equal(0.15, (report with { Splits = [leaky, byTrack] }).Inflation!.Value, 1e-12);
        Assert.Null((report with { Splits = [byTrack, lists] }).Inflation);
        Assert.Null((report with { Splits = [leaky] }).Inflation);
        JsonElement json = JsonDocument.Parse(report.ToJson()).RootElement;
        Assert.Equal("published", json.GetProperty("splits")[2].GetProperty("name").GetString());
        Assert.Equal(report.Inflation.Value, json.GetProperty("inflation").GetDouble());
    }

    [Fact]
    public void The_outcome_averages_the_seeds_and_a_single_seed_has_no_deviation()
    {
        SplitOutcome two = Outcome("by-track", SplitKind.Stratified, 7, 9);
        Assert.Equal([0.7, 0.9], two.SegmentAccuracies);
        Assert.Equal(0.8, two.SegmentAccuracy, 1e-12);
        Assert.Equal(Math.Sqrt(0.02), two.SegmentDeviation!.Value, 1e-12);
        Assert.Equal((10, 10), (two.TestSegments, two.TestTracks));
        SplitOutcome one = Outcome("by-track", SplitKind.Stratified, 7);
        Assert.Equal((0.7, null, null), (one.SegmentAccuracy, one.SegmentDeviation, one.TrackDeviation));
    }

    private static SplitOutcome Outcome(string name, SplitKind kind, params int[] right) => SplitOutcome.Of(
        name,
        new DataSplit { Kind = kind, Seed = 1, Train = [], Validation = [], Test = [] },
        [.. right.Select(count => new EvaluationResult(["a", "b"], Answers(count), Answers(count)))]);

    private static ConfusionMatrix Answers(int right)
    {
        var matrix = new ConfusionMatrix(2);
        for (int i = 0; i < 10; i++)
        {
            matrix.Add(0, i < right ? 0 : 1);
        }

        return matrix;
    }
}
