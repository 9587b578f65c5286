using GenreNet.Inference;
using GenreNet.Server.Monitoring;

namespace GenreNet.Server.Tests.Monitoring;

public class LoggedPredictionTests
{
    private static readonly GenrePrediction Rock = new()
    {
        Ranking = [new GenreProbability("rock", 0.75), new GenreProbability("jazz", 0.25)],
        Timeline = [],
        Duration = TimeSpan.FromSeconds(30),
        MfccMeans = (float[])[-100, 50, 3],
        Warnings = [],
    };

    [Fact]
    public void Predictions_are_logged()
    {
        LoggedPrediction row = Of(Rock, "jazz");
        Assert.Equal(("rock", 0.75, "jazz", 30.0, false), (row.Genre, row.Confidence, row.ActualGenre, row.DurationSeconds, row.IsSilent));
        Assert.Equal([-100f, 50, 3], row.MfccMeans);
    }

    [Fact]
    public void A_silent_clip_has_no_means_and_no_confidence()
    {
        // With an empty ranking, and with the ranking that the network gives to nothing.
        foreach (GenrePrediction silent in (GenrePrediction[])[Rock with { IsUnknown = true, Ranking = [] }, Rock with { IsUnknown = true, MfccMeans = (float[])[-1131, 0, 0] }])
        {
            LoggedPrediction row = Of(silent, null);
            Assert.Equal(("unknown", 0.0, true), (row.Genre, row.Confidence, row.IsSilent));
            Assert.Empty(row.MfccMeans);
        }
    }

    [Fact]
    public void A_silent_file_is_recognised()
    {
        using var classifier = GenreClassifier.LoadDefault();
        LoggedPrediction row = Of(classifier.Classify(new float[66150], 22050, new ClassificationOptions { IncludeMfccMeans = true }), null);
        Assert.True(row.IsSilent);
        Assert.Empty(row.MfccMeans);
    }

    [Fact]
    public void An_unknown_genre_is_not_silence()
    {
        LoggedPrediction row = Of(Rock with { IsUnknown = true }, null);
        Assert.Equal(("unknown", 0.75, false), (row.Genre, row.Confidence, row.IsSilent));
        Assert.Equal(3, row.MfccMeans.Count);
    }

    [Theory]
    [InlineData("rock", "rock")]
    [InlineData(null, null)]
    public void A_short_genre_is_unchanged(string? sent, string? kept) => Assert.Equal(kept, Of(Rock, sent).ActualGenre);

    [Fact]
    public void A_long_genre_is_shortened_between_characters()
    {
        Assert.Equal(new string('x', 64), Of(Rock, new string('x', 5000)).ActualGenre);
        Assert.Equal(new string('x', 63), Of(Rock, new string('x', 63) + "\U0001F3B8 and more").ActualGenre);
    }

    private static LoggedPrediction Of(GenrePrediction prediction, string? actual) => LoggedPrediction.Of(DateTimeOffset.UnixEpoch, "default", prediction, actual);
}
