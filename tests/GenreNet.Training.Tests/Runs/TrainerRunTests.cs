using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Training.Fitting;
using GenreNet.Training.Runs;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Runs;

/// <summary>Complete runs with the trainers of ML.NET.</summary>
public class TrainerRunTests
{
    public static TheoryData<TrainerKind> Kinds { get; } = [.. Enum.GetValues<TrainerKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_run_is_verified_against_ML_NET_calibrated_tested_and_loaded_without_it(TrainerKind kind)
    {
        FeatureSet data = TestRows.Make();
        var run = TrainingRun.Execute(data, Options(kind), null, CancellationToken.None);
        Assert.InRange(run.ExportDifference, 0, 1e-4);
        using var classifier = GenreClassifier.Load(new MemoryStream(run.Model));
        Assert.Equal(kind.ToString().ToLowerInvariant(), classifier.Card.Network);
        Assert.Contains("trainer of ML.NET", classifier.Card.Training.Method, StringComparison.Ordinal);
        Assert.StartsWith("ML.NET 5.", classifier.Card.Training.Engine, StringComparison.Ordinal);
        Assert.Equal(run.Test.Figures, classifier.Card.Test);
        Assert.NotNull(classifier.Card.Calibration);
        Assert.InRange(run.Test.Tracks.Accuracy, 0.6, 1);
        Assert.Equal(run.Card.ParameterCount, classifier.Card.ParameterCount);
        Assert.True(run.Card.ParameterCount > 100);
    }

    [Theory]
    [InlineData(TrainerKind.LightGbm)]
    [InlineData(TrainerKind.FastForest)]
    [InlineData(TrainerKind.Sdca)]
    [InlineData(TrainerKind.Svm)]
    public void Equal_runs_give_equal_files(TrainerKind kind)
    {
        FeatureSet data = TestRows.Make();
        byte[] Model(ulong seed) => TrainingRun.Execute(data, Options(kind) with { Seed = seed }, null, CancellationToken.None).Model;
        Assert.Equal(Model(3), Model(3));
    }

    [Fact]
    public void The_validation_tracks_select_the_number_of_boosted_trees()
    {
        // Random labels: every tree after the first few makes the validation worse.
        FeatureSet data = TestRows.Make(contrast: 0.3);
        var run = TrainingRun.Execute(data, Options(TrainerKind.LightGbm), null, CancellationToken.None);
        Assert.Equal(40, run.History.Count);
        Assert.InRange(run.Card.Training.BestEpoch, 1, 39);
        Assert.Equal(run.History.Min(epoch => epoch.ValidationLoss), run.History[run.Card.Training.BestEpoch - 1].ValidationLoss);
        Assert.True(run.History[^1].Loss < run.History[0].Loss);
        Assert.Contains("selected by the validation tracks", run.Card.Training.Method, StringComparison.Ordinal);

        var all = TrainingRun.Execute(data, Options(TrainerKind.LightGbm) with { Monitor = MonitorKind.None }, null, CancellationToken.None);
        Assert.Equal(40, all.Card.Training.BestEpoch);
        Assert.Empty(all.Split.Validation);
        Assert.Null(all.Card.Calibration);
    }

    [Fact]
    public void Random_labels_give_chance_accuracy()
    {
        var run = TrainingRun.Execute(TestRows.Make(contrast: 0), Options(TrainerKind.FastTree), null, CancellationToken.None);
        Assert.InRange(run.Test.Tracks.Accuracy, 0, 0.75);
    }

    [Fact]
    public void A_run_round_trips_without_a_network_file()
    {
        using var folder = new TemporaryFolder();
        var files = new RunFolder(folder.File("run"));
        Directory.CreateDirectory(files.Path);
        File.WriteAllText(files.Network, "{}");
        var run = TrainingRun.Execute(TestRows.Make(), Options(TrainerKind.LightGbm), null, CancellationToken.None);
        files.Save(run);
        Assert.False(File.Exists(files.Network));
        var saved = SavedRun.Load(files.Path);
        Assert.Equal(run.Test.Tracks.Accuracy, saved.Metrics.TrackAccuracy, 1e-9);
        Assert.Contains("\"light_gbm\"", File.ReadAllText(files.Options).Replace("LightGbm", "light_gbm", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Features_per_frame_are_refused()
    {
        GenreNetException problem = Assert.Throws<GenreNetException>(() => TrainingRun.Execute(TestFeatures.Make(), Options(TrainerKind.Svm), null, CancellationToken.None));
        Assert.Contains("needs one row of values per segment, but the features are 44 frames of 13 values", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_stops_a_fit()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => TrainingRun.Execute(TestRows.Make(), Options(TrainerKind.FastTree), null, stop.Token));
    }

    private static TrainingOptions Options(TrainerKind kind) => new()
    {
        Network = TrainerOptions.NameOf(kind),
        Trainer = new TrainerOptions { Kind = kind, Trees = 40, Leaves = 6, LeafSize = 3 },
        Threads = 1,
    };
}
