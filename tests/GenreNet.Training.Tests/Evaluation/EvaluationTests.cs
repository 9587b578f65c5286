using System.Text.Json;
using GenreNet.Core.Datasets;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Evaluation;

public class EvaluationTests
{
    [Fact]
    public void The_report_follows_from_the_confusion_matrix()
    {
        var matrix = new ConfusionMatrix(2);
        (int Actual, int Predicted, int Times)[] answers = [(0, 0, 3), (0, 1, 1), (1, 0, 2), (1, 1, 4)];
        foreach ((int actual, int predicted, int times) in answers)
        {
            for (int i = 0; i < times; i++)
            {
                matrix.Add(actual, predicted);
            }
        }

        Assert.Equal(0.7, matrix.Accuracy, 1e-12);
        Assert.Equal(3 / 5.0, matrix.Precision(0), 1e-12);
        Assert.Equal(3 / 4.0, matrix.Recall(0), 1e-12);
        Assert.Equal(2 * 0.6 * 0.75 / 1.35, matrix.F1(0), 1e-12);
        Assert.Equal(0, new ConfusionMatrix(3).Accuracy);
    }

    [Fact]
    public void A_track_is_classified_by_the_mean_of_its_segments()
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 1, segmentsPerTrack: 3);
        // Blues: two of three segments are wrong, but narrowly; the mean is right.
        float[] probabilities =
        [
            0.9f, 0.1f, 0, 0.4f, 0.6f, 0, 0.4f, 0.6f, 0,
            0, 1, 0, 0, 1, 0, 0, 1, 0,
            1, 0, 0, 1, 0, 0, 0, 0, 1,
        ];
        EvaluationResult result = Evaluator.Evaluate(data, data.Genres, [.. Enumerable.Range(0, 9)], probabilities);
        Assert.Equal(5 / 9.0, result.Segments.Accuracy, 1e-12);
        Assert.Equal(2 / 3.0, result.Tracks.Accuracy, 1e-12);
        Assert.Equal(1, result.Tracks.Counts[2][0]);
    }

    [Fact]
    public void Labels_are_matched_by_name_if_the_model_has_more_genres()
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 1, segmentsPerTrack: 1);
        float[] probabilities = [0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
        EvaluationResult result = Evaluator.Evaluate(data, ["ambient", "blues", "disco", "rock"], [0, 1, 2], probabilities);
        Assert.Equal(1, result.Segments.Accuracy);
    }

    [Fact]
    public void The_report_is_json_in_snake_case()
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 1, segmentsPerTrack: 1);
        EvaluationResult result = Evaluator.Evaluate(data, data.Genres, [0, 1, 2], [1, 0, 0, 0, 1, 0, 0, 1, 0]);
        JsonElement json = JsonDocument.Parse(EvaluationReport.From(result, "test").ToJson()).RootElement;
        Assert.Equal(2 / 3.0, json.GetProperty("segment_accuracy").GetDouble(), 1e-12);
        Assert.Equal(3, json.GetProperty("tracks").GetInt32());
        Assert.Equal(1, json.GetProperty("confusion_matrix")[2][1].GetInt32());
        Assert.Equal(0.5, json.GetProperty("per_genre")[1].GetProperty("precision").GetDouble());
    }

    [Fact]
    public void Held_out_excludes_training_and_validation_tracks()
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 4);
        var split = TrackSplit.Stratified(data, 0.25, 0.25, 1);
        Assert.Equal(split.SegmentsOf(data, SplitPart.Test), EvaluationSubset.Select(EvaluationSubset.HeldOut, data, split));
        Assert.Equal(split.SegmentsOf(data, SplitPart.Train), EvaluationSubset.Select("train", data, split));
        Assert.Equal(data.SegmentCount, EvaluationSubset.Select("all", data, split).Length);
        Assert.False(EvaluationSubset.IsLeaky(EvaluationSubset.Select("all", data, split), data, split));
    }

    [Fact]
    public void Held_out_of_a_leaky_split_is_segments_and_is_leaky()
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 4, segmentsPerTrack: 5);
        DataSplit split = LeakySplit.Segments(data, 0.2, 0.2, 1);
        int[] heldOut = EvaluationSubset.Select(EvaluationSubset.HeldOut, data, split);
        Assert.Equal(split.SegmentsOf(data, SplitPart.Test).Order(), heldOut);
        Assert.Equal(12, heldOut.Length);
        Assert.True(EvaluationSubset.IsLeaky(heldOut, data, split));
        Assert.Empty(EvaluationSubset.Select("train", data, split).Intersect(heldOut));
    }

    [Fact]
    public void A_report_of_a_leaky_split_contains_a_warning()
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 4, segmentsPerTrack: 5);
        EvaluationResult result = Evaluator.Evaluate(data, data.Genres, [0], [1, 0, 0]);
        JsonElement leaky = JsonDocument.Parse(EvaluationReport.From(result, "test", LeakySplit.Segments(data, 0.2, 0.2, 1)).ToJson()).RootElement;
        Assert.Equal("leaky-segments", leaky.GetProperty("split").GetString());
        Assert.Contains("inflated", leaky.GetProperty("warning").GetString(), StringComparison.Ordinal);
        JsonElement honest = JsonDocument.Parse(EvaluationReport.From(result, "test", TrackSplit.Stratified(data, 0.2, 0.2, 1)).ToJson()).RootElement;
        Assert.Equal("stratified", honest.GetProperty("split").GetString());
        Assert.False(honest.TryGetProperty("warning", out _));
    }
}
