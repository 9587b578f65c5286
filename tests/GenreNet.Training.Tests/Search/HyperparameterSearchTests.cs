using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;
using GenreNet.Training.Search;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Search;

public sealed class HyperparameterSearchTests : IDisposable
{
    private static readonly TrainingOptions Options = new() { Network = "dense-regularized", Epochs = 4, BatchSize = 8, Threads = 1, Seed = 5 };
    private static readonly SearchOptions Halving = new() { Trials = 4, Eta = 2, FewestEpochs = 1 };
    private static readonly SearchSpace Space = new(
    [
        new("learning_rate", new LogUniformRange(1e-5, 1e-2)), new("dropout_scale", new UniformRange(0.5, 1.5)), new("schedule", new ChoiceRange(["constant", "one-cycle"])),
    ]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Trials_become_fewer_from_rung_to_rung_and_the_best_is_trained_for_all_epochs()
    {
        SearchResult result = Run("a");
        Assert.Equal([4, 2, 1], Enumerable.Range(0, 3).Select(rung => result.Trials.Count(t => t.HasDone(rung))));
        Assert.Equal(4, result.Best.Last!.Epochs);
        Assert.Equal([TrialStatus.Done, TrialStatus.Pruned, TrialStatus.Pruned, TrialStatus.Pruned], result.Trials.Select(result.StatusOf));
        Assert.False(Directory.Exists(_folder.File("a", "checkpoints")));
        Assert.Equal(Tunable.Number(result.Best.Values["learning_rate"]), result.BestOptions.LearningRate);
    }

    [Fact]
    public void A_trial_paused_at_rungs_gives_the_result_of_uninterrupted_training()
    {
        SearchResult result = Run("a");
        FeatureSet data = TestFeatures.Make(contrast: 0.5);
        using FittedNetwork fitted = new Trainer(result.BestOptions).Fit(data, Split(data), TestContext.Current.CancellationToken);
        Assert.Equal(fitted.BestEpoch, result.Best.Last!.BestEpoch);
        Assert.Equal(fitted.History[fitted.BestEpoch - 1].ValidationAccuracy, result.Best.Last.SegmentAccuracy, 1e-12);
        Assert.Equal(fitted.History[fitted.BestEpoch - 1].ValidationLoss, result.Best.Last.Loss, 1e-5); // torch sums in single precision
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(7)] // between two epochs of the last rung
    public void A_search_resumed_after_any_epoch_gives_identical_bytes(int epochs)
    {
        Run("whole");
        using var stop = new CancellationTokenSource();
        int seen = 0;
        var counter = new Counter(p => { if (p.Completed is null && ++seen == epochs) { stop.Cancel(); } });
        Assert.Throws<OperationCanceledException>(() => Search("halted").Run(counter, stop.Token));
        HyperparameterSearch again = Search("halted");
        Assert.Equal(Math.Min(epochs, 4), again.EarlierCount);
        again.Run(null, TestContext.Current.CancellationToken);
        foreach (string file in (string[])["tune.json", "trials.csv"])
        {
            Assert.Equal(File.ReadAllText(_folder.File("whole", file)), File.ReadAllText(_folder.File("halted", file)));
        }
    }

    [Fact]
    public void A_damaged_checkpoint_does_not_change_the_result()
    {
        Run("whole");
        using var stop = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => Search("halted").Run(new Counter(p => { if (p.Epochs == 6) { stop.Cancel(); } }), stop.Token));
        foreach (string checkpoint in Directory.GetFiles(_folder.File("halted", "checkpoints")))
        {
            File.WriteAllText(checkpoint, "no checkpoint");
        }

        Run("halted");
        Assert.Equal(File.ReadAllText(_folder.File("whole", "trials.csv")), File.ReadAllText(_folder.File("halted", "trials.csv")));
    }

    [Fact]
    public void The_test_tracks_do_not_affect_the_result()
    {
        Run("a");
        FeatureSet data = TestFeatures.Make(contrast: 0.5);
        float[] values = [.. data.ToArray()];
        foreach (int segment in Split(data).SegmentsOf(data, SplitPart.Test))
        {
            values.AsSpan(segment * data.Options.ValuesPerSegment, data.Options.ValuesPerSegment).Fill(1e6f);
        }

        var poisoned = new FeatureSet(new FeatureSetContent
        {
            Values = values,
            Labels = [.. data.Labels],
            TrackIds = [.. data.TrackIds],
            Genres = data.Genres,
            Options = data.Options,
            DatasetName = data.DatasetName,
            DatasetFingerprint = data.DatasetFingerprint,
        });
        Search("b", poisoned).Run(null, TestContext.Current.CancellationToken);
        Search("folds", poisoned, Halving with { Trials = 1, Folds = 3 }).Run(null, TestContext.Current.CancellationToken);
        Assert.Equal(File.ReadAllText(_folder.File("a", "trials.csv")), File.ReadAllText(_folder.File("b", "trials.csv")));
        Assert.DoesNotContain("failed", File.ReadAllText(_folder.File("folds", "trials.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Folds_use_each_track_that_is_not_held_out_once()
    {
        FeatureSet data = TestFeatures.Make();
        DataSplit split = Split(data);
        IReadOnlyList<DataSplit> folds = SearchSplits.Of(data, split, 3, seed: 1);
        Assert.Equal(split.Train.Concat(split.Validation).Order(StringComparer.Ordinal), folds.SelectMany(f => f.Validation).Order(StringComparer.Ordinal));
        Assert.All(folds, fold => Assert.Empty(fold.Train.Intersect(fold.Validation).Concat(fold.Train.Concat(fold.Validation).Intersect(split.Test))));
    }

    [Fact]
    public void Trials_that_diverge_fail_and_the_others_continue()
    {
        var wild = new SearchSpace([new("learning_rate", new ChoiceRange(["0.001", "10"]))]);
        TrainingOptions options = Options with { Network = "dense", Optimizer = new OptimizerOptions { Kind = OptimizerKind.Sgd, Momentum = 0.9999 } };
        FeatureSet data = TestFeatures.Make();
        SearchResult result = new HyperparameterSearch(data, Split(data), options, wild, new SearchOptions { Kind = SearchKind.Random, Trials = 2 }, new SearchFolder(_folder.File("wild")))
            .Run(null, TestContext.Current.CancellationToken);
        Assert.Equal("0.001", result.Best.Values["learning_rate"]);
        Assert.Equal(TrialStatus.Failed, result.StatusOf(result.Trials[1]));
        Assert.Contains("became", result.Trials[1].Last!.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_search_in_the_same_folder_is_rejected()
    {
        Run("a");
        string other = Assert.Throws<GenreNetException>(() => Search("a", TestFeatures.Make(contrast: 0.4))).Message;
        Assert.Contains("other content", other, StringComparison.Ordinal);
        other = Assert.Throws<GenreNetException>(() => Search("a", search: Halving with { Trials = 5 })).Message;
        Assert.Contains("4 trials", other, StringComparison.Ordinal);
        FeatureSet data = TestFeatures.Make(contrast: 0.5);
        var space = new SearchSpace([.. Space.Parameters.Take(2), new("schedule", new ChoiceRange(["constant", "cosine"]))]);
        other = Assert.Throws<GenreNetException>(() => new HyperparameterSearch(data, Split(data), Options, space, Halving, new SearchFolder(_folder.File("a")))).Message;
        Assert.Contains("schedule is constant, one-cycle, and now it is constant, cosine", other, StringComparison.Ordinal);
        File.WriteAllText(_folder.File("a", "tune.json"), "{ \"format_version\": 1 }");
        Assert.Contains("damaged", Assert.Throws<GenreNetException>(() => Search("a")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_random_search_can_be_extended_by_more_trials()
    {
        SearchOptions few = new() { Kind = SearchKind.Random, Trials = 1 };
        Search("a", search: few).Run(null, TestContext.Current.CancellationToken);
        Search("a", search: few with { Trials = 2 }).Run(null, TestContext.Current.CancellationToken);
        Search("b", search: few with { Trials = 2 }).Run(null, TestContext.Current.CancellationToken);
        Assert.Equal(File.ReadAllText(_folder.File("b", "tune.json")), File.ReadAllText(_folder.File("a", "tune.json")));
    }

    private static DataSplit Split(FeatureSet data) => TrackSplit.Stratified(data, 0.2, 0.2, Options.Seed);

    private HyperparameterSearch Search(string folder, FeatureSet? data = null, SearchOptions? search = null)
    {
        data ??= TestFeatures.Make(contrast: 0.5);
        return new HyperparameterSearch(data, Split(data), Options, Space, search ?? Halving, new SearchFolder(_folder.File(folder)));
    }

    private SearchResult Run(string folder) => Search(folder).Run(null, TestContext.Current.CancellationToken);

    private sealed class Counter(Action<SearchProgress> tell) : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value) => tell(value);
    }
}
