using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Numerics;
using GenreNet.Networks;
using GenreNet.Training.Torch;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>
/// Trains a network: mini-batch gradient steps on cross entropy and L2, with early stopping that restores the best weights.
/// </summary>
/// <remarks>Uses torch's global random generator and thread count, so run only one fit at a time per process.</remarks>
public sealed class Trainer
{
    private const int EvaluationBatchSize = 256;

    private readonly TrainingOptions _options;
    private readonly IProgress<TrainingProgress>? _progress;

    /// <summary>Prepares a trainer.</summary>
    /// <param name="options">The training settings.</param>
    /// <param name="progress">Receives a report after every batch.</param>
    public Trainer(TrainingOptions options, IProgress<TrainingProgress>? progress = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _progress = progress;
    }

    /// <summary>Fits a new network to the training part of a split.</summary>
    /// <param name="data">The features and labels of all segments.</param>
    /// <param name="split">The training tracks, and the validation tracks that select the best epoch; without validation tracks,
    /// all epochs are run and the last weights are kept.</param>
    /// <param name="cancellationToken">Stops after the current batch.</param>
    /// <param name="hooks">Checkpoints and other hooks, such as one that ends the fit early; null for none.</param>
    /// <returns>The network with the weights of the best epoch; the caller disposes it.</returns>
    /// <exception cref="GenreNetException">
    /// The loss became non-finite, there are too few training segments, the network does not accept such segments, or a checkpoint cannot
    /// be written or belongs to another fit.
    /// </exception>
    public FittedNetwork Fit(FeatureSet data, DataSplit split, CancellationToken cancellationToken, FittingHooks? hooks = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        TorchNetwork network = Start(data, RequireStart(hooks));
        try
        {
            return Fit(network, data, split, hooks, cancellationToken);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Creates a network with its starting weights, random or pretrained, and configures torch according to the settings.
    /// </summary>
    internal TorchNetwork Start(FeatureSet data, FineTuningStart? start = null)
    {
        NetworkSpec spec = start?.Network ?? NetworkSource.Open(_options.Network, data.Genres.Count, data.Options);
        NativeTorch.EnsureLoaded();
        NativeHeap.KeepFreedMemory();
        set_num_threads(_options.Threads);
        manual_seed(unchecked((long)_options.Seed));
        var network = new TorchNetwork(spec, TensorShape.Of(data.Options));
        if (start is not null)
        {
            network.LoadWeights(start.Weights);
            network.Freeze(start.Trains);
        }

        return network;
    }

    /// <summary>Returns the training segments; throws if there are too few to fit to.</summary>
    internal static int[] RequireSegments(int[] segments) => segments.Length > 1
        ? segments
        : throw new DatasetException("The split has too few training tracks: add tracks, or change the shares of the split.");

    private FittedNetwork Fit(TorchNetwork network, FeatureSet data, DataSplit split, FittingHooks? hooks, CancellationToken cancellationToken)
    {
        int[] trainSegments = RequireSegments(split.SegmentsOf(data, SplitPart.Train));
        bool isPretrained = hooks?.Start is not null;
        FeatureStatistics statistics = isPretrained ? new FeatureStatistics([], []) : FeatureStatistics.Measure(network, new SegmentTensors(data, trainSegments));
        if (!isPretrained)
        {
            network.SetStandardization(statistics.Mean, statistics.Deviation);
        }

        var segments = new TrainingSegments(data, trainSegments, _options, RequireTeaching(hooks));
        Device? device = _options.Device.IsCpu && hooks?.TreatsCpuAsDevice != true ? null : _options.Device.ToTorch();
        EmbeddingHead? head = segments.EmbeddingSize == 0 ? null : new EmbeddingHead(network.EmbeddingSize, segments.EmbeddingSize, device);
        using TorchNetwork? copy = device is null ? null : network.CopyTo(device);
        using var state = new FittingState(copy ?? network, _options, head, isOnCpu: device is null);
        Fit(state, data, split, segments, trainSegments, device, hooks, cancellationToken);
        RequireFinite(state);
        network.LoadWeights(state.Stopping.BestWeights!);
        network.eval();
        return new FittedNetwork(network.Spec, network, statistics.Mean, statistics.Deviation, state.History, state.Stopping.Best!.Epoch);
    }

    // Fits the network of the state, on its device, until its last epoch.
    private void Fit(
        FittingState state, FeatureSet data, DataSplit split, TrainingSegments segments, int[] trainSegments, Device? device, FittingHooks? hooks,
        CancellationToken cancellationToken)
    {
        TorchNetwork network = state.Network;
        var train = new SegmentTensors(data, trainSegments, device);
        var validation = new SegmentTensors(data, split.SegmentsOf(data, SplitPart.Validation), device);
        var origin = FittingOrigin.Of(_options, network.Spec, data, split);
        if (hooks is { Resumes: true, Checkpoint: { } checkpoint })
        {
            checkpoint.Restore(state, origin);
        }

        if (hooks?.Start is not null)
        {
            // The starting weights may be better than those of any epoch.
            (double startLoss, double startAccuracy) = Evaluate(network, validation, epoch: 0);
            state.Stopping.Observe(new EpochResult(0, double.NaN, double.NaN, startLoss, startAccuracy), network.SaveWeights);
        }

        using var loss = new BatchLoss(_options, data, trainSegments, device);
        AugmentedSegments? augmented = AugmentedSegments.For(data, trainSegments, segments, _options, device);
        int batchCount = augmented?.BatchCount(_options.BatchSize) ?? train.BatchCount(_options.BatchSize);
        var fit = new EpochFit(_options, loss, _progress);
        bool goesOn = state.History.Count == 0 || (hooks?.GoOn?.Invoke(state.History[^1]) ?? true);
        for (int epoch = state.History.Count + 1; epoch <= _options.Epochs && !state.Stopping.ShouldStop && goesOn; epoch++)
        {
            // Each epoch seeds its own generator, so that a fit can be resumed after any epoch.
            SeededRandom random = new SeededRandom(_options.Seed).Fork((ulong)epoch);
            manual_seed(unchecked((long)random.Fork(0).NextUInt64()));
            IEnumerable<Batch> batches = augmented?.Shuffled(_options.BatchSize, random) ?? train.Shuffled(_options.BatchSize, random);
            (TrainingProgress trained, double rate) = fit.Run(state, epoch, batches, batchCount, cancellationToken);
            (double validationLoss, double validationAccuracy) = Evaluate(network, validation, epoch);
            var result = new EpochResult(epoch, trained.Loss, trained.Accuracy, validationLoss, validationAccuracy, rate);
            bool isBest = state.Observe(result);
            hooks?.Checkpoint?.Save(state, origin);
            _progress?.Report(trained with { Completed = result, IsBest = isBest });
            goesOn = hooks?.GoOn?.Invoke(result) ?? true;
        }
    }

    private FineTuningStart? RequireStart(FittingHooks? hooks) => _options.FineTuning is null == hooks?.Start is null
        ? hooks?.Start
        : throw new ArgumentException("A start for fine-tuning is required if the settings contain fine-tuning, and not allowed otherwise.", nameof(hooks));

    private TeachingData? RequireTeaching(FittingHooks? hooks) => _options.Teaching is null == hooks?.Teaching is null
        ? hooks?.Teaching
        : throw new ArgumentException("Outputs of teachers are required if the settings contain teachers, and not allowed otherwise.", nameof(hooks));

    // Without validation, non-finite gradients of the last step are visible only in the weights.
    private void RequireFinite(FittingState state)
    {
        NetworkWeights weights = state.Stopping.BestWeights!;
        if (weights.Names.Any(name => !weights[name.Layer, name.Role].Values.All(float.IsFinite)))
        {
            throw new DivergenceException($"The weights became non-finite in epoch {state.Stopping.Best!.Epoch}: try a smaller learning rate (now {_options.LearningRate}) or --clip-norm 1.");
        }
    }

    private static (double Loss, double Accuracy) Evaluate(TorchNetwork network, SegmentTensors part, int epoch)
    {
        network.eval();
        using IDisposable noGradient = no_grad();
        (double loss, long correct) = (0, 0);
        foreach ((float batchLoss, long batchCorrect) in part.SelectInOrder(EvaluationBatchSize, (features, labels) =>
        {
            Tensor logits = network.forward(features);
            return (nn.functional.cross_entropy(logits, labels, reduction: nn.Reduction.Sum).item<float>(), logits.argmax(1).eq(labels).sum().item<long>());
        }))
        {
            loss += batchLoss;
            correct += batchCorrect;
        }

        if (part.Count > 0 && !double.IsFinite(loss))
        {
            throw new DivergenceException($"The validation loss became {loss} in epoch {epoch}: try a smaller learning rate or --clip-norm 1.");
        }

        return (loss / part.Count, (double)correct / part.Count);
    }
}
