using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Evaluation.Results;

public class TrackPredictionTests
{
    [Fact]
    public void Mean_and_majority_vote_may_differ()
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 1, segmentsPerTrack: 3);
        float[] probabilities =
        [
            0.9f, 0.1f, 0, 0.4f, 0.6f, 0, 0.4f, 0.6f, 0,
            0, 1, 0, 0, 1, 0, 0, 1, 0,
            0.5f, 0.3f, 0.2f, 0.2f, 0.3f, 0.5f, 0.1f, 0.8f, 0.1f,
        ];
        EvaluationResult result = Evaluator.Evaluate(data, data.Genres, [.. Enumerable.Range(0, 9)], probabilities);
        TrackPrediction blues = result.Predictions[0];
        Assert.Equal(("blues/000", 0, 3), (blues.Track, blues.Label, blues.SegmentCount));
        Assert.Equal([1, 2, 0], blues.Votes);
        Assert.Equal((0, 1), (blues.Predicted, blues.Voted));
        Assert.Equal(1.7 / 3, blues.Confidence, 1e-6);
        Assert.Equal([1, 0, 0], result.Tracks.Counts[0]);
        Assert.Equal([0, 1, 0], result.Votes.Counts[0]);
        // Rock has a vote for each genre: the mean decides, for disco.
        Assert.Equal((1, 1), (result.Predictions[2].Predicted, result.Predictions[2].Voted));
        // Of the nine segments only two of rock's have it in the third place, of the tracks rock itself: 0.8, 1.4, 0.8 with blues first of equals.
        Assert.Equal((7, 2), (result.SegmentsInTop2, result.TracksInTop2));
    }

    [Fact]
    public void The_pooling_of_the_card_is_used_for_tracks()
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 1, segmentsPerTrack: 3);
        float[] track = [0.9f, 0.05f, 0.05f, 0.9f, 0.05f, 0.05f, 0.001f, 0.5f, 0.499f];
        float[] probabilities = [.. track, .. track, .. track];
        int[] segments = [.. Enumerable.Range(0, 9)];
        TrackPrediction mean = Evaluator.Evaluate(data, data.Genres, segments, probabilities).Predictions[0];
        TrackPrediction log = Evaluator.Evaluate(data, data.Genres, segments, probabilities, SegmentPooling.LogMean).Predictions[0];
        // One segment that all but rules the first genre out weighs more in the mean of logarithms.
        Assert.Equal((0, 1), (mean.Predicted, log.Predicted));
        double[] expected = [.. Enumerable.Range(0, 3).Select(genre => Math.Pow(track[genre] * (double)track[3 + genre] * track[6 + genre], 1.0 / 3))];
        Assert.All(log.Probabilities.Zip(expected), pair => Assert.Equal(pair.Second / expected.Sum(), pair.First, 1e-6));
        Assert.Equal(mean.Votes, log.Votes);
    }

    [Theory]
    [InlineData(new[] { 2, 2, 0 }, new[] { 0.3, 0.4, 0.3 }, 1)]
    [InlineData(new[] { 1, 1, 1 }, new[] { 0.2, 0.3, 0.5 }, 2)]
    [InlineData(new[] { 2, 2, 0 }, new[] { 0.4, 0.4, 0.2 }, 0)]
    [InlineData(new[] { 1, 0, 2 }, new[] { 0.8, 0.1, 0.1 }, 2)]
    public void The_mean_probability_breaks_ties_of_votes(int[] votes, double[] means, int voted) =>
        Assert.Equal(voted, new TrackPrediction("x", 0, votes.Sum(), means, votes).Voted);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void The_rank_is_the_number_of_more_probable_genres(int label, int rank) =>
        Assert.Equal(rank, new TrackPrediction("x", label, 1, [0.25, 0.5, 0.125, 0.125], [0, 1, 0, 0]).Rank);

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(-0.5f)]
    [InlineData(1.5f)]
    public void An_invalid_probability_is_rejected_with_the_name_of_the_track(float odd)
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 1, segmentsPerTrack: 1);
        var problem = Assert.Throws<GenreNetException>(() => Evaluator.Evaluate(data, data.Genres, [0, 1, 2], [1, 0, 0, 0, odd, 0, 0, 0, 1]));
        Assert.Contains("a segment of disco/000", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Together_adds_the_counts_of_the_folds()
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 2, segmentsPerTrack: 1);
        float[] probabilities = [1, 0, 0, 0.5f, 0.25f, 0.25f, 0, 1, 0, 0.25f, 0.5f, 0.25f, 0, 0, 1, 0.5f, 0, 0.5f];
        EvaluationResult Of(int[] segments) => Evaluator.Evaluate(
            data, data.Genres, segments, [.. segments.SelectMany(s => probabilities[(3 * s)..(3 * (s + 1))])]);
        EvaluationResult whole = Of([0, 1, 2, 3, 4, 5]);
        EvaluationResult together = EvaluationResult.Together([Of([0, 1, 5]), Of([2, 3, 4])]);
        Assert.Equal(whole.Votes.Counts, together.Votes.Counts);
        Assert.Equal((whole.SegmentsInTop2, whole.TracksInTop2), (together.SegmentsInTop2, together.TracksInTop2));
        Assert.Equal(whole.Calibration.Bins, together.Calibration.Bins);
        Assert.Equal(whole.Calibration.BrierScore, together.Calibration.BrierScore, 1e-12);
        Assert.Equal(whole.Predictions.Select(p => p.Track).Order(), together.Predictions.Select(p => p.Track).Order());
    }
}
