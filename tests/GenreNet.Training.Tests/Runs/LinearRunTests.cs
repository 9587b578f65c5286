using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Inference;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Fitting;
using GenreNet.Training.Runs;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Runs;

public class LinearRunTests
{
    private static readonly TrainingOptions Options = new() { Network = "linear", Threads = 1 };

    [Fact]
    public void A_run_is_verified_tested_and_described()
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 12, contrast: 1);
        var run = TrainingRun.Execute(data, Options, null, CancellationToken.None);
        using var file = new MemoryStream(run.Model);
        using var classifier = GenreClassifier.Load(file);
        Assert.Equal("linear", classifier.Card.Network);
        Assert.Equal(SegmentPooling.LogMean, classifier.Card.Pooling);
        Assert.InRange(run.ExportDifference, 0, 1e-4);
        Assert.Equal("test", run.TestSubset);
        Assert.Equal(run.Test.Figures, classifier.Card.Test);
        Assert.Null(classifier.Card.Validation);
        Assert.Empty(run.Split.Validation);

        // The inner cross-validation covers all tracks that train, and none of the test.
        CardEvaluation inner = Assert.Single(classifier.Card.Evaluations!);
        Assert.Equal(run.Split.Train.Count, inner.Tracks);
        Assert.InRange(inner.TrackAccuracy, inner.Low, inner.High);
        Assert.StartsWith("multinomial logistic regression by L-BFGS", classifier.Card.Training.Method, StringComparison.Ordinal);
        Assert.Contains("cross-validation that leaves one track out at a time", classifier.Card.Training.Method, StringComparison.Ordinal);
        Assert.Equal(
            $"{run.Split.Train.Count} training tracks, each classified by a model that was fitted without it ({inner.Name.Split(',')[0]})",
            classifier.Card.Calibration!.FittedOn);
    }

    [Theory]
    [InlineData(LinearMethod.Logistic, LinearItems.Tracks)]
    [InlineData(LinearMethod.Ridge, LinearItems.Segments)]
    public void Equal_runs_give_equal_files_at_any_number_of_threads(LinearMethod method, LinearItems items)
    {
        FeatureSet data = TestFeatures.Make();
        TrainingOptions options = Options with { Linear = new LinearOptions { Method = method, Items = items } };
        byte[] Model(int threads) => TrainingRun.Execute(data, options with { Threads = threads }, null, CancellationToken.None).Model;
        Assert.Equal(Model(1), Model(1));
        var one = TrainingRun.Execute(data, options, null, CancellationToken.None);
        var two = TrainingRun.Execute(data, options with { Threads = 2 }, null, CancellationToken.None);
        Assert.Equal((one.Card with { Training = two.Card.Training }).ToJson(), two.Card.ToJson());
    }

    [Fact]
    public void Two_clips_per_genre_are_enough()
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 2);
        var run = TrainingRun.Execute(data, TrackSplit.Everything(data), Options, null, CancellationToken.None);
        Assert.Equal(6, run.Split.Train.Count);
        Assert.Equal("cross-validation", run.TestSubset);
        Assert.Equal(6, run.Test.Tracks.Total);
        Assert.Null(run.Card.Test);
        Assert.Equal(6, Assert.Single(run.Card.Evaluations!).Tracks);
        Assert.Contains("too few tracks (", run.Card.Calibration!.Remark, StringComparison.Ordinal);
        Assert.InRange(run.Test.Tracks.Accuracy, 0.6, 1);
    }

    [Fact]
    public void Random_labels_give_chance_accuracy_in_cross_validation()
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 20, contrast: 0);
        var run = TrainingRun.Execute(data, TrackSplit.Everything(data), Options, null, CancellationToken.None);
        Assert.InRange(run.Test.Tracks.Accuracy, 0.05, 0.6);
    }

    [Fact]
    public void A_run_without_test_tracks_round_trips()
    {
        using var temporary = new TemporaryFolder();
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 4);
        var folder = new RunFolder(temporary.Path);
        folder.Save(TrainingRun.Execute(data, TrackSplit.Everything(data), Options, null, CancellationToken.None));
        var saved = SavedRun.Load(temporary.Path);
        Assert.Equal("cross-validation", saved.Metrics.Subset);
        Assert.Equal(12, saved.Predictions.Rows.Count);
        Assert.Equal(12, saved.ToTested("x").Figures.Tracks);
        Assert.Equal(SplitKind.Everything, SplitFile.LoadFor(folder.Split, data).Kind);
    }

    [Fact]
    public void Other_networks_need_validation_tracks_and_linear_ensembles_are_rejected()
    {
        FeatureSet data = TestFeatures.Make();
        TrainingOptions dense = Options with { Network = "dense" };
        Assert.Contains(
            "no validation tracks to select the best epoch",
            Assert.Throws<GenreNetException>(() => TrainingRun.Execute(data, TrackSplit.Everything(data), dense, null, CancellationToken.None)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "omit --ensemble-size",
            Assert.Throws<GenreNetException>(() => TrainingRun.Execute(data, Options with { EnsembleSize = 2 }, null, CancellationToken.None)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_prediction_for_a_track_is_that_for_its_mean_features()
    {
        FeatureSet data = Rows(tracksPerGenre: 8, rowsPerTrack: 5);
        var run = TrainingRun.Execute(data, TrackSplit.Everything(data), Options, null, CancellationToken.None);
        using var file = new MemoryStream(run.Model);
        using var classifier = GenreClassifier.Load(file);
        int[] segments = data.SegmentsOf([data.Tracks[3].Id]);
        TrackPrediction pooled = Assert.Single(ModelEvaluation.Evaluate(classifier, data, segments, CancellationToken.None).Predictions);
        float[] mean = [.. Enumerable.Range(0, data.CoefficientCount).Select(column => segments.Average(segment => data.Segment(segment)[column]))];
        float[] direct = classifier.ClassifyFeatures(mean, CancellationToken.None);
        Assert.All(pooled.Probabilities.Zip(direct), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void Evaluation_and_classification_of_the_same_audio_agree()
    {
        using var temporary = new TemporaryFolder();
        SyntheticDataset.Write(temporary.Path, new SyntheticOptions { TracksPerStyle = 3, Seed = 5 }, null, CancellationToken.None);
        var library = TrackLibrary.Open(temporary.Path);
        FeatureSet data = FeatureExtraction.Run(library, FeatureOptions.Summaries with { SegmentSeconds = 2 }, null, CancellationToken.None).Features;
        var run = TrainingRun.Execute(data, TrackSplit.Everything(data), Options, null, CancellationToken.None);
        using var file = new MemoryStream(run.Model);
        using var classifier = GenreClassifier.Load(file);
        string track = data.Tracks[0].Id;
        TrackPrediction evaluated = Assert.Single(ModelEvaluation.Evaluate(classifier, data, data.SegmentsOf([track]), CancellationToken.None).Predictions);
        string path = Directory.GetFiles(temporary.Path, $"{Path.GetFileName(track)}.*", SearchOption.AllDirectories).Single();
        GenrePrediction classified = classifier.Classify(path);
        Assert.Equal(classified.Genre, data.Genres[evaluated.Predicted]);
        Assert.All(classified.Ranking, genre => Assert.Equal(evaluated.Probabilities[GenreName.IndexIn(data.Genres, genre.Genre)], genre.Probability, 1e-4));
    }

    private static FeatureSet Rows(int tracksPerGenre, int rowsPerTrack)
    {
        FeatureSet frames = TestFeatures.Make(tracksPerGenre, rowsPerTrack, contrast: 1);

        // The first frame of each segment as a row.
        float[] values = [.. Enumerable.Range(0, frames.SegmentCount).SelectMany(segment => frames.Segment(segment)[..13].ToArray())];
        return new FeatureSet(new FeatureSetContent
        {
            Values = values,
            Labels = [.. frames.Labels],
            TrackIds = [.. frames.TrackIds],
            Genres = frames.Genres,
            Options = FeatureOptions.External("made-up", 13),
            DatasetName = "made-up",
            DatasetFingerprint = new string('0', 64),
        });
    }
}
