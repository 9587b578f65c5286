using GenreNet.Inference;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Tests.Evaluation.Calibration;

public class ConfidenceLevelsTests
{
    [Fact]
    public void Each_level_counts_the_predictions_above_its_confidence()
    {
        TrackPrediction[] tracks = [Answer(0.95, isRight: true), Answer(0.8, isRight: true), Answer(0.6, isRight: false), Answer(0.55, isRight: true)];
        IReadOnlyList<ConfidenceLevel> levels = ConfidenceLevels.Of(tracks);
        Assert.Equal([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9], levels.Select(l => l.Confidence));
        Assert.Equal((1.0, 0.75), (levels[0].Answered, levels[0].Accuracy!.Value));
        Assert.Equal((0.75, 2.0 / 3), (levels[6].Answered, levels[6].Accuracy!.Value));
        Assert.Equal((0.5, 1.0), (levels[8].Answered, levels[8].Accuracy!.Value));
        Assert.Equal((0.25, 1.0), (levels[9].Answered, levels[9].Accuracy!.Value));
    }

    [Fact]
    public void A_level_without_predictions_has_no_accuracy()
    {
        Assert.Empty(ConfidenceLevels.Of([]));
        ConfidenceLevel last = ConfidenceLevels.Of([Answer(0.6, isRight: true)])[^1];
        Assert.Equal((0, null), (last.Answered, last.Accuracy));
    }

    private static TrackPrediction Answer(double confidence, bool isRight) => new("t", isRight ? 0 : 1, 1, [confidence, 1 - confidence], [1, 0]);
}
