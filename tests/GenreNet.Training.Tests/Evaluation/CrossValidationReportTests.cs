using System.Text.Json;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Tests.Evaluation;

public class CrossValidationReportTests
{
    [Fact]
    public void The_report_combines_the_folds()
    {
        var report = CrossValidationReport.From("mine", 7, [Fold(3, 1), Fold(2, 2), Fold(4, 0)]);
        Assert.Equal([0.75, 0.5, 1], report.TrackAccuracies);
        Assert.Equal(0.75, report.ByTrack.Mean, 1e-12);
        Assert.Equal(0.25, report.ByTrack.Deviation, 1e-12);
        Assert.Equal((12, 0.75), (report.Together.Tracks, report.Together.TrackAccuracy));
        Assert.Equal(WilsonInterval.Of(9, 12), report.Together.TrackInterval);
        Assert.Equal([9, 3], report.Together.TrackConfusionMatrix[0]);
        Assert.Equal("mine", JsonDocument.Parse(report.ToJson()).RootElement.GetProperty("network").GetString());
    }

    [Fact]
    public void A_single_fold_is_rejected() => Assert.Throws<ArgumentException>(() => CrossValidationReport.From("mine", 7, [Fold(1, 1)]));

    private static EvaluationResult Fold(int right, int wrong)
    {
        (ConfusionMatrix segments, ConfusionMatrix tracks) = (new ConfusionMatrix(2), new ConfusionMatrix(2));
        for (int i = 0; i < right + wrong; i++)
        {
            tracks.Add(0, i < right ? 0 : 1);
            segments.Add(0, 0);
        }

        return new EvaluationResult(["a", "b"], segments, tracks);
    }
}
