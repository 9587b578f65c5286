using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Networks;
using GenreNet.Training.Fitting;
using GenreNet.Training.Tests.Support;
using GenreNet.Training.Torch;

namespace GenreNet.Training.Tests.Fitting;

public class TrainerTests
{
    private static readonly TrainingOptions Options = new() { Network = "dense-regularized", Epochs = 4, BatchSize = 8, Threads = 1, Seed = 5 };

    [Theory]
    [InlineData("dense")]
    [InlineData("dense-regularized")]
    [InlineData("cnn-small")]
    [InlineData("cnn")]
    [InlineData("resnet")]
    [InlineData("crnn")]
    [InlineData("transformer")]
    public void Every_network_learns_separable_genres(string network)
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 8);
        using FittedNetwork fitted = Fit(data, Options with { Network = network, Epochs = 25, LearningRate = 2e-3 });
        Assert.True(fitted.History[fitted.BestEpoch - 1].ValidationAccuracy > 0.8, $"{fitted.History[fitted.BestEpoch - 1]}");
        Assert.True(fitted.History[^1].Loss < fitted.History[0].Loss);
    }

    [Theory]
    [InlineData("dense-regularized")]
    [InlineData("cnn-small")]
    public void Equal_seeds_give_identical_fits_and_other_seeds_differ(string network)
    {
        FeatureSet data = TestFeatures.Make();
        TrainingOptions options = Options with { Network = network };
        using FittedNetwork first = Fit(data, options);
        using FittedNetwork second = Fit(data, options);
        using FittedNetwork other = Fit(data, options with { Seed = 6 });
        float[] segment = data.Gather([0, 1, 2]);
        Assert.Equal(first.History, second.History);
        Assert.Equal(first.Logits(segment, 3), second.Logits(segment, 3));
        Assert.NotEqual(first.Logits(segment, 3), other.Logits(segment, 3));
    }

    [Theory]
    [InlineData("dense-regularized")]
    [InlineData("resnet")]
    [InlineData("transformer")]
    public async Task The_fit_is_correct_under_garbage_collection(string network)
    {
        // What torch reads must not be freed meanwhile, and what is not held is freed at once here.
        using var stop = new CancellationTokenSource();
        Task collector = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }, TestContext.Current.CancellationToken);
        try
        {
            using FittedNetwork fitted = Fit(TestFeatures.Make(), Options with { Network = network, Epochs = 3 });
        }
        finally
        {
            await stop.CancelAsync();
            await collector;
        }
    }

    [Fact]
    public void Weights_of_the_best_epoch_are_kept()
    {
        FeatureSet data = TestFeatures.Make(contrast: 0.3);
        using FittedNetwork fitted = Fit(data, Options with { Network = "dense", Epochs = 30, Patience = 4, LearningRate = 3e-3 });
        double[] losses = [.. fitted.History.Select(e => e.ValidationLoss)];
        Assert.Equal(Array.IndexOf(losses, losses.Min()) + 1, fitted.BestEpoch);
        Assert.Equal(fitted.BestEpoch + 4, fitted.History.Count); // noise is learnt by heart at once: patience ends it

        int[] validation = Split(data, Options).SegmentsOf(data, SplitPart.Validation);
        float[] logits = fitted.Logits(data.Gather(validation), validation.Length);
        double loss = validation.Select((segment, i) => CrossEntropy(logits.AsSpan(i * 3, 3), data.Labels[segment])).Average();
        Assert.Equal(losses.Min(), loss, 1e-4);
    }

    [Fact]
    public void Progress_reports_every_batch_and_the_completed_epoch()
    {
        List<TrainingProgress> seen = [];
        FeatureSet data = TestFeatures.Make();
        using FittedNetwork fitted = new Trainer(Options with { Epochs = 2 }, new Collect(seen)).Fit(data, Split(data, Options), CancellationToken.None);
        Assert.Equal(fitted.History, seen.Where(p => p.Completed is not null).Select(p => p.Completed!));
        Assert.Equal(2 * (seen[0].BatchCount + 1), seen.Count);
        Assert.All(seen, p => Assert.InRange(p.Accuracy, 0, 1));
    }

    [Fact]
    public void Cancellation_stops_after_the_current_batch()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        FeatureSet data = TestFeatures.Make();
        Assert.Throws<OperationCanceledException>(() => new Trainer(Options).Fit(data, Split(data, Options), source.Token));
    }

    [Fact]
    public void A_non_finite_loss_is_reported()
    {
        FeatureSet data = TestFeatures.Make();
        GenreNetException problem = Assert.Throws<DivergenceException>(() => Fit(data, Options with { Network = "dense", LearningRate = 1e25, Epochs = 50, Patience = 50 }).Dispose());
        Assert.Contains("smaller learning rate", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_L2_penalty_is_the_sum_of_squared_kernels()
    {
        using var network = new TorchNetwork(new NetworkSpec("test", [new Flatten(), new Dense(2, 0.5)]), new TensorShape(1, 2));
        NetworkWeights weights = network.SaveWeights();
        weights[LayerPath.Of(1), WeightRoles.Weight] = new WeightArray([2, 2], [1, 2, 3, 4]);
        weights[LayerPath.Of(1), WeightRoles.Bias] = new WeightArray([2], [100, 100]);
        network.LoadWeights(weights);
        Assert.Equal(0.5 * 30, BatchLoss.Penalty(network), 1e-5);
    }

    [Fact]
    public void The_optimizer_receives_the_L2_factor_of_each_kernel()
    {
        using var network = new TorchNetwork(GenreNetworks.Create("cnn", genreCount: 3), new TensorShape(130, 13));
        Assert.Equal(4, network.PenalizedKernels.Count);
        Assert.All(network.PenalizedKernels, kernel => Assert.Equal(0.001, network.L2Of(kernel.Kernel)));
        Assert.Equal(4, network.parameters().Count(parameter => network.L2Of(parameter) > 0));
        Assert.All(network.parameters(), parameter => Assert.True(parameter.dim() > 1 || network.L2Of(parameter) == 0));
    }

    [Fact]
    public void Running_statistics_start_as_cumulative_means()
    {
        using var network = new TorchNetwork(new NetworkSpec("test", [new Flatten(), new BatchNorm()]), new TensorShape(1, 1));
        network.train();
        float[] batchMeans = [4, 8, 3];
        for (int step = 1; step <= batchMeans.Length; step++)
        {
            float mean = batchMeans[step - 1];
            network.BeginStep(step);
            using TorchSharp.torch.Tensor batch = TorchSharp.torch.tensor([mean - 1, mean + 1], [2, 1, 1]);
            using TorchSharp.torch.Tensor output = network.forward(batch);
        }

        Assert.Equal(5, network.SaveWeights()[LayerPath.Of(1), WeightRoles.Mean].Values[0], 1e-5);
    }

    private static FittedNetwork Fit(FeatureSet data, TrainingOptions options) => new Trainer(options).Fit(data, Split(data, options), CancellationToken.None);

    private static DataSplit Split(FeatureSet data, TrainingOptions options) => TrackSplit.Stratified(data, 0.25, 0.25, options.Seed);

    private static double CrossEntropy(ReadOnlySpan<float> logits, int label)
    {
        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp(logit);
        }

        return Math.Log(sum) - logits[label];
    }

    private sealed class Collect(List<TrainingProgress> seen) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => seen.Add(value);
    }
}
