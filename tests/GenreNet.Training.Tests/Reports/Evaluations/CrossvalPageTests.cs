using System.Xml.Linq;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Tests.Reports.Evaluations;

public class CrossvalPageTests
{
    private static readonly CrossValidationReport Report = CrossValidationReport.From("cnn", 7, [Fold(0, 9, 1), Fold(1, 6, 4), Fold(2, 8, 2)]) with { Features = "Mfcc, 3 s" };

    [Fact]
    public void The_page_shows_folds_confusion_matrix_and_recall_per_genre()
    {
        XElement body = PageText.RequireSelfContained(CrossvalPage.Build(Report, "<music>").Build());
        Assert.Equal("Cross-validation: <music>", body.Descendants("h1").Single().Value);
        string[][] folds = PageText.Table(body, "Folds");
        Assert.Equal(["90.0\u00a0%", "60.0\u00a0%", "80.0\u00a0%"], folds[1..4].Select(row => row[2]));
        var interval = WilsonInterval.Of(9, 10);
        Assert.Equal(RunTables.Interval(interval), folds[1][3]);
        Assert.Equal("76.7\u00a0%", folds[^1][2]);
        // All folds together: 23 of 30 tracks of blues, and none of jazz.
        Assert.Contains(body.Descendants("figcaption"), c => c.Value == "Confusion matrix by track");
        Assert.Contains(body.Descendants("svg").SelectMany(s => s.Descendants("text")), t => t.Value == "23");
        Assert.Contains(body.Descendants("figcaption"), c => c.Value.StartsWith("Recall by track", StringComparison.Ordinal));
        Assert.Contains("95\u00a0% CI", body.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Misclassified_tracks_are_listed_by_confidence()
    {
        XElement body = PageText.Body(CrossvalPage.Build(Report, "music").Build());
        string[][] mistakes = PageText.Table(body, "Misclassified tracks");
        Assert.Equal(7, mistakes.Length - 1);
        Assert.Equal(["blues", "jazz"], mistakes[1][1..3]);
        Assert.Equal("80.0\u00a0%", mistakes[1][3]);
    }

    [Fact]
    public void A_report_of_an_earlier_version_has_fewer_figures()
    {
        CrossValidationReport earlier = Report with { TrackIntervals = null, Answers = null, Features = null };
        XElement body = PageText.RequireSelfContained(CrossvalPage.Build(earlier, "music").Build());
        Assert.Equal("", PageText.Table(body, "Folds")[1][3]);
        Assert.DoesNotContain("Misclassified tracks", body.Value, StringComparison.Ordinal);
    }

    private static EvaluationResult Fold(int number, int right, int wrong)
    {
        (ConfusionMatrix segments, ConfusionMatrix tracks) = (new ConfusionMatrix(2), new ConfusionMatrix(2));
        List<TrackPrediction> predictions = [];
        for (int i = 0; i < right + wrong; i++)
        {
            int predicted = i < right ? 0 : 1;
            tracks.Add(0, predicted);
            segments.Add(0, predicted);
            predictions.Add(new TrackPrediction($"blues/{number}{i}", 0, 1, predicted == 0 ? [0.7, 0.3] : [0.2, 0.8], predicted == 0 ? [1, 0] : [0, 1]));
        }

        return new EvaluationResult(["blues", "jazz"], segments, tracks) { Predictions = predictions };
    }
}
