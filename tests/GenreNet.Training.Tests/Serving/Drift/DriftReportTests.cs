using GenreNet.Core;
using GenreNet.Inference;
using GenreNet.Server.Monitoring;
using GenreNet.Training.Serving;

namespace GenreNet.Training.Tests.Serving.Drift;

public sealed class DriftReportTests : IDisposable
{
    private readonly GenreClassifier _classifier = GenreClassifier.LoadDefault();

    private MfccReference Reference => MfccReference.Of(_classifier.Card)!;

    public void Dispose() => _classifier.Dispose();

    [Fact]
    public void A_worked_example_matches()
    {
        // The training values are 10 and 2, the logged values 12, 14 and 13: the mean is 13, 1.5 deviations away.
        FeatureDrift drift = FeatureDrift.Of(1, trainedMean: 10, trainedDeviation: 2, [12, 14, 13]);
        Assert.Equal(13, drift.SeenMean, 1e-12);
        Assert.Equal(Math.Sqrt(2.0 / 3), drift.SeenDeviation, 1e-12);
        Assert.Equal(1.5, drift.Distance, 1e-12);
        Assert.Equal(Math.Sqrt(2.0 / 3) / 2, drift.Spread, 1e-12);
        // Of three clips, chance moves the mean by 2 / sqrt(3), which is 0.577 deviations.
        Assert.Equal(1 / Math.Sqrt(3), drift.StandardError, 1e-12);
        Assert.True(drift.IsDrift);
        Assert.False(FeatureDrift.Of(1, 10, 2, [11.5]).IsDrift);
    }

    [Fact]
    public void Clips_from_the_training_distribution_are_not_drift_and_shifted_clips_are()
    {
        var random = new Random(5);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        LoggedPrediction[] same = [.. Enumerable.Range(0, 400).Select(_ => Row([.. Reference.Mean.ToArray().Select((mean, i) => (float)(mean + (Reference.Deviation.ToArray()[i] * Normal())))]))];
        Assert.Empty(DriftReport.Of(same, _classifier.Card, "default").Drifted);
        LoggedPrediction[] shifted = [.. same.Select(row => row with { MfccMeans = [.. row.MfccMeans.ToArray().Select((value, i) => i == 3 ? value + Reference.Deviation.ToArray()[i] : value)] })];
        Assert.Equal([4], DriftReport.Of(shifted, _classifier.Card, "default").Drifted.Select(feature => feature.Coefficient));
    }

    [Fact]
    public void Predictions_with_a_known_genre_are_counted()
    {
        LoggedPrediction[] log = [Row(Reference.Mean.ToArray(), "rock", "rock"), Row(Reference.Mean.ToArray(), "rock", "jazz"), Row(Reference.Mean.ToArray(), "jazz"), Row(Reference.Mean.ToArray()) with { Model = "other" }];
        var report = DriftReport.Of(log, _classifier.Card, "default");
        Assert.Equal((3, 1, 2, 1, 0.5), (report.Clips, report.OtherModels, report.Judged, report.Right, report.Accuracy));
        Assert.Equal([new GenreShare("jazz", 1, 1, 0), new GenreShare("rock", 2, 1, 1)], report.Genres);
        Assert.Equal(_classifier.Card.Evaluations![0].TrackAccuracy, report.TestAccuracy!.Value);
        Assert.Contains("\"coefficient\":13", report.ToJson(), StringComparison.Ordinal);
    }

    [Fact]
    public void Silent_clips_are_excluded_from_the_means()
    {
        // As this version logs them, and as earlier versions did: confident, with the flat spectrum of nothing.
        LoggedPrediction silent = Row([], GenrePrediction.UnknownGenre) with { Confidence = 0 };
        LoggedPrediction old = Row([-1131, .. new float[12]], GenrePrediction.UnknownGenre) with { Confidence = 1 };
        LoggedPrediction unsure = Row(Reference.Mean.ToArray(), GenrePrediction.UnknownGenre) with { Confidence = 0.3 };
        var report = DriftReport.Of([.. Enumerable.Repeat(silent, 50), .. Enumerable.Repeat(old, 50), unsure, Row(Reference.Mean.ToArray())], _classifier.Card, "default");
        Assert.Equal((102, 100, 0.4), (report.Clips, report.Silent, report.MeanConfidence));
        Assert.Empty(report.Drifted);
        Assert.All(report.Features, feature => Assert.Equal(0, feature.Distance, 1e-6));
        var nothing = DriftReport.Of([silent, old], _classifier.Card, "default");
        Assert.Equal((2, 0.0, 0), (nothing.Silent, nothing.MeanConfidence, nothing.Features.Count));
    }

    [Fact]
    public void Genres_unknown_to_the_model_are_counted_separately_and_add_no_rows()
    {
        LoggedPrediction[] log =
        [
            Row(Reference.Mean.ToArray(), "rock", "rock"), Row(Reference.Mean.ToArray(), "rock", "Hip-Hop"), Row(Reference.Mean.ToArray(), "hiphop", "HIPHOP"),
            Row(Reference.Mean.ToArray(), "rock", "polka"), Row(Reference.Mean.ToArray(), "rock", "Polka"), Row(Reference.Mean.ToArray(), "rock", "Polka"),
            .. Enumerable.Range(0, 1000).Select(i => Row(Reference.Mean.ToArray(), "rock", $"genre no. {i} {new string('x', 500)}")),
        ];
        var report = DriftReport.Of(log, _classifier.Card, "default");
        Assert.Equal((3, 2), (report.Judged, report.Right));
        Assert.Equal([new GenreShare("hiphop", 1, 2, 1), new GenreShare("rock", 1005, 1, 1)], report.Genres);
        Assert.Equal((1003, 1001, 991), (report.UnknownGenres.Clips, report.UnknownGenres.Names, report.UnknownGenres.Other));
        Assert.Equal(10, report.UnknownGenres.MostFrequent.Count);
        Assert.Equal(new GenreCount("Polka", 3), report.UnknownGenres.MostFrequent[0]);
        Assert.All(report.UnknownGenres.MostFrequent, genre => Assert.InRange(genre.Genre.Length, 1, 64));
        Assert.InRange(report.ToJson().Length, 1, 10_000);
    }

    [Fact]
    public void Predictions_of_genres_unknown_to_this_model_share_one_row()
    {
        LoggedPrediction[] log = [.. Enumerable.Range(0, 50).Select(i => Row(Reference.Mean.ToArray(), $"old genre {i}")), Row(Reference.Mean.ToArray(), GenrePrediction.UnknownGenre)];
        Assert.Equal([new GenreShare("unknown", 1, 0, 0), new GenreShare("other, 50 names", 50, 0, 0)], DriftReport.Of(log, _classifier.Card, "default").Genres);
    }

    [Fact]
    public void A_log_that_cannot_be_compared_is_reported()
    {
        Assert.Contains("no entry of the model default. Use --model to give a model in the log: other",
            Assert.Throws<GenreNetException>(() => DriftReport.Of([Row(Reference.Mean.ToArray()) with { Model = "other" }], _classifier.Card, "default")).Message, StringComparison.Ordinal);
        Assert.Throws<GenreNetException>(() => DriftReport.Of([], _classifier.Card, "default"));
        ModelCard old = _classifier.Card with { Features = Core.Features.FeatureOptions.Default, MfccReference = null };
        Assert.Contains("Train the model again", Assert.Throws<GenreNetException>(() => DriftReport.Of([Row(Reference.Mean.ToArray())], old, "default")).Message, StringComparison.Ordinal);
    }

    private static LoggedPrediction Row(IReadOnlyList<float> means, string genre = "rock", string? actual = null) =>
        new(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero), "default", genre, 0.5, actual, 30, means);
}
