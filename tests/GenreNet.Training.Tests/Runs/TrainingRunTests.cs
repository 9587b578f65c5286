using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Training.Fitting;
using GenreNet.Training.Runs;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Runs;

public class TrainingRunTests
{
    private static readonly TrainingOptions Options = new() { Network = "cnn-small", Epochs = 6, BatchSize = 8, Threads = 1, LearningRate = 2e-3 };

    [Fact]
    public void The_exported_model_contains_the_card_and_figures_of_the_run()
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 8);
        var run = TrainingRun.Execute(data, Options, null, CancellationToken.None);
        using var file = new MemoryStream(run.Model);
        using var classifier = GenreClassifier.Load(file);
        Assert.Equal(run.Card.ToJson(), classifier.Card.ToJson());
        Assert.Equal(run.Test.Figures, classifier.Card.Test);
        Assert.Equal(data.Genres, classifier.Genres);
        Assert.InRange(run.ExportDifference, 0, 1e-4);
        Assert.Empty(run.Split.Train.Intersect(run.Split.Test));
    }

    [Fact]
    public void The_temperature_is_fitted_to_the_validation_tracks_and_is_on_the_card()
    {
        // One track in five is of another genre than it sounds, so that certainty is too much.
        FeatureSet pure = TestFeatures.Make(tracksPerGenre: 15, segmentsPerTrack: 4);
        int[] labels = [.. pure.Labels.Select((label, segment) => segment / 4 % 5 == 0 ? (label + 1) % 3 : label)];
        var data = new FeatureSet(new FeatureSetContent
        {
            Values = pure.Gather([.. Enumerable.Range(0, pure.SegmentCount)]),
            Labels = labels,
            TrackIds = [.. pure.TrackIds],
            Genres = pure.Genres,
            Options = pure.Options,
            DatasetName = pure.DatasetName,
            DatasetFingerprint = pure.DatasetFingerprint,
        });
        var run = TrainingRun.Execute(data, Options, null, CancellationToken.None);
        CalibrationFacts calibration = run.Card.Calibration!;
        Assert.Null(calibration.Remark);
        Assert.NotEqual(1, calibration.Temperature);
        Assert.Equal("36 segments of 9 validation tracks", calibration.FittedOn);
        Assert.Equal(calibration.ErrorAfter, run.Validation.Calibration.Error, 1e-4);
        Assert.Equal(calibration.Temperature, run.Test.Temperature);
    }

    [Fact]
    public void Equal_runs_give_equal_models()
    {
        FeatureSet data = TestFeatures.Make();
        Assert.Equal(
            TrainingRun.Execute(data, Options, null, CancellationToken.None).Model,
            TrainingRun.Execute(data, Options, null, CancellationToken.None).Model);
    }

    [Fact]
    public void The_run_folder_contains_all_files_of_the_run()
    {
        using var temporary = new TemporaryFolder();
        var run = TrainingRun.Execute(TestFeatures.Make(), Options, null, CancellationToken.None);
        var folder = new RunFolder(temporary.Path);
        folder.Save(run);
        Assert.Equal(["environment.json", "history.csv", "metrics.json", "model.onnx", "network.json", "options.json", "predictions.csv", "split.json"], Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order());
        string[] history = File.ReadAllLines(folder.History);
        Assert.Equal("epoch,loss,accuracy,validation_loss,validation_accuracy,learning_rate", history[0]);
        Assert.Equal(run.History.Count + 1, history.Length);
        Assert.Contains("\"network\": \"cnn-small\"", File.ReadAllText(folder.Options), StringComparison.Ordinal);
    }
}
