using GenreNet.Core.Datasets;
using GenreNet.Core.Datasets.Splits;
using GenreNet.Core.Errors;
using GenreNet.Core.Numerics;
using GenreNet.Training.Fitting.Augmentation;
using GenreNet.Training.Networks;
using GenreNet.Training.Networks.Files;
using GenreNet.Training.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Fits a network: Adam on cross entropy and L2, mini-batches, early stopping with the best weights restored.</summary>
/// <remarks>Uses torch's global generator and thread count: one fit at a time in a process.</remarks>
public sealed class Trainer
{
    private const int EvaluationBatchSize = 256;

    private readonly TrainingOptions _options;
    private readonly IProgress<TrainingProgress>? _progress;

    /// <summary>Prepares a trainer.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="progress">Told after every batch.</param>
    public Trainer(TrainingOptions options, IProgress<TrainingProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _progress = progress;
    }

    /// <summary>Fits a new network to the training part of a split.</summary>
    /// <param name="data">All features.</param>
    /// <param name="split">What trains and what chooses the best epoch.</param>
    /// <param name="cancellationToken">Stops after the running batch.</param>
    /// <returns>The network with the weights of the best epoch; the caller disposes it.</returns>
    /// <exception cref="GenreNetException">The loss stopped being a number, a part of the split is empty, or the network cannot take such segments.</exception>
    public FittedNetwork Fit(FeatureSet data, DataSplit split, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        var segment = new TensorShape(data.FrameCount, data.CoefficientCount);
        NetworkSpec spec = NetworkSource.Open(_options.Network, data.Genres.Count, segment);
        NativeTorch.EnsureLoaded();
        set_num_threads(_options.Threads);
        manual_seed(unchecked((long)_options.Seed));
        var random = new SeededRandom(_options.Seed);

        int[] trainSegments = RequireSegments(split.SegmentsOf(data, SplitPart.Train), "train");
        using var train = new SegmentTensors(data, trainSegments);
        AugmentedSegments? augmented = _options.Augmentation is { } changes ? new AugmentedSegments(data, trainSegments, changes) : null;
        using var validation = new SegmentTensors(data, RequireSegments(split.SegmentsOf(data, SplitPart.Validation), "choose the best epoch"));

        var network = new TorchNetwork(spec, segment);
        FeatureStatistics statistics = FeatureStatistics.Measure(network, train);
        network.SetStandardization(statistics.Mean, statistics.Deviation);

        using var optimizer = new Adam(network.parameters(), new AdamOptions { LearningRate = _options.LearningRate });
        var stopping = new EarlyStopping(_options.Patience);
        List<EpochResult> history = [];
        for (int epoch = 1; epoch <= _options.Epochs && !stopping.ShouldStop; epoch++)
        {
            SeededRandom epochRandom = random.Fork((ulong)epoch);
            IEnumerable<Batch> batches = augmented?.Shuffled(_options.BatchSize, epochRandom) ?? train.Shuffled(_options.BatchSize, epochRandom);
            TrainingProgress trained = TrainEpoch(epoch, network, optimizer, batches, train.BatchCount(_options.BatchSize), cancellationToken);
            (double validationLoss, double validationAccuracy) = Evaluate(network, validation);
            var result = new EpochResult(epoch, trained.Loss, trained.Accuracy, validationLoss, validationAccuracy);
            history.Add(result);
            bool isBest = stopping.Observe(result, network);
            _progress?.Report(trained with { Completed = result, IsBest = isBest });
        }

        network.LoadWeights(stopping.BestWeights!);
        network.eval();
        return new FittedNetwork(network, statistics.Mean, statistics.Deviation, history, stopping.BestEpoch);
    }

    private TrainingProgress TrainEpoch(
        int epoch, TorchNetwork network, Adam optimizer, IEnumerable<Batch> source, int batchCount, CancellationToken cancellationToken)
    {
        network.train();
        var progress = new TrainingProgress(epoch, _options.Epochs, 0, batchCount, 0, 0);
        (double loss, long right, long seen) = (0, 0, 0);
        using IEnumerator<Batch> batches = source.GetEnumerator();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            if (!batches.MoveNext())
            {
                return progress;
            }

            Batch batch = batches.Current;
            network.BeginStep(((epoch - 1L) * batchCount) + progress.Batch + 1);
            (double batchLoss, long batchRight) = Step(network, optimizer, batch);
            if (!double.IsFinite(batchLoss))
            {
                throw new GenreNetException($"the loss became {batchLoss} in epoch {epoch}: try a smaller learning rate (now {_options.LearningRate}).");
            }

            seen += batch.Labels.shape[0];
            loss += batchLoss * batch.Labels.shape[0];
            right += batchRight;
            progress = progress with { Batch = progress.Batch + 1, Loss = loss / seen, Accuracy = (double)right / seen };
            _progress?.Report(progress);
        }
    }

    private static (double Loss, long Right) Step(TorchNetwork network, Adam optimizer, Batch batch)
    {
        optimizer.ZeroGradients();
        Tensor logits = network.forward(batch.Features);
        Tensor loss = Loss(logits, batch);
        if (network.Penalty() is { } penalty)
        {
            loss = loss.Plus(penalty);
        }

        loss.backward();
        optimizer.Step();
        return (loss.item<float>(), logits.argmax(1).eq(batch.Labels).sum().item<long>());
    }

    private static Tensor Loss(Tensor logits, Batch batch)
    {
        Tensor loss = nn.functional.cross_entropy(logits, batch.Labels);
        if (batch.MixedLabels is null)
        {
            return loss;
        }

        using Scalar share = batch.Share.ToScalar();
        using Scalar rest = (1 - batch.Share).ToScalar();
        return loss.mul(share).Plus(nn.functional.cross_entropy(logits, batch.MixedLabels).mul(rest));
    }

    private static (double Loss, double Accuracy) Evaluate(TorchNetwork network, SegmentTensors part)
    {
        network.eval();
        using IDisposable noGradient = no_grad();
        using DisposeScope scope = NewDisposeScope();
        (double loss, long right) = (0, 0);
        foreach ((Tensor features, Tensor labels) in part.InOrder(EvaluationBatchSize))
        {
            Tensor logits = network.forward(features);
            loss += nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.Sum).item<float>();
            right += logits.argmax(1).eq(labels).sum().item<long>();
        }

        return (loss / part.Count, (double)right / part.Count);
    }

    private static int[] RequireSegments(int[] segments, string purpose) => segments.Length > 1
        ? segments
        : throw new DatasetException($"too few tracks are left to {purpose}: add tracks, or change the shares of the split.");
}
